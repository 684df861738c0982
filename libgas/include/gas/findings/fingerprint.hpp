// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "gas/text/diagnostic.hpp"

namespace gas {

/// `file` as seen from `folder`, an absolute path or empty, without `./` before it: what CI systems match with the files of a repository. An absolute
/// path that lies elsewhere stays as it is; an empty one is the folder itself, ".". Where the folder lies in a repository, `top` is where that begins, also
/// absolute, and what lies in it is named from there.
std::string relative_path(const std::string& file, const std::string& folder, const std::string& top = "");

/// What a finding is about: the id of its plan, or its file, as seen from `folder`, where the plan has none.
std::string subject(const Finding& finding, const std::string& folder, const std::string& top = "");

/// A name for a finding that outlives edits round it: 16 hexadecimal digits of rule, subject, goal and message, without the numbers of lines that the
/// message names. Two findings can have the same.
std::string fingerprint(const Finding& finding, const std::string& folder, const std::string& top = "");

/// FNV-1a of 64 bits (Fowler, Noll & Vo): the same on every machine, and no library for it is needed.
unsigned long long fnv1a(std::string_view bytes);

}  // namespace gas

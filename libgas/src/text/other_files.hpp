// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

/// What somebody hands over in the place of a plan or of a table of ratings, told by how it begins.
namespace gas {

/// Of what git-lfs keeps in place of a file that is elsewhere.
inline constexpr std::string_view lfs_beginning = "version https://git-lfs.github.com/spec/";

struct OtherFile {
    std::string_view what;  ///< "an Excel workbook"
    std::string_view cure;
};

/// A file that is no text, or a text that only stands for another; nothing where it may be one of ours.
std::optional<OtherFile> other_file(std::string_view beginning);

/// Whether the first line is cells with a delimiter between them rather than a line of a plan.
bool begins_with_cells(std::string_view beginning);

}  // namespace gas

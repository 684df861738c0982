// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gas/read/read_plans.hpp"
#include "gas/text/diagnostic.hpp"
#include "yaml/tape.hpp"

/// Slips of layout that YAML takes for something else: found where a plan has errors, told once, and mended, so that what stands around them is read as it
/// was meant.
namespace gas::read {

/// A line of the mended text that stands to the left of the user's.
struct Shift {
    std::size_t begin;
    std::size_t end;
    std::size_t by;
};

/// Elements of a list whose dash was forgotten, so that their keys stand in the element before a second time. Each is told and gets its dash in `text`,
/// which has to be read again. False where there is none.
bool mend_dashes(std::string& text, const yaml::Tape& tape, std::vector<Diagnostic>& out);

/// What belongs under a key but stands level with it: the levels of `scale:`, the goals of `levels:`. It is told and moved in `tape`. False where there is
/// none.
bool mend_indents(std::string_view text, yaml::Tape& tape, std::vector<Diagnostic>& out);

/// No-break spaces and their like (odd_character_at()) in the indentation and behind the colon of a line's key, where YAML takes only spaces; `text` keeps its
/// length. False where there is none.
bool mend_odd_indents(std::string& text, std::vector<Shift>& shifts, std::vector<Diagnostic>& out);

/// The same round keys and values that were `found` wrong: with spaces instead the text is to be read again. False where there is none.
bool mend_odd_ends(std::string& text, std::span<const Diagnostic> found, std::vector<Diagnostic>& out);

/// `text` with the tabs of its indentation as spaces up to the next multiple of `width`, as edits.
std::vector<Edit> tabs_as_spaces(std::string_view text, std::size_t width);

inline Range range_of(std::size_t begin, std::size_t end) { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}; }

/// Reads a text as it is, or mended where that leaves fewer errors; each slip is told.
void read_mended(std::string text, bool clean, ReadResult& result);
void read_bytes(std::string text, bool clean_bytes, std::vector<Shift> shifts, bool mended, ReadResult& result);
/// Gives findings of tabs the fix that puts spaces in their places, where it is plain how many.
void offer_spaces(std::string_view text, std::vector<Diagnostic>& tabs);

}  // namespace gas::read

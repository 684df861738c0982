// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Names that are one name to a reader and two to a program: `Final` and `final`, `P01` and `p1`, `baselin` and `baseline`. One rule for all names of a
/// study, which gas(1) states. Never near are names that tell things apart on purpose: `week-1` and `week-2`, `R1` and `R2`, `site-a`
/// and `site-b`, `1-11` and `11-1`.
namespace gas {

/// The character in a name that nobody sees, as "U+200B": of soft hyphen (00AD), zero-width space (200B), word joiner (2060), byte order mark (FEFF). Empty
/// where there is none.
std::string_view invisible_in(std::string_view name);
/// The name without such characters.
std::string without_invisible(std::string_view name);

/// A blank in a name that is none of the keyboard's, as "U+00A0": a no-break, figure, thin or wide one. Empty where there is none.
std::string_view odd_blank_in(std::string_view name);

/// A name with plain blanks instead, or with none in their place.
std::string with_plain_blanks(std::string_view name);
std::string without_odd_blanks(std::string_view name);

/// One of these characters, of either kind, at a place of a text.
struct OddCharacter {
    std::size_t size = 0;   ///< in bytes; 0: there is none
    bool is_blank = false;  ///< else nobody sees it
    std::string_view said{};
};
OddCharacter odd_character_at(std::string_view text, std::size_t at);
bool has_odd_characters(std::string_view text);

/// NFC of a name: by this two names are the same or not. A text that is not UTF-8 stays as it is.
std::string composed_name(std::string_view name);

/// The same, nothing where the name is so already.
std::optional<std::string> recomposed(std::string_view name);

/// The kinds of names that are compared with each other over a study.
enum class NameKind { id, goal, occasion, rater, covariate };

/// A name as it stands in a table, whose names are read in NFC: two forms of one name are told of.
struct WrittenName {
    NameKind kind{};
    std::string covariate;  ///< whose word it is
    std::string text;
    std::size_t line = 0;
};

/// What the spellings of a name share: compatibility forms (NFKC), case, blanks and hyphens but those between two digits, leading zeros and a trailing .0
/// are gone. Names are near where this is equal, so time is linear in their number. A minus before a number or at the end stays.
std::string folded_name(std::string_view name);

/// Whether nothing but hyphens and blanks parts two names: `T-1` and `T1`.
bool only_parted(std::string_view a, std::string_view b);

/// Whether two names differ by one slip: a letter changed, dropped or added, or two swapped, in a word that has six letters or more in both. Case does not
/// count.
bool one_slip(std::string_view a, std::string_view b);

struct NameCount {
    std::string_view name;
    std::size_t count = 0;  ///< how often it occurs
};

/// A name that is one slip from another, which occurs at least five times as often; both as indices.
struct NameSlip {
    std::size_t slip = 0;
    std::size_t meant = 0;
};

/// The slips among names that differ when folded, by `slip`; of several that may be meant the most frequent. Time is linear in the letters of all names;
/// a name of more than 64 letters is no slip.
std::vector<NameSlip> name_slips(std::span<const NameCount> names);

}  // namespace gas

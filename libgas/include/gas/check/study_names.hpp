// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/read/plan_ranges.hpp"
#include "gas/text/diagnostic.hpp"
#include "gas/text/near_names.hpp"
#include "gas/text/source_text.hpp"

/// Names of a study that are nearly one (near_names.hpp): they split it, and nobody is told.
namespace gas {

struct RatingGrid;

/// A name of a plan file, and where it stands first.
struct NameSeen {
    NameKind kind{};
    std::string covariate;  ///< whose word it is
    std::string name;
    std::size_t count = 1;  ///< how often it occurs in the plan
    Position begin;
    Position end;
    std::string excerpt;  ///< the line it stands on
};

/// The id, occasions, raters and covariates' words of a plan, as they are written. Goals of a plan file are a person's own, and no names of the study.
struct PlanNames {
    std::string file;
    std::vector<NameSeen> names;
};
/// `with_excerpts`: a finding of theirs is to show its line.
PlanNames names_of(const Plan& plan, const PlanRanges& ranges, const std::string& file, const LineIndex& lines, bool with_excerpts = true);

/// A name of a study that is nearly another one, which occurs more often or is one that the format knows.
struct NearName {
    NameKind kind{};
    std::string covariate;
    std::string name;
    std::string meant;
    std::string cure;            ///< "write `occasion: final`", or the option that takes both as one
    bool place = false;          ///< the cure is one for the place of the name
    std::size_t more_files = 0;  ///< in which the name stands too
    bool one = false;            ///< both are one name, in two forms of Unicode: they split nothing here, but may elsewhere
    Finding finding;             ///< of GAS231, at the first place of the name, with the first of the other
};

inline constexpr std::size_t max_near_names = 20;  ///< of one kind that are told; the others are counted
inline constexpr std::size_t max_study_names =
    100'000;  ///< different ones, of all kinds but ids, that are compared; of those with letters beside ASCII the forms
inline constexpr std::size_t max_study_ids = 1'048'576;  ///< that are compared; where they ascend none is near another, however many there are
inline constexpr std::size_t max_words_for_slips = 20;   ///< of a covariate in which one wrong letter is looked for

/// " and in 2 more files", behind the place of a name; empty where it stands in one.
std::string and_more_files(const NearName& near);

/// Gathers the names of a run, plan by plan; they are compared in NFC, and two forms of one are told. What is near is said in near_names.hpp. Memory is that
/// of the different names; of ids, 24 bytes and their letters.
class StudyNames {
public:
    StudyNames();
    ~StudyNames();
    StudyNames(StudyNames&&) noexcept;
    StudyNames& operator=(StudyNames&&) noexcept;

    /// `checked`: false of a plan with which others are compared, and that is not told of by itself. Such plans come first.
    void see(const PlanNames& plan, bool checked = true);
    /// Those of a participant of a table, goals too. `grid`: the ratings, where the plan has none; lines as RatingTablePlaces has them. `left_out`: for an
    /// error.
    void see(const std::string& file, const Plan& plan, const RatingGrid* grid, std::size_t row, std::span<const std::size_t> goals,
             std::span<const std::size_t> entries, std::span<const WrittenName> written = {}, bool left_out = false);
    /// A participant of whom there are scores, and then those names: `position` is where a name stands among its like.
    void begin(const std::string& file, std::size_t line, std::string_view id);
    void see(NameKind kind, const std::string& covariate, std::string_view name, std::size_t position);

    /// By kind, those that a checked plan has or made near. Of one kind of name the first max_near_names; `more` gets how many others there are.
    [[nodiscard]] std::vector<NearName> near(std::size_t* more = nullptr) const;
    /// Of tables alone that have several occasions and no baseline, in an entry or of a goal: what there is to say of it, with the option, or that those who
    /// have one were left out; else empty.
    [[nodiscard]] std::string without_baseline() const;
    /// Whether some entry has that occasion or rater; also where that is not known, since there are too many names.
    [[nodiscard]] bool has(NameKind kind, std::string_view name) const;
    /// Those that entries have, in bytewise order.
    [[nodiscard]] std::vector<std::string> names(NameKind kind) const;
    /// What was not looked at, for there is too much of it; empty where all was: "names beyond the first 100000 different ones".
    [[nodiscard]] std::string not_compared() const;
    /// How many names that are: each as often as it stands in a participant.
    [[nodiscard]] std::size_t count_not_compared() const;
    /// That of many spellings of one name some were compared without it being known whether a participant has two of them; empty where that is known of all.
    [[nodiscard]] std::string not_held_together() const;
    [[nodiscard]] std::size_t count_not_held_together() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace gas

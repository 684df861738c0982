// SPDX-License-Identifier: MIT
#include "gas/read/read_plans.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "gas/text/near_names.hpp"
#include "mend.hpp"
#include "reader.hpp"
#include "text/other_files.hpp"
#include "yaml/bytes.hpp"

namespace gas {

namespace read {

namespace {

/// What ends a cell of a table.
constexpr char cell_ends[] = {',', ';', '\t', '|'};

/// Whether the text is a table of ratings, which many a program calls .txt.
bool report_table(std::string_view text, std::vector<Diagnostic>& out)
{
    const auto line = text.substr(0, text.find('\n'));
    const bool wide = std::any_of(std::begin(cell_ends), std::end(cell_ends), [&](char c) { return std::count(line.begin(), line.end(), c) >= 2; });
    if (!wide || !begins_with_cells(text) || line.starts_with(',') || line.starts_with("- ") || text.find("gas:") != std::string_view::npos) {
        return false;
    }
    out.push_back(diagnose(Rule::no_plan, {0, static_cast<std::uint32_t>(line_at(text, 0).end)}, "this is a table, not a plan",
                           "`gas validate --input csv` reads it as one, and so do the commands that score"));
    return true;
}

}  // namespace

/// Whether git left a conflict in the text; told at each, since nothing else that could be said of the text is of use before it is solved.
bool report_conflict_markers(std::string_view text, std::vector<Diagnostic>& out)
{
    bool found = false;
    for (std::size_t at = text.starts_with("<<<<<<< ") ? 0 : text.find("\n<<<<<<< "); at != std::string_view::npos; at = text.find("\n<<<<<<< ", at + 1)) {
        const auto begin = at + (text[at] == '\n' ? 1 : 0);
        found = true;
        out.push_back(diagnose(Rule::yaml_syntax, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(line_at(text, begin).end)},
                               "a merge that is not finished: here begins a place that both sides changed",
                               "keep what is right of the lines up to `>>>>>>>`, and delete the lines of markers"));
    }
    return found;
}

}  // namespace read

bool ReadResult::has_errors() const { return !errors_of(diagnostics).empty(); }

bool is_lfs_pointer(std::string_view text) { return text.starts_with(lfs_beginning); }

ReadResult read_plans(const SourceText& source) { return read::read_text(source.bytes); }

ReadResult read::read_text(std::string_view bytes)
{
    ReadResult result;
    if (bytes.size() > max_text_size) {
        result.diagnostics.push_back(diagnose(Rule::too_large, {}, "the text is longer than 1 GiB", "put each participant into a plan file of their own"));
        return result;
    }
    std::string text(bytes);
    if (!yaml::check_bytes(text, result.diagnostics)) {
        return result;
    }
    if (read::report_conflict_markers(text, result.diagnostics) || read::report_table(text, result.diagnostics)) {
        return result;
    }
    const bool clean_bytes = result.diagnostics.empty();
    read::read_mended(std::move(text), clean_bytes, result);
    return result;
}

ReadResult read_plan_bytes(std::string_view bytes) { return read_plans({"", std::string(without_bom(bytes))}); }

void read::read_mended(std::string text, bool clean, ReadResult& result)
{
    constexpr std::size_t not_huge = 1U << 20U;  // a text is read a second time, and a third
    const auto told = result.diagnostics;
    auto spaced = text.size() <= not_huge && has_odd_characters(text) ? text : std::string();
    const auto tabs = text.size() <= not_huge && text.find('\t') != std::string::npos ? text : std::string();
    read::read_bytes(std::move(text), clean, {}, false, result);
    std::vector<Shift> shifts;
    std::vector<Diagnostic> breaks;
    if (!spaced.empty() && result.has_errors() && mend_odd_indents(spaced, shifts, breaks)) {
        ReadResult mended{{}, told};
        read::read_bytes(std::move(spaced), clean, std::move(shifts), true, mended);
        if (errors_of(mended.diagnostics).size() < errors_of(result.diagnostics).size()) {
            mended.diagnostics.insert(mended.diagnostics.end(), std::make_move_iterator(breaks.begin()), std::make_move_iterator(breaks.end()));
            result = std::move(mended);
        }
    }
    const auto is_tab = [](const Diagnostic& d) { return d.rule == Rule::tab_indentation && !d.fix; };
    if (!tabs.empty() && !result.diagnostics.empty() && std::all_of(result.diagnostics.begin(), result.diagnostics.end(), is_tab)) {
        offer_spaces(tabs, result.diagnostics);
    }
}

void read::offer_spaces(std::string_view text, std::vector<Diagnostic>& tabs)
{
    // as wide as lets the plans be read; two widths that give other plans leave it open what was meant
    std::optional<ReadResult> meant;
    std::vector<Edit> edits;
    for (const std::size_t width : {2, 4, 8}) {
        auto spaces = tabs_as_spaces(text, width);
        ReadResult read;
        read_bytes(fixed(text, Fix{"", spaces}), true, {}, false, read);
        if (read.has_errors() || spaces.size() > 1000) {
            continue;
        }
        const auto same = [](const ReadPlan& a, const ReadPlan& b) { return a.plan == b.plan; };
        if (meant && !std::equal(meant->plans.begin(), meant->plans.end(), read.plans.begin(), read.plans.end(), same)) {
            return;
        }
        if (!meant) {
            meant = std::move(read);
            edits = std::move(spaces);
        }
    }
    for (std::size_t i = 0; meant && i < tabs.size(); ++i) {
        tabs[i].fix = Fix{tabs[i].hint, edits, true};
    }
}

}  // namespace gas

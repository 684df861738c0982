// SPDX-License-Identifier: MIT
#include "gas/view/summary_frames.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "gas/score/score_columns.hpp"
#include "gas/write/cells.hpp"
#include "gas/write/writers.hpp"

namespace gas {

namespace {

using Value = std::optional<double>;

/// Figures of one group, or of one comparison, under one measure.
struct Block {
    const SummaryFigure* head = nullptr;
    std::map<std::string, const SummaryFigure*> figures;

    [[nodiscard]] Value value(const std::string& statistic) const
    {
        const auto found = figures.find(statistic);
        return found == figures.end() ? Value() : found->second->value;
    }
    [[nodiscard]] bool has(const std::string& statistic) const { return figures.contains(statistic); }
    [[nodiscard]] const std::string& reason(const std::string& statistic) const { return figures.at(statistic)->reason; }
    [[nodiscard]] const std::string& method(const std::string& statistic) const { return figures.at(statistic)->method; }
};

std::vector<Block> blocks_of(const std::vector<SummaryFigure>& figures)
{
    std::vector<Block> blocks;
    for (const auto& figure : figures) {
        const auto* head = blocks.empty() ? nullptr : blocks.back().head;
        const bool same = head != nullptr && head->group == figure.group && head->occasion == figure.occasion && head->measure == figure.measure &&
                          head->domain == figure.domain;
        if (!same) {
            blocks.push_back({&figure, {}});
        }
        blocks.back().figures[figure.statistic] = &figure;
    }
    return blocks;
}

std::string measure_name(const SummaryFigure& figure)
{
    const std::string name = figure.measure == "t"          ? "T"
                             : figure.measure == "t_change" ? "change of T"
                             : figure.measure == "achieved" ? "goals achieved"
                             : figure.measure == "level"    ? "level"
                                                            : "change of level";
    return figure.domain.empty() ? name : name + ", " + figure.domain;
}

int digits_for(const SummaryFigure& figure, int digits) { return figure.measure.starts_with("level") ? digits + 1 : digits; }

std::string p_text(double p) { return p < 0.001 ? "<0.001" : fixed(p, 3); }

/// Two figures that belong together, or why they are not there; empty where the block has no such figures.
std::string range_text(const Block& block, const std::string& low, const std::string& high, int digits)
{
    if (!block.has(low)) {
        return "";
    }
    const auto from = block.value(low);
    const auto to = block.value(high);
    return from && to ? fmt::format("{} to {}", fixed(*from, digits), fixed(*to, digits)) : block.reason(from ? high : low);
}

void add_description(Frame& frame, const Block& block, int digits)
{
    const auto& head = *block.head;
    const auto d = digits_for(head, digits);
    std::string mean;
    std::string ci;
    std::string median;
    std::string range;
    if (head.measure == "achieved") {
        const auto percent = [&](const std::string& statistic) { return fmt::format("{} %", fixed(100 * block.value(statistic).value_or(0), 0)); };
        mean = block.value("share") ? percent("share") : block.reason("share");
        ci = block.value("ci_low") ? fmt::format("{} to {}", percent("ci_low"), percent("ci_high")) : block.value("share") ? block.reason("ci_low") : "";
    } else {
        if (const auto m = block.value("mean")) {
            const auto sd = block.value("sd");
            mean = fmt::format("{} ({})", fixed(*m, d), sd ? fixed(*sd, d) : "–");
            ci = range_text(block, "ci_low", "ci_high", d);
            range = range_text(block, "min", "max", d);
        } else {
            mean = block.reason("mean");  // once: nothing of such a row is there
        }
        if (const auto m = block.value("median")) {
            median = fmt::format("{} [{}, {}]", fixed(*m, d), fixed(block.value("q1").value_or(0), d), fixed(block.value("q3").value_or(0), d));
        }
    }
    frame.add_row({text_cell(head.occasion), Cell{measure_name(head)}, Cell{head.group}, figure_cell(block.value("n")), figure_cell(block.value("missing")),
                   text_cell(mean), text_cell(ci), text_cell(median), text_cell(range)});
}

/// Rows of the table of tests.
class TestRows {
public:
    TestRows(Frame& frame, const Block& block) : frame_(frame), block_(block) {}

    /// A test whose figure is there, or why it is not.
    void test(const std::string& name, const std::string& statistic, const std::string& p, const std::string& letter)
    {
        if (!block_.has(statistic)) {
            return;
        }
        const auto value = block_.value(statistic);
        const auto chance = block_.value(p);
        add(name, value ? fmt::format("{} = {}{}", letter, fixed(*value, 2), zeros_text(statistic)) : block_.reason(statistic),
            chance  ? p_text(*chance)
            : value ? block_.reason(p)
                    : "");
    }
    void size(const std::string& name, const std::string& statistic, const std::string& interval, int digits)
    {
        if (!block_.has(statistic)) {
            return;
        }
        const auto value = block_.value(statistic);
        const auto ci = interval.empty() ? std::string() : range_text(block_, interval + "ci_low", interval + "ci_high", digits);
        add(name, !value ? block_.reason(statistic) : ci.empty() ? fixed(*value, digits) : fmt::format("{} (95 % CI {})", fixed(*value, digits), ci), "");
    }
    /// The sizes that belong to a rank test.
    void shift(int digits)
    {
        size("Hodges-Lehmann shift", "hodges_lehmann", "hodges_lehmann_", digits);
        size("rank-biserial r", "rank_biserial", "", 2);
    }

private:
    void add(const std::string& test, const std::string& result, const std::string& p)
    {
        const auto& head = *block_.head;
        frame_.add_row({text_cell(head.occasion), Cell{measure_name(head)}, Cell{head.group}, Cell{test}, text_cell(result), text_cell(p)});
    }
    /// Differences of 0 that the signed-rank test met; they weigh in its p.
    [[nodiscard]] std::string zeros_text(const std::string& statistic) const
    {
        const auto zeros = statistic == "wilcoxon_v" ? block_.value("wilcoxon_zeros").value_or(0) : 0;
        return zeros > 0 ? fmt::format(", {:.0f} zero{}", zeros, zeros == 1 ? "" : "s") : "";
    }

    Frame& frame_;
    const Block& block_;
};

std::string df_text(const Block& block, const std::string& df)
{
    return fixed(block.value(df).value_or(0), block.value(df).value_or(0) == std::round(block.value(df).value_or(0)) ? 0 : 1);
}

std::string ranked(const Block& block, const std::string& p, const std::string& name)
{
    return block.has(p) && !block.method(p).empty() ? fmt::format("{}, {}", name, block.method(p)) : name;
}

}  // namespace

Frame tidy_frame(const std::vector<SummaryFigure>& figures, const std::vector<std::string>& by)
{
    Frame frame({text_column("group"), text_column("occasion"), text_column("measure"), text_column("statistic"), number_column("value"), integer_column("n"),
                 text_column("reason"), text_column("method"), text_column("domain")});
    std::vector<std::size_t> places;
    places.reserve(by.size());
    for (const auto& name : by) {
        places.push_back(frame.open_column(name));
    }
    for (const auto& figure : figures) {
        std::vector<Cell> cells = {Cell{figure.group},       text_cell(figure.occasion), Cell{figure.measure},
                                   Cell{figure.statistic},   figure_cell(figure.value),  integer_cell(figure.n),
                                   text_cell(figure.reason), text_cell(figure.method),   text_cell(figure.domain)};
        cells.resize(frame.columns().size());
        for (std::size_t i = 0; i < std::min(by.size(), figure.by.size()); ++i) {
            cells[places[i]] = Literal{figure.by[i]};
        }
        frame.add_row(cells);
    }
    return frame;
}

Frame missing_frame(const std::vector<MissingFigure>& missing)
{
    Frame frame({whole_column("id"), text_column("group"), text_column("occasion"), text_column("measure"), text_column("reason")});
    for (const auto& one : missing) {
        frame.add_row({Cell{one.id}, text_cell(one.group), text_cell(one.occasion), text_cell(one.measure), Cell{one.reason}});
    }
    return frame;
}

Frame paper_frame(const std::vector<SummaryFigure>& figures, int digits)
{
    Frame frame({text_column("occasion"), text_column("measure"), text_column("group"), integer_column("n"), integer_column("missing"),
                 right_column("mean_sd", "mean (SD)"), right_column("ci", "95 % CI"), right_column("median_iqr", "median [IQR]"), right_column("range")},
                {});
    for (const auto& block : blocks_of(figures)) {
        if (block.has("n")) {
            add_description(frame, block, digits);
        }
    }
    return frame;
}

Frame tests_frame(const std::vector<SummaryFigure>& figures, int digits)
{
    Frame frame({text_column("occasion"), text_column("measure"), text_column("group"), text_column("test"), text_column("result"), right_column("p")});
    for (const auto& block : blocks_of(figures)) {
        if (block.head->n == 0) {
            continue;  // nothing to test, as the table above says
        }
        TestRows rows(frame, block);
        const auto d = digits_for(*block.head, digits);
        rows.test("paired t", "paired_t", "paired_t_p", fmt::format("t({})", df_text(block, "paired_t_df")));
        rows.test(ranked(block, "wilcoxon_p", "Wilcoxon signed-rank"), "wilcoxon_v", "wilcoxon_p", "V");
        if (block.has("wilcoxon_v")) {
            rows.shift(d);
        }
        rows.size("SRM", "srm", "", 2);
        rows.size("effect size over baseline SD", "es_baseline", "", 2);
        rows.size("difference of means", "difference", "difference_", d);
        rows.test("Welch t", "welch_t", "welch_p", fmt::format("t({})", df_text(block, "welch_df")));
        rows.test(ranked(block, "mann_whitney_p", "Mann-Whitney"), "mann_whitney_u", "mann_whitney_p", "U");
        if (block.has("mann_whitney_u")) {
            rows.shift(d);
        }
        rows.size("Hedges g", "hedges_g", "hedges_g_", 2);
        rows.test("one-way ANOVA", "anova_f", "anova_p", fmt::format("F({}, {})", df_text(block, "anova_df1"), df_text(block, "anova_df2")));
        rows.test("Kruskal-Wallis", "kruskal_h", "kruskal_p", fmt::format("H({})", df_text(block, "kruskal_df")));
    }
    return frame;
}

namespace {

/// What an interval is of; empty where the figure is no lower end of one.
std::string_view interval_of(const SummaryFigure& figure)
{
    constexpr std::pair<std::string_view, std::string_view> names[] = {
        {"ci_low", "means"}, {"difference_ci_low", "difference of means"}, {"hedges_g_ci_low", "Hedges g"}, {"hodges_lehmann_ci_low", "Hodges-Lehmann shift"}};
    for (const auto& [statistic, name] : names) {
        if (figure.statistic == statistic) {
            return statistic == "ci_low" && figure.measure == "achieved" ? "goals achieved" : name;
        }
    }
    return "";
}

constexpr std::string_view cut = ", cut to 0..1";

/// "95 % CI: t (means, goals achieved), noncentral t (Hedges g)"; empty where there is no interval.
std::string interval_methods(const std::vector<SummaryFigure>& figures)
{
    std::vector<std::pair<std::string, std::vector<std::string_view>>> methods;  // in the order in which they are met
    for (const auto& figure : figures) {
        const auto of = figure.method.empty() ? std::string_view() : interval_of(figure);
        if (of.empty()) {
            continue;
        }
        const auto method = figure.method.ends_with(cut) ? figure.method.substr(0, figure.method.size() - cut.size()) : figure.method;
        auto found = std::find_if(methods.begin(), methods.end(), [&](const auto& known) { return known.first == method; });
        if (found == methods.end()) {
            found = methods.insert(methods.end(), {method, {}});
        }
        if (std::find(found->second.begin(), found->second.end(), of) == found->second.end()) {
            found->second.push_back(of);
        }
    }
    std::string text;
    for (const auto& [method, names] : methods) {
        text += fmt::format("{}{} ({})", text.empty() ? "95 % CI: " : ", ", method, fmt::join(names, ", "));
    }
    return text;
}

}  // namespace

std::vector<std::string> figure_notes(const std::vector<SummaryFigure>& figures)
{
    const auto any = [&](std::string_view method) {
        return std::any_of(figures.begin(), figures.end(), [&](const SummaryFigure& figure) { return figure.method == method; });
    };
    std::vector<std::string> notes;
    if (auto methods = interval_methods(figures); !methods.empty()) {
        notes.push_back(std::move(methods));
    }
    if (any(fmt::format("t{}", cut))) {
        notes.emplace_back("an interval of goals achieved is cut to 0 to 100 %");
    }
    if (any("Wilson")) {
        notes.emplace_back("goals of one person are taken as independent");
    }
    return notes;
}

Frame rho_frame(const std::vector<RhoCheckResult>& results, double assumed)
{
    Frame frame({text_column("occasion"), number_column("rho", 1), truth_column("assumed"), integer_column("n"), number_column("mean"), number_column("sd"),
                 number_column("correlation", 3), integer_column("participants")},
                {});
    const auto add = [&](const RhoCheckResult& result, double value, const Description* t) {
        const bool is_assumed = value == assumed;
        frame.add_row({text_cell(result.occasion), Cell{value}, Cell{is_assumed}, t != nullptr ? integer_cell(t->n) : Cell{},
                       t != nullptr ? number_cell(t->mean) : Cell{}, t != nullptr && t->sd ? Cell{*t->sd} : Cell{}, number_cell(result.correlation),
                       integer_cell(result.participants)});
    };
    for (const auto& result : results) {
        for (const auto& at : result.t) {
            add(result, at.rho, &at.t);
        }
    }
    return frame;
}

Frame checklist_frame(const std::vector<ChecklistItem>& items)
{
    Frame frame({text_column("item"), text_column("group"), text_column("value")});
    for (const auto& item : items) {
        frame.add_row({Cell{item.item}, text_cell(item.group), item.told ? Cell{item.value} : Cell{std::string("not in the data")}});
    }
    return frame;
}

}  // namespace gas

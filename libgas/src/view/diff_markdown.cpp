// SPDX-License-Identifier: MIT
#include <algorithm>

#include <fmt/format.h>

#include "change_words.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"

namespace gas {

namespace {

using namespace view;

/// Text of a plan in Markdown: nothing in it formats, links or mentions. Renderers look for names, issues, :emoji: and $formulas$ in the page that
/// comes out, where an entity is the character again, but not in code; links and addresses they look for while they read.
std::string markdown(std::string_view text)
{
    const auto shown = visible(text);
    std::string out;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const char c = shown[i];
        const bool links =
            (c == ':' && i + 1 < shown.size() && shown[i + 1] != ' ') || (c == '.' && i > 1 && (shown[i - 1] | ' ') == 'w' && (shown[i - 2] | ' ') == 'w');
        const bool formats = std::string_view("&<>|*_`~[]\\@#$").find(c) != std::string_view::npos;
        out += links || formats ? fmt::format("&#{};", static_cast<int>(c)) : std::string(1, c);
        out += c == '@' ? "<!-- -->" : "";  // an address is found in what the entities stand for
    }
    return out.empty() ? out : "<code>" + out + "</code>";
}

std::string plan_markdown(const ComparedPlan& plan, const DiffStyle& style)
{
    const auto& name = plan.new_name.empty() ? plan.old_name : plan.new_name;
    auto text = fmt::format("### {} ({})\n\n{}\n\n", markdown(plan.id), markdown(name), counted_changes(plan.diff.changes));
    text += "| class | what | before | after |\n|:--|:--|:--|:--|\n";
    for (const auto& change : plan.diff.changes) {
        const auto head = std::string(to_string(change.change_class));
        const auto verb = verb_of(change);
        text += fmt::format("| {} | {} | {} | {} |\n", severity_of(change) == Severity::warning ? "**" + head + "**" : head,
                            markdown(place_of(change) + (verb.empty() ? "" : fmt::format(" {}", verb))),
                            markdown(value_text(change.before, change, style.hide_text)), markdown(value_text(change.after, change, style.hide_text)));
    }
    if (!plan.diff.effects.empty()) {
        text += "\n| entry | T before | T after | change before | change after | by |\n|:--|--:|--:|--:|--:|:--|\n";
        const auto cell = [&](const std::optional<double>& value) { return value ? fixed(*value, style.digits) : std::string("–"); };
        for (const auto& effect : plan.diff.effects) {
            const bool both = effect.in_old && effect.in_new;
            text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", markdown(effect_name(effect)), cell(effect.t_before), cell(effect.t_after),
                                cell(effect.change_before), cell(effect.change_after),
                                both            ? markdown(cause_words(effect, plan.diff.changes))
                                : effect.in_new ? "new entry"
                                                : "entry gone");
        }
    }
    return text + "\n";
}

}  // namespace

std::string diff_markdown(const Comparison& comparison, const DiffStyle& style)
{
    constexpr std::size_t longest_comment = 60'000;  // GitHub takes 65,536 characters
    constexpr std::size_t max_gaps = 20;
    const auto gaps = not_compared(comparison);
    std::string text;
    for (std::size_t g = 0; g < std::min(gaps.size(), max_gaps); ++g) {
        text += fmt::format("**{} {}**\n\n", markdown(gaps[g].file), markdown(gaps[g].words));
    }
    if (gaps.size() > max_gaps) {
        text += fmt::format("**and so {}**\n\n", counted(gaps.size() - max_gaps, "more file", "more files"));
    }
    std::size_t told = 0;
    for (const auto& plan : comparison.plans) {
        auto more = plan_markdown(plan, style);
        if (told > 0 && text.size() + more.size() > longest_comment) {
            break;
        }
        text += more;
        ++told;
    }
    if (told < comparison.plans.size()) {
        text += fmt::format("and {}, too many for one comment.\n\n", counted(comparison.plans.size() - told, "more changed plan", "more changed plans"));
    }
    for (const auto& file : comparison.texts_only) {
        text += fmt::format("{}: no change in meaning; the text differs\n\n", markdown(file));
    }
    return text.empty() ? "No change.\n" : text;
}

}  // namespace gas

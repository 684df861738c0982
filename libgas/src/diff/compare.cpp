// SPDX-License-Identifier: MIT
#include "gas/diff/compare.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace gas {

namespace {

/// One side's texts as read, and a list of all its plans.
struct ReadSide {
    std::vector<const TextVersion*> texts;
    std::deque<ReadResult> own;                   ///< of each text, but for those that came with what they hold; stays where it is
    std::vector<const ReadResult*> read;          ///< of each text
    std::vector<std::vector<Range>> error_lines;  ///< of each text
    struct At {
        std::size_t text;
        std::size_t plan;
    };
    std::vector<At> plans;
    std::vector<PlanKey> keys;

    [[nodiscard]] const ReadPlan* plan(const std::optional<std::size_t>& number) const
    {
        return number ? &read[plans[*number].text]->plans[plans[*number].plan] : nullptr;
    }
    [[nodiscard]] const TextVersion* text(const std::optional<std::size_t>& number) const { return number ? texts[plans[*number].text] : nullptr; }
};

/// The lines that errors stand on: they may have been mended by guess to read on.
/// From above, each once.
std::vector<Range> lines_of(const std::vector<Diagnostic>& errors, std::string_view text)
{
    std::vector<Range> lines;
    for (const auto& error : errors) {
        if (!lines.empty() && lines.back().begin <= error.range.begin && error.range.begin <= lines.back().end) {
            continue;
        }
        const auto before = error.range.begin == 0 ? std::string_view::npos : text.rfind('\n', error.range.begin - 1);
        const auto begin = before == std::string_view::npos ? 0 : before + 1;
        const auto end = std::min(text.find('\n', error.range.begin), text.size());
        lines.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    }
    const auto above = [](const Range& a, const Range& b) { return a.begin < b.begin; };
    std::sort(lines.begin(), lines.end(), above);
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    return lines;
}

void run_all(const CompareOptions& options, std::size_t count, const std::function<void(std::size_t)>& work)
{
    if (options.run_all) {
        options.run_all(count, work);
        return;
    }
    for (std::size_t i = 0; i < count; ++i) {
        work(i);
    }
}

ReadSide read_side(const std::vector<TextVersion>& texts, const CompareOptions& options, Comparison& found)
{
    ReadSide side{{}, std::deque<ReadResult>(texts.size()), {}, std::vector<std::vector<Range>>(texts.size()), {}, {}};
    std::transform(texts.begin(), texts.end(), std::back_inserter(side.texts), [](const TextVersion& text) { return &text; });
    // reading is most of the work of a comparison
    run_all(options, texts.size(), [&](std::size_t t) {
        if (!texts[t].read) {
            side.own[t] = read_plans(texts[t].source);
        }
    });
    for (std::size_t t = 0; t < texts.size(); ++t) {
        side.read.push_back(texts[t].read ? texts[t].read.get() : &side.own[t]);
        const auto& [plans, diagnostics] = *side.read[t];
        if (auto errors = errors_of(diagnostics); !errors.empty()) {
            side.error_lines[t] = lines_of(errors, texts[t].source.bytes);
            auto located = locate(texts[t].source, std::move(errors));
            found.problems.insert(found.problems.end(), std::make_move_iterator(located.begin()), std::make_move_iterator(located.end()));
            found.broken.push_back(texts[t].source.name);
        }
        for (std::size_t p = 0; p < plans.size(); ++p) {
            side.plans.push_back({t, p});
            side.keys.push_back({plans[p].plan.id, texts[t].key});
            for (const auto& goal : plans[p].plan.goals) {
                found.goals.insert(goal.id);
            }
        }
    }
    return side;
}

/// Where a range of a text begins and ends, for a reader.
void set_places(const std::optional<Range>& range, const LineIndex* lines, Position& begin, Position& end)
{
    if (range && *range != Range{} && lines != nullptr) {
        begin = lines->position(range->begin);
        end = lines->position(std::max(range->begin, range->end));
    }
}

/// Line indices of texts, made where they are asked for.
class LineIndices {
public:
    explicit LineIndices(const ReadSide& side) : side_(side) {}
    const LineIndex* of(const std::optional<std::size_t>& plan)
    {
        return plan ? &made_.try_emplace(side_.plans[*plan].text, side_.text(plan)->source.bytes).first->second : nullptr;
    }

private:
    const ReadSide& side_;
    std::map<std::size_t, LineIndex> made_;
};

/// Both sides as read, and which of their texts have errors.
struct ReadSides {
    ReadSide old_side;
    ReadSide new_side;
    std::set<std::string_view> broken_keys{};  ///< such a text says nothing about what is gone from it
};

ReadSides read_both(const std::vector<TextVersion>& old_texts, const std::vector<TextVersion>& new_texts, const CompareOptions& options, Comparison& found)
{
    auto old_side = read_side(old_texts, options, found);
    ReadSides read{std::move(old_side), read_side(new_texts, options, found)};
    for (const auto* side : {&read.old_side, &read.new_side}) {
        for (std::size_t t = 0; t < side->texts.size(); ++t) {
            if (side->read[t]->has_errors()) {
                read.broken_keys.insert(side->texts[t]->key);
            }
        }
    }
    return read;
}

/// Pairs plans that only the new side seems to have with those of their id in the old side's other texts. The texts, which must outlive what is read.
std::vector<TextVersion> pair_with_others(const CompareOptions& options, ReadSides& read, std::vector<PlanPair>& pairs)
{
    std::multimap<std::string_view, PlanPair*> left;
    for (auto& pair : pairs) {
        if (!pair.old_plan && !read.new_side.keys[*pair.new_plan].id.empty()) {
            left.emplace(read.new_side.keys[*pair.new_plan].id, &pair);
        }
    }
    if (left.empty() || !options.other_texts) {
        return {};
    }
    auto texts = options.other_texts();
    constexpr std::size_t few = 16;  // ids that are looked for in the bytes before a text is read
    std::vector<ReadResult> found(texts.size());
    run_all(options, texts.size(), [&](std::size_t t) {
        const std::string_view bytes = texts[t].source.bytes;
        if (left.size() > few || std::any_of(left.begin(), left.end(), [&](const auto& plan) { return bytes.find(plan.first) != std::string_view::npos; })) {
            found[t] = read_plans(texts[t].source);
        }
    });
    auto& side = read.old_side;
    for (std::size_t t = 0; t < texts.size(); ++t) {
        for (std::size_t p = 0; p < found[t].plans.size(); ++p) {
            const auto [first, last] = left.equal_range(found[t].plans[p].plan.id);
            for (auto same = first; same != last; ++same) {
                same->second->old_plan = side.plans.size();
                same->second->added_again = !texts[t].is_gone;
            }
            left.erase(first, last);
            side.plans.push_back({side.texts.size(), p});
        }
        side.texts.push_back(&texts[t]);
        side.error_lines.push_back(lines_of(errors_of(found[t].diagnostics), texts[t].source.bytes));
        side.read.push_back(&side.own.emplace_back(std::move(found[t])));
    }
    return texts;
}

/// Puts a change where its class has its place.
void insert_change(Change change, PlanDiff& diff)
{
    const auto place =
        std::upper_bound(diff.changes.begin(), diff.changes.end(), change, [](const Change& a, const Change& b) { return a.change_class < b.change_class; });
    const auto number = static_cast<std::size_t>(place - diff.changes.begin());
    diff.changes.insert(place, std::move(change));
    for (auto& effect : diff.effects) {
        for (auto& cause : effect.causes) {
            cause += cause >= number ? 1 : 0;
        }
    }
}

/// What differs between the two plans of a pair; the places of the changes are not set yet.
ComparedPlan compare_pair(const ReadSides& read, const PlanPair& pair, bool keep_plan)
{
    const auto* old_plan = read.old_side.plan(pair.old_plan);
    const auto* new_plan = read.new_side.plan(pair.new_plan);
    const auto* old_text = read.old_side.text(pair.old_plan);
    const auto* new_text = read.new_side.text(pair.new_plan);
    const auto side_of = [](const ReadPlan& plan, const ReadSide& side, std::size_t number) {
        return PlanSide{plan.plan, plan.ranges, plan.usable, side.error_lines[side.plans[number].text]};
    };
    ComparedPlan compared;
    compared.id = (new_plan != nullptr ? new_plan : old_plan)->plan.id;
    compared.old_name = old_text != nullptr ? old_text->source.name : "";
    compared.new_name = new_text != nullptr ? new_text->source.name : "";
    if (old_plan != nullptr && new_plan != nullptr) {
        compared.diff = diff_plans(side_of(*old_plan, read.old_side, *pair.old_plan), side_of(*new_plan, read.new_side, *pair.new_plan));
        if (pair.added_again || pair.removed_again) {
            const auto& more = *(pair.added_again ? new_plan : old_plan);
            insert_change(whole_plan({more.plan, more.ranges, more.usable}, pair.added_again, true), compared.diff);
        }
    } else if (!read.broken_keys.contains((old_text != nullptr ? old_text : new_text)->key)) {
        const auto& only = *(new_plan != nullptr ? new_plan : old_plan);
        compared.diff.changes.push_back(whole_plan({only.plan, only.ranges, only.usable}, new_plan != nullptr));
    }
    if (new_plan != nullptr && !compared.diff.changes.empty()) {
        compared.new_home = or_else(new_plan->ranges.ratings_key, or_else(new_plan->ranges.id, new_plan->ranges.whole));
        compared.new_plan = keep_plan && new_plan->usable ? std::optional(new_plan->plan) : std::nullopt;
    }
    return compared;
}

/// New texts of which no plan has changed.
std::vector<std::string> texts_only(const ReadSides& read, const std::set<std::size_t>& changed_new_texts)
{
    std::set<std::string_view> old_keys;
    for (const auto* text : read.old_side.texts) {
        old_keys.insert(text->key);
    }
    std::vector<std::string> names;
    for (std::size_t t = 0; t < read.new_side.texts.size(); ++t) {
        const auto& text = *read.new_side.texts[t];
        if (old_keys.contains(text.key) && !changed_new_texts.contains(t) && !read.broken_keys.contains(text.key)) {
            names.push_back(text.source.name);
        }
    }
    return names;
}

}  // namespace

Comparison compare(const std::vector<TextVersion>& old_texts, const std::vector<TextVersion>& new_texts, const CompareOptions& options)
{
    Comparison found;
    auto read = read_both(old_texts, new_texts, options, found);
    auto pairs = pair_plans(read.old_side.keys, read.new_side.keys);
    const auto other_texts = pair_with_others(options, read, pairs);
    std::vector<ComparedPlan> compared(pairs.size());
    run_all(options, pairs.size(), [&](std::size_t i) { compared[i] = compare_pair(read, pairs[i], options.keep_plans); });
    LineIndices old_lines(read.old_side);
    LineIndices new_lines(read.new_side);
    std::set<std::size_t> changed_new_texts;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        auto& plan = compared[i];
        for (const auto& change : plan.diff.changes) {
            auto& places = plan.places.emplace_back();
            set_places(change.old_range, old_lines.of(pairs[i].old_plan), places.old_begin, places.old_end);
            set_places(change.new_range, new_lines.of(pairs[i].new_plan), places.new_begin, places.new_end);
        }
        if (!plan.diff.changes.empty()) {
            if (pairs[i].new_plan) {
                changed_new_texts.insert(read.new_side.plans[*pairs[i].new_plan].text);
            }
            found.plans.push_back(std::move(plan));
        }
    }
    found.texts_only = texts_only(read, changed_new_texts);
    found.new_read.assign(std::make_move_iterator(read.new_side.own.begin()), std::make_move_iterator(read.new_side.own.end()));
    return found;
}

void keep_changes(ComparedPlan& plan, const std::function<bool(const Change&)>& keep)
{
    std::vector<std::optional<std::size_t>> place(plan.diff.changes.size());
    std::vector<Change> kept;
    std::vector<ComparedPlan::Places> kept_places;
    for (std::size_t c = 0; c < plan.diff.changes.size(); ++c) {
        if (keep(plan.diff.changes[c])) {
            place[c] = kept.size();
            kept.push_back(std::move(plan.diff.changes[c]));
            kept_places.push_back(plan.places[c]);
        }
    }
    plan.diff.changes = std::move(kept);
    plan.places = std::move(kept_places);
    for (auto& effect : plan.diff.effects) {
        std::vector<std::size_t> causes;
        for (const auto c : effect.causes) {
            if (place[c]) {
                causes.push_back(*place[c]);
            }
        }
        effect.causes = std::move(causes);
    }
    std::erase_if(plan.diff.effects, [](const auto& effect) { return effect.causes.empty(); });
}

}  // namespace gas

// SPDX-License-Identifier: MIT
// The Hodges-Lehmann shift and the rank-biserial correlation: sizes that belong to the rank tests.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "distributions.hpp"
#include "gas/stats/effect_size.hpp"
#include "moments.hpp"
#include "rank_distributions.hpp"
#include "signed_ranks.hpp"
#include "ties.hpp"

namespace gas {

namespace {

using stats::Tie;
using Count = std::uint64_t;

/// Of many numbers: how many are at most some x, the largest of them, and the smallest that is above x.
struct Split {
    Count at_most = 0;
    double below = -std::numeric_limits<double>::infinity();
    double above = std::numeric_limits<double>::infinity();
};

/// The k-th smallest of `all` numbers from `low` to `high`, by a function that splits them at x. Between two that are tied the lower one.
template <typename SplitAt>
double kth_smallest(Count k, Count all, double low, double high, SplitAt split_at)
{
    Count below = 0;  // how many are below `low`
    Count up_to = all;
    for (bool halve = false; low < high && !stats::are_tied(low, high); halve = !halve) {
        // where it would lie if the numbers lay evenly; every other time the middle, so that it ends whatever they do
        const double share = halve ? 0.5 : (static_cast<double>(k - below) - 0.5) / static_cast<double>(up_to - below);
        const auto split = split_at(std::min(low + share * (high - low), std::nextafter(high, low)));
        if (split.at_most >= k) {
            high = split.below;
            up_to = split.at_most;
        } else {
            low = split.above;
            below = split.at_most;
        }
    }
    return low;
}

/// How many of the values up to each tie there are; one more than the ties, 0 first.
std::vector<Count> counts_before(const std::vector<Tie>& ties)
{
    std::vector<Count> before{0};
    for (const auto& tie : ties) {
        before.push_back(before.back() + tie.count);
    }
    return before;
}

/// Median and interval by a function that finds the k-th smallest of `all` numbers.
template <typename Kth>
Shift shift_of(Count all, std::size_t bound, bool exact, Kth kth)
{
    const auto settled = [&](Count k) { return stats::without_rounding(kth(k)); };
    Shift shift;
    shift.exact = exact;
    const auto lower_middle = settled((all + 1) / 2);
    shift.estimate = all % 2 == 1 ? lower_middle : stats::without_rounding((lower_middle + settled(all / 2 + 1)) / 2);
    if (bound >= 1) {
        shift.ci = Interval{settled(bound), settled(all + 1 - bound)};
    }
    return shift;
}

}  // namespace

Figure<Shift> hodges_lehmann(std::span<const double> differences, double confidence)
{
    if (differences.empty()) {
        return NoFigure::no_value;
    }
    const auto ties = stats::ties_of(differences);
    const auto before = counts_before(ties);
    const auto split_at = [&](double x) {
        Split split;
        std::size_t end = ties.size();  // of those whose mean with the first is at most x; falls as the first rises
        for (std::size_t i = 0; i < ties.size(); ++i) {
            while (end > i && (ties[i].value + ties[end - 1].value) / 2 > x) {
                --end;
            }
            const auto next = std::max(end, i);  // a mean with one before is counted there
            if (next < ties.size()) {
                split.above = std::min(split.above, (ties[i].value + ties[next].value) / 2);
            }
            if (end > i) {
                const Count own = ties[i].count;
                split.at_most += own * (own + 1) / 2 + own * (before[end] - before[i + 1]);
                split.below = std::max(split.below, (ties[i].value + ties[end - 1].value) / 2);
            } else if (i > 0) {
                break;  // all further means are above this one
            }
        }
        return split;
    };
    const Count n = differences.size();
    const Count all = n * (n + 1) / 2;
    return shift_of(all, stats::signed_rank_bound(differences.size(), 2 * stats::tail_share(confidence)), n < stats::exact_below,
                    [&](Count k) { return kth_smallest(k, all, ties.front().value, ties.back().value, split_at); });
}

Figure<Shift> hodges_lehmann(std::span<const double> first, std::span<const double> second, double confidence)
{
    if (first.empty() || second.empty()) {
        return NoFigure::no_value;
    }
    const auto ours = stats::ties_of(first);
    const auto theirs = stats::ties_of(second);
    const auto before = counts_before(theirs);
    const auto split_at = [&](double x) {
        Split split;
        std::size_t start = 0;  // of those who leave at most x of ours; rises with ours
        for (const auto& own : ours) {
            while (start < theirs.size() && own.value - theirs[start].value > x) {
                ++start;
            }
            split.at_most += own.count * (before.back() - before[start]);
            if (start < theirs.size()) {
                split.below = std::max(split.below, own.value - theirs[start].value);
            }
            if (start > 0) {
                split.above = std::min(split.above, own.value - theirs[start - 1].value);
            }
        }
        return split;
    };
    const Count all = Count{first.size()} * second.size();
    const bool exact = first.size() < stats::exact_below && second.size() < stats::exact_below;
    return shift_of(all, stats::rank_sum_bound(first.size(), second.size(), 2 * stats::tail_share(confidence)), exact, [&](Count k) {
        return kth_smallest(k, all, ours.front().value - theirs.back().value, ours.back().value - theirs.front().value, split_at);
    });
}

Figure<double> rank_biserial(std::span<const double> differences)
{
    const auto signs = stats::signed_ranks_of(differences);
    if (differences.empty() || signs.doubled.empty()) {
        return differences.empty() ? NoFigure::no_value : NoFigure::no_difference;
    }
    return stats::rank_biserial_of(signs);
}

Figure<double> rank_biserial(std::span<const double> first, std::span<const double> second)
{
    if (first.empty() || second.empty()) {
        return NoFigure::no_value;
    }
    return stats::rank_biserial_of(stats::rank_sum_of(first, second).doubled_u, first.size(), second.size());
}

}  // namespace gas

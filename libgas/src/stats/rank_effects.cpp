// SPDX-License-Identifier: MIT
// The Hodges-Lehmann shift and the rank-biserial correlation: sizes that belong to the rank tests.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <numeric>

#include "gas/stats/effect_size.hpp"
#include "moments.hpp"
#include "rank_distributions.hpp"
#include "signed_ranks.hpp"
#include "ties.hpp"

namespace gas {

namespace {

using stats::Tie;
using Count = std::uint64_t;

/// Doubles as whole numbers of the same order, so that halving between two of them ends at a neighbour.
std::uint64_t place_of(double x)
{
    const auto bits = std::bit_cast<std::uint64_t>(x == 0 ? 0.0 : x);
    constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
    return (bits & sign) != 0 ? ~bits : bits | sign;
}

double at_place(std::uint64_t place)
{
    constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
    return std::bit_cast<double>((place & sign) != 0 ? place & ~sign : ~place);
}

/// The k-th smallest of many numbers of which `at_most(x)` counts those up to x: the smallest double of which it counts k.
template <typename AtMost>
double kth_smallest(Count k, double lowest, double highest, AtMost at_most)
{
    auto low = place_of(lowest);
    auto high = place_of(highest);
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (at_most(at_place(middle)) >= k) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return at_place(low);
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
    const auto at_most = [&](double x) {
        Count count = 0;
        std::size_t end = ties.size();  // of those whose mean with the first is at most x; falls as the first rises
        for (std::size_t i = 0; i < end; ++i) {
            while (end > i && (ties[i].value + ties[end - 1].value) / 2 > x) {
                --end;
            }
            if (end > i) {
                const Count own = ties[i].count;
                count += own * (own + 1) / 2 + own * (before[end] - before[i + 1]);
            }
        }
        return count;
    };
    const Count n = differences.size();
    return shift_of(n * (n + 1) / 2, stats::signed_rank_bound(differences.size(), 1 - confidence), n < stats::exact_below,
                    [&](Count k) { return kth_smallest(k, ties.front().value, ties.back().value, at_most); });
}

Figure<Shift> hodges_lehmann(std::span<const double> first, std::span<const double> second, double confidence)
{
    if (first.empty() || second.empty()) {
        return NoFigure::no_value;
    }
    const auto ours = stats::ties_of(first);
    const auto theirs = stats::ties_of(second);
    const auto before = counts_before(theirs);
    const auto at_most = [&](double x) {
        Count count = 0;
        std::size_t start = 0;  // of those who leave at most x of ours; rises with ours
        for (const auto& own : ours) {
            while (start < theirs.size() && own.value - theirs[start].value > x) {
                ++start;
            }
            count += own.count * (before.back() - before[start]);
        }
        return count;
    };
    const Count all = Count{first.size()} * second.size();
    const bool exact = first.size() < stats::exact_below && second.size() < stats::exact_below;
    return shift_of(all, stats::rank_sum_bound(first.size(), second.size(), 1 - confidence), exact,
                    [&](Count k) { return kth_smallest(k, ours.front().value - theirs.back().value, ours.back().value - theirs.front().value, at_most); });
}

Figure<double> rank_biserial(std::span<const double> differences)
{
    const auto signs = stats::signed_ranks_of(differences);
    if (differences.empty() || signs.doubled.empty()) {
        return differences.empty() ? NoFigure::no_value : NoFigure::no_difference;
    }
    const auto positive = static_cast<double>(signs.positive);
    const auto negative = static_cast<double>(signs.negative);
    return (positive - negative) / (positive + negative);
}

Figure<double> rank_biserial(std::span<const double> first, std::span<const double> second)
{
    if (first.empty() || second.empty()) {
        return NoFigure::no_value;
    }
    std::vector<double> pool(first.begin(), first.end());
    pool.insert(pool.end(), second.begin(), second.end());
    const auto ranks = stats::ranks_of(pool);
    const auto own = ranks.doubled.begin() + static_cast<std::ptrdiff_t>(first.size());
    const auto doubled_u = std::accumulate(ranks.doubled.begin(), own, std::size_t{0}) - first.size() * (first.size() + 1);
    return static_cast<double>(doubled_u) / (static_cast<double>(first.size()) * static_cast<double>(second.size())) - 1;
}

}  // namespace gas

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace gas::app {

/// How many results of `in_order` are in flight at most: places that it hands out.
std::size_t places_in_order(std::size_t count, std::size_t jobs);

/// The threads of in_order(), which know no results: `work(i, place)` makes result i and puts it into that place, `take(place)` has it.
void run_in_order(std::size_t count, std::size_t jobs, const std::function<void(std::size_t i, std::size_t place)>& work,
                  const std::function<bool(std::size_t place)>& take);

/// Calls `work(i)` for i in 0..count-1 on `jobs` threads, or as many as the system lets start, and `take(result)` on this one, in the order of i whatever
/// the number of threads. Only some results are in flight, so memory does not grow with `count`. `take` gives false to stop early.
/// An exception of `work` or `take` comes out here.
template <typename Result, typename Work, typename Take>
void in_order(std::size_t count, std::size_t jobs, Work work, Take take)
{
    std::vector<Result> results(places_in_order(count, jobs));
    run_in_order(
        count, jobs, [&](std::size_t i, std::size_t place) { results[place] = work(i); },
        [&](std::size_t place) { return take(std::exchange(results[place], Result())); });
}

}  // namespace gas::app

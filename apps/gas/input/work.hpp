// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace gas::app {

/// Calls `work(i)` for i in 0..count-1 on `jobs` threads and `take(result)` on this one, in the order of i whatever the
/// number of threads. Only some results are in flight, so memory does not grow with `count`. `take` gives false to stop early.
/// An exception of `work` or `take` comes out here.
template <typename Result, typename Work, typename Take>
void in_order(std::size_t count, std::size_t jobs, Work work, Take take)
{
    if (jobs <= 1 || count <= 1) {
        for (std::size_t i = 0; i < count; ++i) {
            if (!take(work(i))) {
                return;
            }
        }
        return;
    }
    // a few at a time, so that threads meet seldom; yet each thread gets many turns
    const std::size_t batch = count >= jobs * 64 ? 8 : 1;
    const std::size_t batches = (count + batch - 1) / batch;
    struct Slot {
        std::vector<Result> results;
        std::exception_ptr error;
        bool full = false;
    };
    const std::size_t window = jobs * 4;
    std::vector<Slot> slots(window);
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t next = 0;   // to be worked on
    std::size_t taken = 0;  // given to `take`
    bool stop = false;

    const auto worker = [&] {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [&] { return stop || next >= batches || next < taken + window; });
            if (stop || next >= batches) {
                return;
            }
            const std::size_t b = next++;
            lock.unlock();
            Slot done;
            try {
                for (std::size_t i = b * batch; i < std::min(count, (b + 1) * batch); ++i) {
                    done.results.push_back(work(i));
                }
            } catch (...) {
                done.error = std::current_exception();
            }
            done.full = true;
            lock.lock();
            slots[b % window] = std::move(done);
            changed.notify_all();
        }
    };
    std::vector<std::jthread> threads;
    const auto end_all = [&] {
        {
            const std::lock_guard lock(mutex);
            stop = true;
        }
        changed.notify_all();
        threads.clear();
    };
    const auto take_all = [&](Slot& done) {
        for (auto& result : done.results) {
            if (!take(std::move(result))) {
                return false;
            }
        }
        if (done.error) {
            std::rethrow_exception(done.error);
        }
        return true;
    };
    try {
        for (std::size_t j = 0; j < jobs; ++j) {
            threads.emplace_back(worker);
        }
        for (std::size_t b = 0; b < batches; ++b) {
            Slot done;
            {
                std::unique_lock lock(mutex);
                changed.wait(lock, [&] { return slots[b % window].full; });
                done = std::move(slots[b % window]);
                slots[b % window] = {};
                taken = b + 1;
            }
            changed.notify_all();
            if (!take_all(done)) {
                break;
            }
        }
    } catch (...) {
        end_all();
        throw;
    }
    end_all();
}

}  // namespace gas::app

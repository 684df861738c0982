// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
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
    struct Slot {
        std::optional<Result> result;
        std::exception_ptr error;
    };
    const std::size_t window = jobs * 16;
    std::vector<Slot> slots(window);
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t next = 0;   // to be worked on
    std::size_t taken = 0;  // given to `take`
    bool stop = false;

    const auto labour = [&] {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [&] { return stop || next >= count || next < taken + window; });
            if (stop || next >= count) {
                return;
            }
            const std::size_t i = next++;
            lock.unlock();
            Slot done;
            try {
                done.result.emplace(work(i));
            } catch (...) {
                done.error = std::current_exception();
            }
            lock.lock();
            slots[i % window] = std::move(done);
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
    try {
        for (std::size_t j = 0; j < jobs; ++j) {
            threads.emplace_back(labour);
        }
        for (std::size_t i = 0; i < count; ++i) {
            Slot done;
            {
                std::unique_lock lock(mutex);
                changed.wait(lock, [&] { return slots[i % window].result || slots[i % window].error; });
                done = std::move(slots[i % window]);
                slots[i % window] = {};
                taken = i + 1;
            }
            changed.notify_all();
            if (done.error) {
                std::rethrow_exception(done.error);
            }
            if (!take(std::move(*done.result))) {
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

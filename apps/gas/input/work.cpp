// SPDX-License-Identifier: MIT
#include "input/work.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

namespace gas::app {

namespace {

/// A few results at a time, so that threads meet seldom; yet each thread gets many turns.
std::size_t batch_size(std::size_t count, std::size_t jobs) { return count >= jobs * 64 ? 8 : 1; }
/// Batches that are worked on, or wait to be taken.
std::size_t window_size(std::size_t jobs) { return jobs * 4; }

class OrderedRun {
public:
    using Work = std::function<void(std::size_t, std::size_t)>;
    OrderedRun(std::size_t count, std::size_t jobs, const Work& work)
        : count_(count), batch_(batch_size(count, jobs)), batches_((count + batch_ - 1) / batch_), slots_(window_size(jobs)), work_(work)
    {
        threads_.reserve(jobs);  // what could throw while threads wait for a run that never began
        try {
            for (std::size_t j = 0; j < jobs; ++j) {
                threads_.emplace_back([this] { work_on(); });
            }
        } catch (const std::system_error&) {
            // a limit on processes: those that have started do the work
        }
    }
    ~OrderedRun()
    {
        {
            const std::lock_guard lock(mutex_);
            stop_ = true;
        }
        changed_.notify_all();
    }
    OrderedRun(const OrderedRun&) = delete;
    OrderedRun& operator=(const OrderedRun&) = delete;

    [[nodiscard]] bool has_threads() const { return !threads_.empty(); }

    void take_all(const std::function<bool(std::size_t)>& take)
    {
        for (std::size_t b = 0; b < batches_; ++b) {
            auto& slot = slots_[b % slots_.size()];
            Slot done;
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [&] { return slot.full; });
                done = std::exchange(slot, {});
            }
            for (std::size_t i = 0; i < done.made; ++i) {
                if (!take(place(b, i))) {
                    return;
                }
            }
            if (done.error) {
                std::rethrow_exception(done.error);
            }
            {
                const std::lock_guard lock(mutex_);
                taken_ = b + 1;  // its places may be used again
            }
            changed_.notify_all();
        }
    }

private:
    struct Slot {
        std::size_t made = 0;
        std::exception_ptr error;
        bool full = false;
    };

    [[nodiscard]] std::size_t place(std::size_t b, std::size_t i) const { return b % slots_.size() * batch_ + i; }

    void work_on()
    {
        std::unique_lock lock(mutex_);
        while (true) {
            changed_.wait(lock, [&] { return stop_ || next_ >= batches_ || next_ < taken_ + slots_.size(); });
            if (stop_ || next_ >= batches_) {
                return;
            }
            const std::size_t b = next_++;
            lock.unlock();
            Slot done;
            try {
                for (std::size_t i = b * batch_; i < std::min(count_, (b + 1) * batch_); ++i) {
                    work_(i, place(b, done.made));
                    ++done.made;
                }
            } catch (...) {
                done.error = std::current_exception();
            }
            done.full = true;
            lock.lock();
            slots_[b % slots_.size()] = std::move(done);
            changed_.notify_all();
        }
    }

    std::size_t count_;
    std::size_t batch_;
    std::size_t batches_;
    std::vector<Slot> slots_;
    const Work& work_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t next_ = 0;   ///< batch to be worked on
    std::size_t taken_ = 0;  ///< batches given to `take`
    bool stop_ = false;
    std::vector<std::jthread> threads_;  ///< the last member: they end before what they use
};

}  // namespace

std::size_t places_in_order(std::size_t count, std::size_t jobs) { return jobs <= 1 || count <= 1 ? 1 : window_size(jobs) * batch_size(count, jobs); }

void run_in_order(std::size_t count, std::size_t jobs, const std::function<void(std::size_t, std::size_t)>& work, const std::function<bool(std::size_t)>& take)
{
    if (jobs > 1 && count > 1) {
        OrderedRun run(count, jobs, work);
        if (run.has_threads()) {
            run.take_all(take);
            return;
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        work(i, 0);
        if (!take(0)) {
            return;
        }
    }
}

}  // namespace gas::app

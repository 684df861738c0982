// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>

#include "cli/console.hpp"

namespace gas::app {

/// How far a long run has come, on standard error: only on a terminal, only after a second, gone when the run ends.
class Progress {
public:
    Progress(std::size_t total, bool quiet, const Console& console);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// One more is done.
    void step();
    /// Takes the bar away, so that a message can be written in its place.
    void clear();

private:
    using Clock = std::chrono::steady_clock;
    std::size_t total_;
    std::size_t done_ = 0;
    const Console& console_;
    bool on_;
    bool shown_ = false;
    Clock::time_point next_;
};

}  // namespace gas::app

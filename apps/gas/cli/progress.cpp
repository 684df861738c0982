// SPDX-License-Identifier: MIT
#include "cli/progress.hpp"

#include <string>

#include <fmt/format.h>

namespace gas::app {

namespace {

constexpr std::size_t bar_width = 30;
constexpr auto patience = std::chrono::seconds(1);
constexpr auto interval = std::chrono::milliseconds(100);

}  // namespace

Progress::Progress(std::size_t total, bool quiet, const Console& console)
    : total_(total), console_(console), on_(!quiet && console.err_is_terminal && total > 1 && console.environment("TERM").value_or("") != "dumb"),
      next_(Clock::now() + patience)
{
}

Progress::~Progress() { clear(); }

void Progress::step()
{
    ++done_;
    if (!on_ || Clock::now() < next_) {
        return;
    }
    const auto full = bar_width * done_ / total_;
    console_.err(fmt::format("\r[{:<{}}] {}/{}", std::string(full, '='), bar_width, done_, total_));
    shown_ = true;
    next_ = Clock::now() + interval;
}

void Progress::clear()
{
    if (shown_) {
        console_.err("\r\x1b[K");
        shown_ = false;
    }
}

}  // namespace gas::app

// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "gas/write/writers.hpp"

namespace gas::write {

/// Gathers small pieces before a sink.
class Gather {
public:
    explicit Gather(const ByteSink& sink) : sink_(sink) { buffer_.reserve(limit + 4096); }

    std::string& text() { return buffer_; }
    /// Hands on what has gathered, if it is enough. False where the sink stopped.
    bool pass()
    {
        if (buffer_.size() >= limit) {
            flush();
        }
        return good_;
    }
    bool flush()
    {
        if (good_ && !buffer_.empty()) {
            good_ = sink_(buffer_);
        }
        buffer_.clear();
        return good_;
    }

private:
    static constexpr std::size_t limit = 64U << 10U;
    const ByteSink& sink_;
    std::string buffer_;
    bool good_ = true;
};

/// Whether a literal is a number or truth value in its canonical JSON form, which a JSON reader gives back as written.
bool is_bare_json(std::string_view text);

/// Shortest decimal text of `value`, added to `out`; nothing for NaN and infinity, where it gives false.
bool append_number(std::string& out, double value);

}  // namespace gas::write

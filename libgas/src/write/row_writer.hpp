// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "gas/write/writers.hpp"

namespace gas::write {

/// Gathers small pieces before a sink.
class Gather {
public:
    explicit Gather(ByteSink sink) : sink_(std::move(sink)) { buffer_.reserve(limit + 4096); }

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
    ByteSink sink_;
    std::string buffer_;
    bool good_ = true;
};

/// Shortest decimal text of `value`, added to `out`; nothing for NaN and infinity, where it gives false.
bool append_number(std::string& out, double value);

/// What stands in a cell, with every digit, added to `out`; nothing for a missing one, where it gives false.
bool append_plain(std::string& out, const CellView& cell);

/// The list of formats, in the order of help. Each has a file, which defines the function <name>_rows that makes its writer.
#define GAS_ROW_FORMATS(FORMAT) FORMAT(table) FORMAT(csv) FORMAT(tsv) FORMAT(json) FORMAT(jsonl)

#define GAS_DECLARE(name) std::unique_ptr<RowSink> name##_rows(const RowStyle& style, const ByteSink& bytes);
GAS_ROW_FORMATS(GAS_DECLARE)
#undef GAS_DECLARE

}  // namespace gas::write

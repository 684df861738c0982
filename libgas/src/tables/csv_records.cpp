// SPDX-License-Identifier: MIT
#include "csv_records.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace gas::tables {

namespace {

constexpr std::size_t first_block = std::size_t{16} << 10U;  ///< most tables are small
constexpr std::size_t block = std::size_t{256} << 10U;
constexpr std::size_t padding = readable_behind;  ///< so that sixteen bytes may be looked at anywhere

bool is_space(char c) { return c == ' ' || c == '\t'; }

/// What few cells need, apart: the usual cell is not called for.
[[gnu::noinline]] std::string_view without_spaces(const char* begin, const char* end)
{
    const auto is_no_break = [&](const char* at) { return end - at >= 2 && at >= begin && at[0] == '\xC2' && at[1] == '\xA0'; };
    while (begin < end && (is_space(*begin) || is_no_break(begin))) {
        begin += is_space(*begin) ? 1 : 2;
    }
    while (begin < end && (is_space(end[-1]) || is_no_break(end - 2))) {
        end -= is_space(end[-1]) ? 1 : 2;
    }
    return {begin, static_cast<std::size_t>(end - begin)};
}

inline std::string_view trimmed(const char* begin, const char* end)
{
    const auto is_shown = [](char c) { return static_cast<unsigned char>(c - '!') <= '~' - '!'; };  // ASCII: no blank of any kind
    const bool usual = begin == end || (is_shown(*begin) && is_shown(end[-1]));
    return usual ? std::string_view(begin, static_cast<std::size_t>(end - begin)) : without_spaces(begin, end);
}

/// Bits of the sixteen bytes at `at` that are a delimiter, a quote, a control character or not ASCII: what a splitter must look at.
#if defined(__SSE2__)
class ByteMask {
public:
    explicit ByteMask(char delimiter)
        : delimiter_(_mm_set1_epi8(delimiter)), quote_(_mm_set1_epi8('"')), space_(_mm_set1_epi8(' ')), delete_(_mm_set1_epi8('\x7F'))
    {
    }
    [[nodiscard]] unsigned special(const char* at) const
    {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i below = _mm_cmplt_epi8(bytes, space_);  // signed: bytes from 0x80 are negative
        const __m128i letters = _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiter_), _mm_or_si128(_mm_cmpeq_epi8(bytes, quote_), _mm_cmpeq_epi8(bytes, delete_)));
        const __m128i found = _mm_or_si128(letters, below);
        return static_cast<unsigned>(_mm_movemask_epi8(found));
    }

private:
    __m128i delimiter_;
    __m128i quote_;
    __m128i space_;
    __m128i delete_;
};
#else
class ByteMask {
public:
    explicit ByteMask(char delimiter) : delimiter_(delimiter) {}
    [[nodiscard]] unsigned special(const char* at) const
    {
        unsigned bits = 0;
        for (unsigned i = 0; i < 16; ++i) {
            const char c = at[i];
            bits |= c == delimiter_ || c == '"' || c == '\x7F' || static_cast<signed char>(c) < ' ' ? 1U << i : 0U;
        }
        return bits;
    }

private:
    char delimiter_;
};
#endif

enum class Bare { record, quoted, more };

/// Splits a record without quotes. `begin`..`limit` is what there is; sets `end` to the line end.
/// `quoted` where a cell begins with a quote: split_record() has to do it.
Bare split_bare(const char* begin, const char* limit, char delimiter, const ByteMask& sixteen, CsvRecord& record, const char*& end)
{
    // the rows of a table are alike: the cells of the one before are written over
    auto& cells = record.cells;
    std::size_t count = 0;
    const auto put = [&](const char* from, const char* to) {
        if (count < cells.size()) {
            cells[count++] = trimmed(from, to);
        } else {
            cells.push_back(trimmed(from, to));
            ++count;
        }
    };
    record.plain = true;
    const char* cell = begin;
    for (const char* p = begin; p < limit; p += 16) {
        for (unsigned bits = sixteen.special(p); bits != 0; bits &= bits - 1) {
            const char* at = p + __builtin_ctz(bits);
            if (at >= limit) {
                return Bare::more;
            }
            const char c = *at;
            if (c == delimiter) {
                put(cell, at);
                cell = at + 1;
            } else if (c == '\n') {
                const char* last = at > cell && at[-1] == '\r' ? at - 1 : at;
                put(cell, last);
                cells.resize(count);
                end = at;
                return Bare::record;
            } else if (c == '"') {
                if (at == cell) {
                    return Bare::quoted;
                }
                if (trimmed(cell, at).empty()) {
                    record.broken = record.late_quote = true;
                }
            } else if (c != '\r' || at + 1 >= limit || at[1] != '\n') {
                record.plain = record.plain && c == '\t';
            }
        }
    }
    return Bare::more;
}

/// End of the line that begins at `begin`, over line ends in quotes; `limit` where it is not there yet.
const char* record_end(const char* begin, const char* limit, char delimiter)
{
    bool quoted = false;
    bool at_start = true;    // of a cell
    bool in_quotes = false;  // the cell began with a quote
    for (const char* p = begin; p < limit; ++p) {
        if (*p == '"' && (quoted || at_start)) {
            quoted = !quoted;
            in_quotes = true;
            at_start = false;
        } else if (*p == '"' && in_quotes && p[-1] == '"') {
            quoted = true;  // a doubled quote goes on
        } else if (*p == '\n' && !quoted) {
            return p;
        } else if (*p == delimiter && !quoted) {
            at_start = true;
            in_quotes = false;
        } else {
            at_start = false;
        }
    }
    return limit;
}

/// One cell from `p`; gives where it ends (a delimiter or the end).
const char* split_cell(const char* p, const char* end, char delimiter, CsvRecord& record)
{
    if (p == end || *p != '"') {
        const char* stop = std::find(p, end, delimiter);
        record.cells.push_back(trimmed(p, stop));
        const bool late = record.cells.back().starts_with('"');
        record.broken = record.broken || late;
        record.late_quote = record.late_quote || late;
        return stop;
    }
    const auto from = record.unquoted.size();
    for (++p; p < end; ++p) {
        if (*p == '"' && p + 1 < end && p[1] == '"') {
            ++p;
        } else if (*p == '"') {
            break;
        }
        record.unquoted += *p;
    }
    const char* stop = std::find(p, end, delimiter);
    record.broken = record.broken || p == end || !trimmed(p + 1, stop).empty();
    const char* cell = record.unquoted.data() + from;
    record.cells.push_back(trimmed(cell, record.unquoted.data() + record.unquoted.size()));
    return stop;
}

}  // namespace

bool CsvRecord::blank() const
{
    return std::all_of(cells.begin(), cells.end(), [](std::string_view c) { return c.empty(); });
}

void split_record(std::string_view raw, char delimiter, CsvRecord& record)
{
    record.raw = raw;
    record.cells.clear();
    record.broken = record.late_quote = false;
    record.unquoted.clear();
    record.unquoted.reserve(raw.size());  // cells point into it
    record.plain = std::all_of(raw.begin(), raw.end(), [](char c) { return (c >= ' ' && c < '\x7F') || c == '\t'; });
    const char* p = raw.data();
    const char* end = p + raw.size();
    while (true) {
        p = split_cell(p, end, delimiter, record);
        if (p == end) {
            return;
        }
        ++p;
    }
}

void split_held_record(std::string_view raw, char delimiter, CsvRecord& record)
{
    const char* end = nullptr;
    record.broken = record.late_quote = false;
    record.raw = raw;
    if (split_bare(raw.data(), raw.data() + raw.size() + 1, delimiter, ByteMask(delimiter), record, end) != Bare::record || end != raw.data() + raw.size()) {
        split_record(raw, delimiter, record);
    }
}

std::pair<std::size_t, std::size_t> CellPlaces::of(int column)
{
    if (column < column_) {
        *this = CellPlaces(raw_, delimiter_);
    }
    bool quoted = false;
    bool at_start = true;
    std::size_t i = begin_;
    for (; i < raw_.size(); ++i) {
        const char c = raw_[i];
        if (c == '"' && quoted && raw_.substr(i + 1).starts_with('"')) {
            ++i;  // a doubled quote is part of the text
        } else if (c == '"' && (quoted || at_start)) {
            quoted = !quoted;
        } else if (c == delimiter_ && !quoted) {
            if (column_ == column) {
                break;
            }
            ++column_;
            begin_ = i + 1;
        }
        at_start = c == delimiter_;
    }
    return {begin_, i};
}

int broken_cell(const CsvRecord& record, char delimiter)
{
    CellPlaces places(record.raw, delimiter);
    const auto count = static_cast<int>(record.cells.size());
    for (int column = 0; column < count; ++column) {
        const auto [begin, end] = places.of(column);
        CsvRecord alone;
        split_record(record.raw.substr(begin, end - begin), delimiter, alone);
        if (alone.broken) {
            return column;
        }
    }
    return -1;
}

CsvRecords::CsvRecords(const ByteSource& source, char delimiter, std::uint64_t begin, std::size_t first_line)
    : source_(source), delimiter_(delimiter), buffer_(first_block + padding), offset_(begin), next_block_(first_block), line_(first_line), number_(first_line)
{
}

bool CsvRecords::refill()
{
    if (eof_) {
        return false;
    }
    const auto held = end_ - at_;
    if (held > longest) {
        failed_ = long_ = true;
        return false;
    }
    std::memmove(buffer_.data(), buffer_.data() + at_, held);
    at_ = 0;
    end_ = held;
    const auto wanted = std::exchange(next_block_, block);
    if (buffer_.size() < held + wanted + padding) {
        buffer_.resize(held + wanted + padding);
    }
    const auto n = source_(buffer_.data() + end_, wanted, offset_);
    if (n < 0) {
        failed_ = true;
        error_ = errno;
        return false;
    }
    if (n == 0) {
        eof_ = true;
        if (held == 0) {
            return false;
        }
        buffer_[end_++] = '\n';  // the last line may lack it
    }
    any_quote_ = any_quote_ || std::memchr(buffer_.data() + end_, '"', static_cast<std::size_t>(n)) != nullptr;
    offset_ += static_cast<std::uint64_t>(n);
    end_ += static_cast<std::size_t>(n);
    return true;
}

CsvRecords::Step CsvRecords::step(CsvRecord& record)
{
    const char* begin = buffer_.data() + at_;
    const char* limit = buffer_.data() + end_;
    const char* end = nullptr;
    record.broken = record.late_quote = false;
    const auto bare = split_bare(begin, limit, delimiter_, ByteMask(delimiter_), record, end);
    std::size_t lines = 1;
    if (bare == Bare::more) {
        return Step::more;
    }
    if (bare == Bare::quoted) {
        end = record_end(begin, limit, delimiter_);
        if (end == limit && !eof_) {
            return Step::more;
        }
        const char* last = end == limit && end > begin && end[-1] == '\n' ? end - 1 : end;  // the line end that was added
        last = last > begin && last[-1] == '\r' ? last - 1 : last;
        lines += static_cast<std::size_t>(std::count(begin, last, '\n'));
        split_record({begin, static_cast<std::size_t>(last - begin)}, delimiter_, record);
        end = std::min(end, limit - 1);
    } else {
        const char* last = end > begin && end[-1] == '\r' ? end - 1 : end;
        record.raw = {begin, static_cast<std::size_t>(last - begin)};
    }
    record.line = line_;
    record.number = number_;
    line_ += lines;
    at_ = static_cast<std::size_t>(end + 1 - buffer_.data());
    ++number_;  // of an empty line too: a spreadsheet counts it
    return record.raw.empty() ? Step::empty_line : Step::record;
}

bool CsvRecords::next(CsvRecord& record)
{
    while (true) {
        const auto found = at_ < end_ ? step(record) : Step::more;
        if (found == Step::record) {
            return true;
        }
        if (found == Step::more && !refill()) {
            return false;
        }
    }
}

bool CsvRecords::next_line(std::string_view& line)
{
    const char* begin = buffer_.data() + at_;
    const void* stop = std::memchr(begin, '\n', end_ - at_);
    while (stop == nullptr) {
        if (!refill()) {
            return false;
        }
        begin = buffer_.data() + at_;
        stop = std::memchr(begin, '\n', end_ - at_);
    }
    line = {begin, static_cast<std::size_t>(static_cast<const char*>(stop) - begin)};
    at_ += line.size() + 1;
    return true;
}

}  // namespace gas::tables

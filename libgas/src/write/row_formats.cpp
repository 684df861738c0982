// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "row_writer.hpp"

namespace gas {

namespace {

#define GAS_NAME(name) std::string_view(#name),
constexpr std::array names = {GAS_ROW_FORMATS(GAS_NAME)};
#define GAS_MAKER(name) write::name##_rows,
constexpr std::array makers = {GAS_ROW_FORMATS(GAS_MAKER)};

}  // namespace

std::span<const std::string_view> row_formats() { return names; }

std::unique_ptr<RowSink> make_row_sink(std::string_view format, const RowStyle& style, const ByteSink& bytes)
{
    const auto found = std::find(names.begin(), names.end(), format);
    return found == names.end() ? nullptr : makers[static_cast<std::size_t>(found - names.begin())](style, bytes);
}

bool write_frame(const Frame& frame, std::string_view format, const RowStyle& style, const ByteSink& bytes)
{
    const auto sink = make_row_sink(format, style, bytes);
    return sink != nullptr && write_rows(frame, *sink);
}

}  // namespace gas

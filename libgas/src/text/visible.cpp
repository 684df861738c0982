// SPDX-License-Identifier: MIT
#include "gas/text/visible.hpp"

#include <utf8proc.h>

namespace gas {

namespace {

constexpr std::string_view hex = "0123456789abcdef";

/// Characters that move the cursor, change what has been written, or turn the reading direction, or are letters nobody sees.
bool is_unsafe(utf8proc_int32_t c)
{
    const bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    const bool turns = c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    const bool is_tag = c >= 0xE0000 && c <= 0xE007F;  // letters that nobody sees
    return is_control || turns || is_tag || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}

void put_escape(std::string& out, utf8proc_int32_t c)
{
    if (c == '\n' || c == '\t' || c == '\r') {
        out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r";
        return;
    }
    const auto code = static_cast<unsigned>(c);
    const int digits = code > 0xFFFF ? 8 : code > 0xFF ? 4 : 2;
    out += digits == 8 ? "\\U" : digits == 4 ? "\\u" : "\\x";
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
        out += hex[(code >> static_cast<unsigned>(shift)) & 15U];
    }
}

/// Calls `take(point, bytes)` for each character; a byte that is no UTF-8 comes as point -1.
template <typename Take>
void for_each_character(std::string_view text, Take take)
{
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    for (std::size_t i = 0; i < text.size();) {
        utf8proc_int32_t point = -1;
        const auto n = utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(text.size() - i), &point);
        const std::size_t length = n > 0 ? static_cast<std::size_t>(n) : 1;
        take(n > 0 ? point : -1, text.substr(i, length));
        i += length;
    }
}

}  // namespace

bool is_utf8(std::string_view text)
{
    bool good = true;
    for_each_character(text, [&](utf8proc_int32_t point, std::string_view) { good = good && point >= 0; });
    return good;
}

std::string visible(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for_each_character(text, [&](utf8proc_int32_t point, std::string_view bytes) {
        if (point < 0) {
            put_escape(out, static_cast<unsigned char>(bytes[0]));
        } else if (is_unsafe(point)) {
            put_escape(out, point);
        } else {
            out.append(bytes);
        }
    });
    return out;
}

std::size_t display_width(std::string_view text)
{
    std::size_t width = 0;
    for_each_character(text, [&](utf8proc_int32_t point, std::string_view) {
        const int columns = point < 0 ? 1 : utf8proc_charwidth(point);
        width += columns > 0 ? static_cast<std::size_t>(columns) : 0;
    });
    return width;
}

}  // namespace gas

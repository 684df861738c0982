// SPDX-License-Identifier: MIT
#include "escapes.hpp"

#include <fmt/format.h>

#include "gas/write/writers.hpp"

namespace gas::findings {

namespace {

bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._~/").find(c) != std::string_view::npos;
}

}  // namespace

std::string as_uri(std::string_view path)
{
    std::string uri = path.starts_with('/') ? "file://" : "";
    for (const char c : path) {
        uri += is_unreserved(c) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return uri;
}

std::string as_xml(std::string_view text)
{
    std::string out;
    const auto shown = visible(text);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const std::string_view rest = std::string_view(shown).substr(i);
        // U+FFFE and U+FFFF are UTF-8, and no characters of XML
        if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
            out += rest[2] == '\xBE' ? "\\ufffe" : "\\uffff";
            i += 2;
            continue;
        }
        switch (shown[i]) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += shown[i];
        }
    }
    return out;
}

std::string as_command(std::string_view text, bool property)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '%': out += "%25"; break;
        case '\r': out += "%0D"; break;
        case '\n': out += "%0A"; break;
        case ':': out += property ? "%3A" : ":"; break;
        case ',': out += property ? "%2C" : ","; break;
        default: out += c;
        }
    }
    return out;
}

std::string json_object(std::initializer_list<std::pair<std::string_view, std::string>> members)
{
    std::string text;
    for (const auto& [name, value] : members) {
        if (!value.empty()) {
            text += fmt::format("{}{}:{}", text.empty() ? "" : ",", json_string(name), value);
        }
    }
    return "{" + text + "}";
}

}  // namespace gas::findings

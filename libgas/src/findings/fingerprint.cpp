// SPDX-License-Identifier: MIT
#include "gas/findings/fingerprint.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"

namespace gas {

namespace {

namespace fs = std::filesystem;

/// `message` less the numbers in "line 12", "row 3" and "plans/a.gas.yaml:12", which change when lines are put in above.
std::string without_places(std::string_view message)
{
    std::string kept;
    for (std::size_t i = 0; i < message.size(); ++i) {
        const bool place = kept.ends_with("line ") || kept.ends_with("row ") || kept.ends_with(':');
        while (place && i < message.size() && is_digit(message[i])) {
            ++i;
        }
        if (i < message.size()) {
            kept += message[i];
        }
    }
    return kept;
}

}  // namespace

std::string relative_path(const std::string& file, const std::string& folder, const std::string& top)
{
    auto path = fs::path(file).lexically_normal();
    const bool in_repository = !top.empty() && !file.starts_with('<');  // "<stdin>" is in none
    if (in_repository || path.is_absolute()) {
        const auto from_here =
            in_repository ? (path.empty() ? fs::path(folder) : folder / path).lexically_normal().lexically_relative(top) : path.lexically_relative(folder);
        if (!from_here.empty() && *from_here.begin() != "..") {
            path = from_here;
        }
    }
    return path.empty() ? "." : path.string();
}

std::string subject(const Finding& finding, const std::string& folder, const std::string& top)
{
    return finding.plan_id.empty() ? relative_path(finding.file, folder, top) : finding.plan_id;
}

std::string fingerprint(const Finding& finding, const std::string& folder, const std::string& top)
{
    std::string text = rule_id(finding.rule);
    for (const auto& part : {subject(finding, folder, top), finding.goal_id, without_places(finding.message)}) {
        text += '\0';
        text += part;
    }
    return fmt::format("{:016x}", fnv1a(text));
}

unsigned long long fnv1a(std::string_view bytes)
{
    constexpr unsigned long long offset_basis = 14695981039346656037U;
    constexpr unsigned long long prime = 1099511628211U;
    unsigned long long hash = offset_basis;
    for (const char c : bytes) {
        hash = (hash ^ static_cast<unsigned char>(c)) * prime;
    }
    return hash;
}

}  // namespace gas

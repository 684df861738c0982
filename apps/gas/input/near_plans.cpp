// SPDX-License-Identifier: MIT
#include "input/near_plans.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "cli/descriptor.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"
#include "input/inputs.hpp"

namespace gas::app {

namespace {

constexpr std::size_t longest_beginning = 4096;

std::string in_small_letters(std::string_view text)
{
    std::string name(text);
    std::transform(name.begin(), name.end(), name.begin(), small_letter);
    return name;
}

/// As many bytes as there are, and `most` at most; none of what cannot be read.
std::string first_bytes(const std::string& path, std::size_t most)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    std::string bytes(most, '\0');
    std::size_t size = 0;
    while (file.is_open() && size < most) {
        const auto n = uninterrupted([&] { return ::read(file.get(), bytes.data() + size, most - size); });
        if (n <= 0) {
            break;
        }
        size += static_cast<std::size_t>(n);
    }
    bytes.resize(size);
    return bytes;
}

/// Whether the key `gas` stands anywhere, in quotes or not: a look that spares reading what is no plan.
bool names_version(std::string_view bytes)
{
    constexpr std::string_view key = "gas";
    for (auto at = bytes.find(key); at != std::string_view::npos; at = bytes.find(key, at + 1)) {
        const auto before = at == 0 ? ' ' : bytes[at - 1];
        const auto behind = bytes.find_first_not_of(" \t\"'", at + key.size());
        if (std::string_view(" \t\r\n{,\"'").find(before) != std::string_view::npos && behind != std::string_view::npos && bytes[behind] == ':') {
            return true;
        }
    }
    return false;
}

}  // namespace

bool begins_as_plan(std::string_view bytes)
{
    constexpr std::string_view blanks = " \t\r\n";
    constexpr std::string_view key = "gas:";
    auto rest = without_bom(bytes.substr(0, longest_beginning));
    while (!rest.empty()) {
        auto line = take_line(rest);
        if (line.starts_with(key)) {
            line = line.substr(key.size(), line.find(" #") - key.size());
            const auto value = line.substr(std::min(line.find_first_not_of(blanks), line.size()));
            return value.substr(0, value.find_last_not_of(blanks) + 1).find_first_of(blanks) == std::string_view::npos;  // and no log of messages of gas
        }
        if (line.find_first_not_of(blanks) != std::string_view::npos && !line.starts_with('#') && !line.starts_with("---") && !line.starts_with('%')) {
            return false;
        }
    }
    return false;
}

std::string_view near_plan(std::string_view path, const std::function<std::string()>& beginning)
{
    if (path.starts_with('.') || path.find("/.") != std::string_view::npos) {
        return "";
    }
    const auto name = in_small_letters(path.substr(path.rfind('/') + 1));
    const auto shown = std::string_view(name).substr(0, name.ends_with(".txt") ? name.size() - 4 : name.size());  // as editors save it
    const bool is_written_so = shown.ends_with(".yaml") || shown.ends_with(".yml");
    if (is_plan_name(name)) {
        return "its ending is written in capitals";
    }
    if (is_plan_name(std::string_view(name).substr(0, name.rfind('.')))) {
        return "its name has another ending behind";
    }
    return is_written_so && begins_as_plan(beginning()) ? "it begins as a plan" : "";
}

std::string beginning_of_file(const std::string& path) { return first_bytes(path, longest_beginning); }

bool holds_plan(const std::string& path)
{
    constexpr std::size_t longest = std::size_t{1} << 20U;
    if (begins_as_plan(beginning_of_file(path))) {
        return true;
    }
    auto bytes = first_bytes(path, longest + 1);
    if (bytes.size() > longest || !names_version(bytes)) {
        return false;
    }
    const auto read = read_plans(SourceText{path, std::move(bytes)});
    return std::any_of(read.plans.begin(), read.plans.end(),
                       [](const ReadPlan& plan) { return plan.ranges.gas != Range{} && (plan.ranges.id != Range{} || plan.ranges.goals_key != Range{}); });
}

Finding near_plan_finding(const std::string& path, std::string_view why)
{
    const auto name = path.substr(path.rfind('/') + 1);
    const auto small = in_small_letters(name);
    const auto end = std::min({small.rfind(".gas."), small.rfind(".yaml"), small.rfind(".yml")});
    const auto as_plan = name.substr(0, end) + ".gas.yaml";
    std::error_code error;
    const bool is_taken = std::filesystem::exists(path.substr(0, path.size() - name.size()) + as_plan, error);  // which must not be lost
    return finding_in(path, Rule::near_plan_name, fmt::format("is not read, though {}: in a folder plans are *.gas.yaml and *.gas.yml", why),
                      is_taken ? "to read it, name it on the command line" : fmt::format("call it {}, or name it on the command line", as_plan));
}

void tell_near_plans(const std::vector<Finding>& files, const Console& console)
{
    constexpr std::size_t max_names = 3;
    if (files.empty()) {
        return;
    }
    std::string names;
    for (std::size_t i = 0; i < std::min(files.size(), max_names); ++i) {
        names += (i == 0 ? "" : ", ") + visible(files[i].file);
    }
    console.err(fmt::format("gas: not read: {} nearly {}: {}{}\n", counted(files.size(), "file whose name", "files whose names"),
                            files.size() == 1 ? "is a plan's" : "are plans", names,
                            files.size() > max_names ? fmt::format(" and {} more", files.size() - max_names) : std::string()));
}

}  // namespace gas::app

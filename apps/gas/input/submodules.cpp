// SPDX-License-Identifier: MIT
#include "input/submodules.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string_view>
#include <system_error>
#include <variant>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"
#include "input/inputs.hpp"

namespace gas::app {

namespace fs = std::filesystem;

namespace {

/// The value of a line `path = value` of a file of settings of git; empty of any other.
std::string path_of(std::string_view line)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto trimmed = [&](std::string_view text) {
        text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
        return text.substr(0, text.find_last_not_of(blanks) + 1);
    };
    const auto equals = std::min(line.find('='), line.size());
    if (equals == line.size() || trimmed(line.substr(0, equals)) != "path") {
        return "";
    }
    const auto value = trimmed(line.substr(equals + 1));
    std::string path;  // git puts one in quotes, and a backslash before some letters
    for (std::size_t i = 0; i < value.size(); ++i) {
        const bool escaped = value[i] == '\\' && i + 1 < value.size();
        i += escaped ? 1 : 0;
        path += escaped || value[i] != '"' ? std::string(1, value[i]) : "";
    }
    return path;
}

/// The paths that a `.gitmodules` names, from the folder it is in.
std::set<fs::path> paths_in(const fs::path& gitmodules, const Console& console)
{
    const auto text = read_input({gitmodules.string(), false}, max_text_size, console);
    std::string_view rest = std::holds_alternative<std::string>(text) ? std::string_view(std::get<std::string>(text)) : std::string_view();
    std::set<fs::path> paths;
    while (!rest.empty()) {
        if (const auto path = path_of(take_line(rest)); !path.empty()) {
            paths.insert(fs::path(path).lexically_normal());
        }
    }
    return paths;
}

}  // namespace

std::vector<std::string> submodules_among(const std::vector<std::string>& empty_folders, const Console& console)
{
    std::map<fs::path, std::set<fs::path>> known;  // by the folder that has a `.gitmodules`
    std::vector<std::string> found;
    for (const auto& folder : empty_folders) {
        std::error_code error;
        const auto path = fs::canonical(folder, error);
        for (auto above = path.parent_path(); !error && !above.empty(); above = above.parent_path()) {
            const bool has_list = known.contains(above) || fs::exists(above / ".gitmodules", error);
            if (has_list && !known.contains(above)) {
                known.emplace(above, paths_in(above / ".gitmodules", console));
            }
            if (has_list && known.at(above).contains(path.lexically_relative(above))) {
                found.push_back(folder);
            }
            if (has_list || above == above.parent_path() || fs::exists(above / ".git", error)) {
                break;  // the top of a work tree, or of the disk
            }
        }
    }
    return found;
}

bool is_checked_out(const std::string& path) { return on_disk(path + "/.git"); }

std::string command_to_bring(const std::string& submodule)
{
    const auto above = fs::path(submodule).parent_path().string();  // lies in the repository that has the submodule
    return fmt::format("git {}submodule update --init --recursive", above.empty() || above == "." ? "" : "-C " + shell_word(above) + " ");
}

void tell_submodules(const std::vector<std::string>& paths, const Console& console)
{
    for (const auto& path : paths) {
        console.err(fmt::format("gas: not looked at: {} is a submodule that is not in this work tree\n", visible(path)));
    }
}

}  // namespace gas::app

// SPDX-License-Identifier: MIT
#include "edit/plan_edit.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>

#include "cli/output.hpp"
#include "edit/folder_lock.hpp"
#include "gas/write/writers.hpp"
#include "input/inputs.hpp"

namespace gas::app {

namespace {

PlanEdit refused(std::string message, std::string hint = "") { return {PlanEdit::Outcome::refused, std::move(message), std::move(hint)}; }

/// What tells one state of a file from another: an editor and git put a new file into the place, or write into the old one.
struct FileState {
    dev_t device{};
    ino_t file{};
    off_t size{};
    timespec written{};

    bool operator==(const FileState& other) const
    {
        return device == other.device && file == other.file && size == other.size && written.tv_sec == other.written.tv_sec &&
               written.tv_nsec == other.written.tv_nsec;
    }
};

/// The state of the file; nothing where there is no file that can be changed: errno says why, or is 0 for what is none.
std::optional<FileState> state_of(const std::string& file)
{
    struct stat info {};
    if (::stat(file.c_str(), &info) != 0) {
        return std::nullopt;
    }
    errno = S_ISDIR(info.st_mode) ? EISDIR : 0;
    return S_ISREG(info.st_mode) ? std::optional(FileState{info.st_dev, info.st_ino, info.st_size, info.st_mtim}) : std::nullopt;
}

struct PlaceOfFile {
    std::string folder;  ///< with its slash; empty for the working one
    std::string name;    ///< in it
};

PlaceOfFile place_of(const std::string& file)
{
    const auto name = file.rfind('/') + 1;  // 0 where there is no slash
    return {file.substr(0, name), file.substr(name)};
}

/// Whether an editor seems to hold the file: vim, Emacs, LibreOffice and Word leave files of these names beside it.
bool is_in_editor(const std::string& file)
{
    const auto at = place_of(file);
    const std::array<std::string, 4> signs = {"." + at.name + ".swp", ".#" + at.name, "~$" + at.name, ".~lock." + at.name + "#"};
    return std::any_of(signs.begin(), signs.end(), [&](const auto& sign) {
        struct stat info {};
        return ::lstat((at.folder + sign).c_str(), &info) == 0;  // Emacs's is a link to nothing
    });
}

/// One change of what the file holds now; nothing where another program changed it meanwhile.
std::optional<PlanEdit> try_change(const std::string& path, Console& console, const PlanChange& change, std::size_t max_size)
{
    std::error_code no_link;
    const auto link_end = std::filesystem::is_symlink(path, no_link) ? std::filesystem::canonical(path, no_link).string() : "";
    const auto& file = link_end.empty() ? path : link_end;
    const auto no_file = [&] { return refused(fmt::format("{} cannot be changed: {}", visible(path), errno == 0 ? "it is no file" : std::strerror(errno))); };
    const auto at = place_of(file);
    FolderLock lock;
    if (auto problem = lock.take(at.folder, at.name); !problem.message.empty()) {
        return state_of(file) ? refused(std::move(problem.message), std::move(problem.hint)) : no_file();
    }
    const auto before = state_of(file);  // not before the lock: while git puts another file into the place, there is none
    if (!before) {
        return no_file();
    }
    const auto read = read_input({file, false}, max_size, console);
    if (const auto* problem = std::get_if<Finding>(&read)) {
        return refused(fmt::format("{} {}", visible(path), problem->message), problem->hint);
    }
    auto changed = change(std::get<std::string>(read));
    if (auto* problem = std::get_if<EditProblem>(&changed)) {
        return refused(std::move(problem->message), std::move(problem->hint));
    }
    const auto* bytes = std::get_if<std::string>(&changed);
    if (bytes == nullptr || *bytes == std::get<std::string>(read)) {
        return PlanEdit{PlanEdit::Outcome::unchanged};
    }
    Output output(file, console);
    bool is_as_read = true;
    const auto still_so = [&] { return is_as_read = output.has_stand_in() && lock.is_held() && state_of(file) == before; };
    if (!output.open_to_change(at.folder + name_beside(at.name, "new")) || !output.write(*bytes) || !output.commit(still_so)) {
        return is_as_read ? std::optional(refused(output.error())) : std::nullopt;
    }
    if (const auto why = lock.sync(); !why.empty()) {
        return refused(fmt::format("{} is changed, but may be the old one again after the machine has stopped: {}", visible(path), why));
    }
    const bool in_editor = is_in_editor(file) || (!link_end.empty() && is_in_editor(path));
    return PlanEdit{PlanEdit::Outcome::written,
                    in_editor ? fmt::format("{} seems open in an editor: reload it before you save", visible(path)) : std::string()};
}

}  // namespace

PlanEdit change_plan(const std::string& path, Console& console, const PlanChange& change, std::size_t max_size)
{
    constexpr int most_tries = 5;
    for (int i = 0; i < most_tries; ++i) {
        if (auto done = try_change(path, console, change, max_size)) {
            return *std::move(done);
        }
    }
    return refused(fmt::format("{} is being changed by another program", visible(path)), "try again when that is done");
}

}  // namespace gas::app

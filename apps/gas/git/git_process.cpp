// SPDX-License-Identifier: MIT
#include "git/git_process.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <string_view>

#include <spawn.h>
#include <sys/wait.h>

namespace gas::app {

namespace {

/// Whether a variable of the environment, `NAME=value`, ties git to the repository of the run (as `git rev-parse --local-env-vars` lists them, but for the
/// settings of `git -c` and GIT_CONFIG_COUNT, such as safe.directory: those git hands on to submodules too).
bool is_of_repository(std::string_view variable)
{
    constexpr std::array<std::string_view, 14> names = {"GIT_DIR",
                                                        "GIT_WORK_TREE",
                                                        "GIT_IMPLICIT_WORK_TREE",
                                                        "GIT_INDEX_FILE",
                                                        "GIT_PREFIX",
                                                        "GIT_OBJECT_DIRECTORY",
                                                        "GIT_COMMON_DIR",
                                                        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                                        "GIT_SHALLOW_FILE",
                                                        "GIT_GRAFT_FILE",
                                                        "GIT_REPLACE_REF_BASE",
                                                        "GIT_NO_REPLACE_OBJECTS",
                                                        "GIT_CONFIG",
                                                        "GIT_INTERNAL_SUPER_PREFIX"};
    return std::find(names.begin(), names.end(), variable.substr(0, variable.find('='))) != names.end();
}

}  // namespace

pid_t start_git(const std::vector<std::string>& arguments, int in, int out, int err, const std::string& folder)
{
    std::vector<char*> argv;
    std::vector<std::string> copies = {"git"};
    if (!folder.empty()) {
        copies.insert(copies.end(), {"-C", folder});
    }
    copies.insert(copies.end(), arguments.begin(), arguments.end());
    for (auto& argument : copies) {
        argv.push_back(argument.data());
    }
    argv.push_back(nullptr);
    // git may not fetch what a partial clone lacks (no network, ever; older versions know the second setting only), and need not write to the index
    std::array<std::string, 3> settings = {"GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=", "GIT_OPTIONAL_LOCKS=0"};
    std::vector<char*> environment;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const auto is_ours = [&](const std::string& setting) { return std::string_view(*variable).starts_with(setting.substr(0, setting.find('=') + 1)); };
        if (std::none_of(settings.begin(), settings.end(), is_ours) && (folder.empty() || !is_of_repository(*variable))) {
            environment.push_back(*variable);
        }
    }
    for (auto& setting : settings) {
        environment.push_back(setting.data());
    }
    environment.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    // git ends as others do when its reader has gone or a file gets too large, whatever this process does then
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t ignored;
    ::sigemptyset(&ignored);
    ::sigaddset(&ignored, SIGPIPE);
    ::sigaddset(&ignored, SIGXFSZ);
    ::posix_spawnattr_setsigdefault(&attributes, &ignored);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    int stream = 0;
    for (const int fd : {in, out, err}) {
        if (fd >= 0) {
            ::posix_spawn_file_actions_adddup2(&actions, fd, stream);
        }
        ++stream;
    }
    pid_t pid = -1;
    const int error = ::posix_spawnp(&pid, "git", &actions, &attributes, argv.data(), environment.data());
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    errno = error;
    return error == 0 ? pid : -1;
}

int wait_for(pid_t pid)
{
    int status = 0;
    if (uninterrupted([&] { return ::waitpid(pid, &status, 0); }) < 0) {
        return -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

ssize_t read_piece(int fd, std::string& bytes)
{
    std::array<char, git_piece> buffer{};
    const auto n = uninterrupted([&] { return ::read(fd, buffer.data(), buffer.size()); });
    bytes.append(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    return n;
}

}  // namespace gas::app

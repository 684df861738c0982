// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include "cli/descriptor.hpp"

/// How git is started and heard.
namespace gas::app {

/// As many bytes are sent to git at once, or taken from it.
inline constexpr std::size_t git_piece = 65536;

/// A pair of descriptors: what is written to the second is read from the first.
struct Channel {
    Descriptor from, to;
    bool open_pipe()
    {
        std::array<int, 2> ends{};
        return take(ends, ::pipe2(ends.data(), O_CLOEXEC));
    }
    /// Written to with send(), which can be told not to raise SIGPIPE where git has gone.
    bool open_socket()
    {
        std::array<int, 2> ends{};
        return take(ends, ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()));
    }

private:
    bool take(const std::array<int, 2>& ends, int status)
    {
        if (status == 0) {
            from = Descriptor(ends[0]);
            to = Descriptor(ends[1]);
        }
        return status == 0;
    }
};

/// Starts git with its standard streams on these descriptors; -1 for one keeps ours. Its process number, or -1. `folder` as run_git() has it.
pid_t start_git(const std::vector<std::string>& arguments, int in, int out, int err, const std::string& folder);

/// The exit status of a process that ends, 128 where a signal ended it, -1 where nobody knows.
int wait_for(pid_t pid);

/// Reads what is there into `bytes`: how many bytes, 0 at the end, -1 where they cannot be read.
ssize_t read_piece(int fd, std::string& bytes);

}  // namespace gas::app

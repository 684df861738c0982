// SPDX-License-Identifier: MIT
#pragma once

// How both baselines of the benchmark find and read their files, so that they differ in nothing else.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace bench {

/// Every plan file under `folder`, bytewise by path.
inline std::vector<std::string> plan_files(const char* folder)
{
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string path = entry.path().string();
        if (std::string_view(path).ends_with(".gas.yaml") || std::string_view(path).ends_with(".gas.yml")) {
            paths.push_back(path);
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// Replaces `text` by the whole file: open, fstat for the size, read to the end. The buffer is reused.
inline void read_file(const std::string& path, std::string& text)
{
    const auto check = [&path](long result) {
        if (result < 0) {
            throw std::system_error(errno, std::generic_category(), path);
        }
        return static_cast<std::size_t>(result);
    };
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    check(fd);
    struct stat status {};
    check(::fstat(fd, &status));
    text.resize(static_cast<std::size_t>(status.st_size) + 1);  // one more, so that the first read can see the end
    std::size_t size = 0;
    while (const std::size_t got = check(::read(fd, text.data() + size, text.size() - size))) {
        size += got;
        if (size == text.size()) {
            text.resize(2 * size);
        }
    }
    text.resize(size);
    ::close(fd);
}

}  // namespace bench

// SPDX-License-Identifier: MIT
#include "gas/write/nameless_file.hpp"

#include <cstdlib>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

namespace gas {

int open_nameless_file()
{
    std::error_code error;
    auto folder = std::filesystem::temp_directory_path(error).string();
    if (error) {
        folder = "/tmp";
    }
    int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0) {
        auto name = folder + "/gas-XXXXXX";
        fd = ::mkostemp(name.data(), O_CLOEXEC);
        if (fd >= 0) {
            ::unlink(name.c_str());
        }
    }
    return fd;
}

}  // namespace gas

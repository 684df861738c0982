// SPDX-License-Identifier: MIT
#include "input/nameless_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>

#include <fcntl.h>
#include <unistd.h>

#include "cli/output.hpp"

namespace gas::app {

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

Spool nameless_spool()
{
    struct File {
        int fd = -1;
        File() = default;
        File(const File&) = delete;
        File& operator=(const File&) = delete;
        ~File()
        {
            if (fd >= 0) {
                ::close(fd);
            }
        }
    };
    const auto file = std::make_shared<File>();
    Spool spool;
    spool.append = [file](std::string_view bytes) -> std::string {
        file->fd = file->fd < 0 ? open_nameless_file() : file->fd;
        return file->fd >= 0 && write_all(file->fd, bytes) ? "" : std::strerror(errno);
    };
    spool.read = [file](std::uint64_t offset, std::span<char> into) -> std::string {
        while (!into.empty()) {
            const auto n = ::pread(file->fd, into.data(), into.size(), static_cast<off_t>(offset));
            if (n == 0) {
                return "the file in which they wait has become shorter";
            }
            if (n < 0 && errno != EINTR) {
                return std::strerror(errno);
            }
            const auto read = static_cast<std::size_t>(n < 0 ? 0 : n);
            offset += read;
            into = into.subspan(read);
        }
        return "";
    };
    return spool;
}

}  // namespace gas::app

// SPDX-License-Identifier: MIT
#include "input/nameless_file.hpp"

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "cli/output.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

std::string folder_to_wait_in()
{
    std::error_code error;
    auto folder = std::filesystem::temp_directory_path(error).string();
    return error ? "/tmp" : folder;
}

}  // namespace

Descriptor open_nameless_file()
{
    const auto folder = folder_to_wait_in();
    int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0) {
        auto name = folder + "/gas-XXXXXX";
        fd = ::mkostemp(name.data(), O_CLOEXEC);
        if (fd >= 0) {
            ::unlink(name.c_str());
        }
    }
    return Descriptor(fd);
}

Spool nameless_spool()
{
    const auto file = std::make_shared<Descriptor>();
    Spool spool;
    spool.append = [file](std::string_view bytes) -> std::string {
        if (!file->is_open()) {
            *file = open_nameless_file();
        }
        if (file->is_open() && write_all(file->get(), bytes)) {
            return "";
        }
        const int error = errno;
        return fmt::format("{} in {}; TMPDIR=FOLDER keeps them in another", std::strerror(error), visible(folder_to_wait_in()));
    };
    spool.read = [file](std::uint64_t offset, std::span<char> into) -> std::string {
        while (!into.empty()) {
            const auto n = uninterrupted([&] { return ::pread(file->get(), into.data(), into.size(), static_cast<off_t>(offset)); });
            if (n == 0) {
                return "the file in which they wait has become shorter";
            }
            if (n < 0) {
                return std::strerror(errno);
            }
            offset += static_cast<std::uint64_t>(n);
            into = into.subspan(static_cast<std::size_t>(n));
        }
        return "";
    };
    return spool;
}

}  // namespace gas::app

// SPDX-License-Identifier: MIT
// bench_read_lines [--bytes] FILE: reads a file in blocks and counts its newlines, memchr by memchr; with --bytes it only reads.
#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

int main(int argc, char** argv)
{
    const bool bytes_only = argc == 3 && std::string_view(argv[1]) == "--bytes";
    const int fd = argc >= 2 ? open(argv[argc - 1], O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) {
        std::fputs("usage: bench_read_lines [--bytes] FILE\n", stderr);
        return 2;
    }
    std::vector<char> block(std::size_t{256} << 10U);
    unsigned long long bytes = 0;
    unsigned long long lines = 0;
    ssize_t n = 0;
    while ((n = read(fd, block.data(), block.size())) > 0) {
        bytes += static_cast<unsigned long long>(n);
        const char* at = block.data();
        const char* end = at + n;
        while (!bytes_only && (at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)))) != nullptr) {
            ++at;
            ++lines;
        }
    }
    std::printf("%llu bytes, %llu lines\n", bytes, lines);
    return n == 0 ? 0 : 2;
}

// SPDX-License-Identifier: MIT
// bench_read_bytes DIR: reads every plan file under DIR and does nothing with it. The floor of any reader.
#include <cstddef>
#include <cstdio>
#include <exception>
#include <string>

#include "plan_files.hpp"

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fputs("usage: bench_read_bytes DIR\n", stderr);
        return 2;
    }
    try {
        std::size_t bytes = 0;
        std::string text;
        const auto paths = bench::plan_files(argv[1]);
        for (const auto& path : paths) {
            bench::read_file(path, text);
            bytes += text.size();
        }
        std::printf("%zu files %zu bytes\n", paths.size(), bytes);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_read_bytes: %s\n", error.what());
        return 2;
    }
}

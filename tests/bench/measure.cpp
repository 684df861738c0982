// SPDX-License-Identifier: MIT
// bench_measure REPORT STDOUT PROGRAM [ARGUMENT…]: runs PROGRAM with its output in STDOUT and writes one line
// "status wall user sys maxrss" (seconds, KiB) to REPORT.
//
// Linux counts the memory a process held before exec into its ru_maxrss. Started from Python, every program would
// seem to need Python's own 10 MiB or more; started from here the floor is that of an empty process, about 1 to 3 MiB.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>

namespace {

double seconds(const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; }

double now()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

int fail(const char* what)
{
    std::perror(what);
    return 2;
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc < 4) {
        std::fputs("usage: bench_measure REPORT STDOUT PROGRAM [ARGUMENT...]\n", stderr);
        return 2;
    }
    const int out = open(argv[2], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (out < 0) {
        return fail(argv[2]);
    }
    const double start = now();
    const pid_t child = fork();
    if (child < 0) {
        return fail("fork");
    }
    if (child == 0) {
        dup2(out, STDOUT_FILENO);
        execv(argv[3], argv + 3);
        std::perror(argv[3]);
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    if (wait4(child, &status, 0, &usage) != child) {
        return fail("wait4");
    }
    const double wall = now() - start;
    std::FILE* report = std::fopen(argv[1], "w");
    if (report == nullptr) {
        return fail(argv[1]);
    }
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    std::fprintf(report, "%d %.6f %.6f %.6f %ld\n", code, wall, seconds(usage.ru_utime), seconds(usage.ru_stime), usage.ru_maxrss);
    return std::fclose(report) == 0 ? 0 : fail(argv[1]);
}

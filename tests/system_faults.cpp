// SPDX-License-Identifier: MIT
// Loaded before the C library (LD_PRELOAD): calls of the system that fail as they seldom do. FAULT says which.
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

bool asked_for(const char* fault)
{
    const char* asked = std::getenv("FAULT");  // words, with blanks between
    return asked != nullptr && (' ' + std::string(asked) + ' ').find(' ' + std::string(fault) + ' ') != std::string::npos;
}

template <typename Function>
Function real(const char* name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

int poll(pollfd* waiting, nfds_t count, int timeout)
{
    if (asked_for("poll")) {
        errno = ENOMEM;
        return -1;
    }
    return real<decltype(&poll)>("poll")(waiting, count, timeout);
}

/// A file system that has no files without a name; one that makes files with a name just before the process is ended.
int open(const char* path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    const auto mode = va_arg(more, mode_t);
    va_end(more);
    if (asked_for("tmpfile") && (flags & O_TMPFILE) == O_TMPFILE) {
        errno = EOPNOTSUPP;
        return -1;
    }
    const int opened = real<int (*)(const char*, int, mode_t)>("open")(path, flags, mode);
    if (asked_for("end-at-create") && (flags & O_EXCL) != 0) {
        std::raise(SIGTERM);
    }
    return opened;
}

bool was_link_refused = false;

/// A file system that links no files that are open without a name; one that links them just before the process is ended.
int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags)
{
    if (asked_for("link")) {
        was_link_refused = true;
        errno = EPERM;
        return -1;
    }
    const int linked = real<decltype(&linkat)>("linkat")(from_folder, from, to_folder, to, flags);
    if (asked_for("end-at-link") && linked == 0) {
        std::raise(SIGTERM);
    }
    return linked;
}

/// A disk that has no room for a file ("no-room"), or for a second one.
ssize_t write(int fd, const void* bytes, size_t size)
{
    if ((asked_for("no-room") || (asked_for("full") && was_link_refused)) && fd > STDERR_FILENO) {
        errno = ENOSPC;
        return -1;
    }
    return real<decltype(&write)>("write")(fd, bytes, size);
}

/// A disk that fails where a file or a folder ("sync", "sync-folder") is to be on it for good; a process that is stopped there, once.
int fsync(int fd)
{
    static bool was_stopped = false;
    struct stat info {};
    const bool is_folder = ::fstat(fd, &info) == 0 && S_ISDIR(info.st_mode);
    if (asked_for(is_folder ? "sync-folder" : "sync")) {
        errno = EIO;
        return -1;
    }
    if (asked_for("stop-at-sync") && !is_folder && !was_stopped) {
        was_stopped = true;
        std::raise(SIGSTOP);
    }
    return real<decltype(&fsync)>("fsync")(fd);
}

/// A process that is stopped where it takes away the lock that another one left, once.
int unlink(const char* path) noexcept
{
    static bool was_stopped = false;
    if (asked_for("stop-at-lock-left") && !was_stopped && std::string(path).ends_with(".gas-lock")) {
        was_stopped = true;
        std::raise(SIGSTOP);
    }
    return real<decltype(&unlink)>("unlink")(path);
}

int rename(const char* from, const char* to) noexcept
{
    if (asked_for("rename")) {
        errno = EIO;
        return -1;
    }
    return real<decltype(&rename)>("rename")(from, to);
}

/// A file system that locks nothing.
int flock(int fd, int operation) noexcept
{
    if (asked_for("flock")) {
        errno = ENOLCK;
        return -1;
    }
    return real<decltype(&flock)>("flock")(fd, operation);
}

/// A user who can give files to no other group.
int fchown(int fd, uid_t owner, gid_t group)
{
    if (asked_for("fchown")) {
        errno = EPERM;
        return -1;
    }
    return real<decltype(&fchown)>("fchown")(fd, owner, group);
}

/// Every other call is interrupted, and the others take a byte.
ssize_t send(int socket, const void* bytes, size_t size, int flags)
{
    static int calls = 0;
    if (asked_for("send") && ++calls % 2 == 1) {
        errno = EINTR;
        return -1;
    }
    return real<decltype(&send)>("send")(socket, bytes, asked_for("send") ? 1 : size, flags);
}

/// One thread can be had ("threads"), or none ("no-threads").
int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*), void* argument)
{
    static int threads = 0;
    if (asked_for("no-threads") || (asked_for("threads") && ++threads > 1)) {
        return EAGAIN;
    }
    return real<decltype(&pthread_create)>("pthread_create")(thread, attributes, start, argument);
}
}

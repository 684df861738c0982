// SPDX-License-Identifier: MIT
// Loaded before the C library (LD_PRELOAD): calls of the system that fail as they seldom do. FAULT says which.
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <cstring>

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>

namespace {

bool asked_for(const char* fault)
{
    const char* asked = std::getenv("FAULT");
    return asked != nullptr && std::strcmp(asked, fault) == 0;
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

/// A file system that has no files without a name.
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
    return real<int (*)(const char*, int, mode_t)>("open")(path, flags, mode);
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

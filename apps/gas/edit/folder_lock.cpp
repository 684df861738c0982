// SPDX-License-Identifier: MIT
#include "edit/folder_lock.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <climits>
#include <csignal>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

/// Asks again until `attempt` has an answer, for ten seconds. Whether it had one.
template <typename Attempt>
bool had_in_time(Attempt attempt)
{
    using namespace std::chrono_literals;
    const auto end = std::chrono::steady_clock::now() + 10s;
    for (auto pause = 1ms; !attempt(); pause = std::min(pause * 2, 20ms)) {
        if (std::chrono::steady_clock::now() >= end) {
            return false;
        }
        std::this_thread::sleep_for(pause);
    }
    return true;
}

/// "HOST PID": who has a lock that is a file.
std::string this_process()
{
    std::array<char, HOST_NAME_MAX + 1> host{};
    ::gethostname(host.data(), host.size() - 1);
    return fmt::format("{} {}", host.data(), ::getpid());
}

/// Who has a lock that is a link, from the moment it is there; empty for what is no link.
std::string holder_of(const std::string& lock)
{
    std::array<char, HOST_NAME_MAX + 32> bytes{};
    const auto n = ::readlink(lock.c_str(), bytes.data(), bytes.size());
    return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(n, 0))};
}

/// Whether the process that made a lock has ended on this machine; of one on another, nobody here knows. A file with nothing in it is nobody's.
bool is_left(const std::string& lock)
{
    const auto holder = holder_of(lock);
    if (holder.empty()) {
        struct stat info {};
        return ::lstat(lock.c_str(), &info) == 0 && S_ISREG(info.st_mode) && info.st_size == 0;
    }
    const auto own = this_process();
    const auto host = own.substr(0, own.rfind(' ') + 1);
    const auto* end = holder.data() + holder.size();
    pid_t pid = 0;
    return holder.starts_with(host) && std::from_chars(holder.data() + host.size(), end, pid).ptr == end && pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH;
}

/// Makes the lock, as Emacs does; 0, or why not. One that is left goes, but only by the hand of who has the lock of taking it away: between a look at it and
/// its going, it would be another run's else.
int try_lock(const std::string& lock)
{
    if (::symlink(this_process().c_str(), lock.c_str()) == 0) {
        return 0;
    }
    const int wrong = errno;
    if (const auto of_going = lock + ".left"; wrong == EEXIST && is_left(lock) && try_lock(of_going) == 0) {
        if (is_left(lock)) {
            ::unlink(lock.c_str());
        }
        ::unlink(of_going.c_str());
    }
    return wrong;
}

EditProblem refused_by_system(const std::string& folder, std::string_view what)
{
    return {fmt::format("{} {}: {}", visible(folder), what, std::strerror(errno)), ""};
}

}  // namespace

std::string name_beside(std::string_view file, std::string_view ending)
{
    constexpr std::size_t long_name = 200;
    return fmt::format(".{}.{}", file.size() > long_name ? "gas" : file, ending);
}

FolderLock::~FolderLock()
{
    if (!lock_.empty() && is_held()) {
        ::unlink(lock_.c_str());
    }
}

EditProblem FolderLock::take(const std::string& folder, const std::string& file)
{
    path_ = folder.empty() ? "./" : folder;
    int wrong = 0;
    const auto attempt = [&] {  // from the name on, which leads to another folder where git has removed one and made it again
        folder_ = Descriptor(::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        wrong = folder_.is_open() && ::flock(folder_.get(), LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
        return wrong == 0 ? is_held() : wrong != EWOULDBLOCK && wrong != EINTR;
    };
    if (!had_in_time(attempt)) {
        return {fmt::format("another gas is writing in {}", visible(path_)), "try again when it has ended"};
    }
    if (folder_.is_open() && (wrong == EBADF || wrong == EINVAL || wrong == ENOLCK || wrong == EOPNOTSUPP)) {
        return take_link(path_ + name_beside(file, "gas-lock"));
    }
    errno = wrong;
    return wrong == 0 ? EditProblem{} : refused_by_system(path_, folder_.is_open() ? "cannot be locked" : "cannot be read");
}

EditProblem FolderLock::take_link(const std::string& lock)
{
    int wrong = 0;
    const auto attempt = [&] { return (wrong = try_lock(lock)) != EEXIST; };
    if (!had_in_time(attempt)) {
        return {fmt::format("another gas is writing in {}", visible(path_)), fmt::format("if none is, on no machine, remove {}", visible(lock))};
    }
    lock_ = wrong == 0 ? lock : "";
    errno = wrong;
    return wrong == 0 ? EditProblem{} : refused_by_system(lock, "cannot be written");
}

bool FolderLock::is_held() const
{
    struct stat locked {};
    struct stat there {};
    return lock_.empty() ? ::fstat(folder_.get(), &locked) == 0 && ::stat(path_.c_str(), &there) == 0 && is_same_file(locked, there)
                         : holder_of(lock_) == this_process();
}

std::string FolderLock::sync() const
{
    // a file system that has nothing to do for a folder says EINVAL
    return ::fsync(folder_.get()) == 0 || errno == EINVAL ? "" : std::strerror(errno);
}

}  // namespace gas::app

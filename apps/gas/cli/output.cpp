// SPDX-License-Identifier: MIT
#include "cli/output.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace gas::app {

namespace {

/// The file that a link points at, there or not, so that the link stays one; links that lead round in a circle come back as one of them.
std::string link_target(const std::string& file)
{
    constexpr int longest = 40;  // as Linux follows them
    std::filesystem::path target = file;
    std::error_code error;
    for (int i = 0; i < longest && std::filesystem::is_symlink(target, error); ++i) {
        target = target.parent_path() / std::filesystem::read_symlink(target, error);
    }
    return target;
}

/// What an existing file is where no result may take its place: one of `read`, whatever name it goes by, or a plan. Empty where it is neither.
std::string_view kept_file(const std::string& file, std::span<const Input> read, const Console& console)
{
    struct stat info {};
    if (::stat(file.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) {
        return "";
    }
    const auto is_it = [&](const Input& input) {
        struct stat other {};
        const int found = input.is_stdin ? ::fstat(console.in, &other) : ::stat(input.path.c_str(), &other);
        return found == 0 && other.st_dev == info.st_dev && other.st_ino == info.st_ino;
    };
    if (std::any_of(read.begin(), read.end(), is_it)) {
        return "is read by this run";
    }
    return is_plan_name(file) || is_plan_name(link_target(file)) ? "is a plan" : "";
}

/// Gives the file that takes the place of `file` its owner, group, rights and access list, as far as this user may.
void keep_rights(int fd, const std::string& file, const struct stat& info)
{
    const bool is_owners = ::fchown(fd, info.st_uid, info.st_gid) == 0 || ::fchown(fd, static_cast<uid_t>(-1), info.st_gid) == 0;
    // where the group cannot be kept, another one must not get its rights
    ::fchmod(fd, info.st_mode & (is_owners ? 07777U : 0707U));
    std::string names(std::size_t{64} << 10U, '\0');
    const auto length = ::listxattr(file.c_str(), names.data(), names.size());
    names.resize(static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
    for (std::size_t at = 0; at < names.size(); at += std::strlen(names.c_str() + at) + 1) {
        const char* name = names.c_str() + at;
        std::string value(std::size_t{64} << 10U, '\0');
        const auto size = ::getxattr(file.c_str(), name, value.data(), value.size());
        if (size >= 0) {
            static_cast<void>(::fsetxattr(fd, name, value.data(), static_cast<std::size_t>(size), 0));
        }
    }
}

/// The stand-ins that have a name, to go where a signal ends the process. A handler may touch nothing else.
constexpr int most_stand_ins = 16;
std::array<std::array<char, PATH_MAX>, most_stand_ins> stand_ins;
volatile std::sig_atomic_t stand_in_count = 0;

void remove_stand_ins(int signal)
{
    for (int i = 0; i < stand_in_count && i < most_stand_ins; ++i) {
        ::unlink(stand_ins[static_cast<std::size_t>(i)].data());
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

/// From now on the file goes with the process where one of the signals that people and systems send ends it.
void remove_with_process(const std::string& stand_in)
{
    if (stand_in.size() >= PATH_MAX || stand_in_count >= most_stand_ins) {
        return;
    }
    auto& name = stand_ins[static_cast<std::size_t>(stand_in_count)];
    name[stand_in.copy(name.data(), stand_in.size())] = '\0';
    stand_in_count = stand_in_count + 1;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
        struct sigaction action {};
        if (::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_DFL) {
            action.sa_handler = remove_stand_ins;
            ::sigaction(signal, &action, nullptr);
        }
    }
}

}  // namespace

bool write_all(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto n = uninterrupted([&] { return ::write(fd, bytes.data(), bytes.size()); });
        if (n < 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

Output::Output(std::string file, Console& console) : file_(std::move(file)), console_(console) {}

Output::~Output()
{
    if (descriptor_.is_open() && !stand_in_.empty()) {
        ::unlink(stand_in_.c_str());
    }
}

/// A file without a name goes with the process, however that ends. Where there can be none, one beside the place.
bool Output::open_stand_in()
{
    const auto slash = file_.rfind('/');
    const auto folder = slash == std::string::npos ? "." : file_.substr(0, slash + 1);
    if (::access("/proc/self/fd", X_OK) == 0) {  // by which it gets its name
        descriptor_ = Descriptor(::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
    }
    if (descriptor_.is_open()) {
        return true;
    }
    stand_in_ = file_ + ".XXXXXX";
    descriptor_ = Descriptor(::mkostemp(stand_in_.data(), O_CLOEXEC));
    if (descriptor_.is_open()) {
        remove_with_process(stand_in_);
    }
    return descriptor_.is_open();
}

/// Gives what has been written its name. Nothing is linked over a file: where there is one, it gets a name beside it first.
bool Output::put_in_place()
{
    const auto own = fmt::format("/proc/self/fd/{}", descriptor_.get());
    const auto link = [&](const std::string& name) { return ::linkat(AT_FDCWD, own.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0; };
    if (stand_in_.empty() && link(file_)) {
        return true;
    }
    for (int tries = 0; stand_in_.empty() && errno == EEXIST && tries < 1000; ++tries) {
        const auto name = fmt::format("{}.{}-{}", file_, ::getpid(), tries);
        if (link(name)) {
            remove_with_process(name);
            stand_in_ = name;
        }
    }
    return !stand_in_.empty() && ::rename(stand_in_.c_str(), file_.c_str()) == 0;
}

bool Output::fail(std::string_view doing)
{
    error_ = fmt::format("{} {}: {}", visible(file_), doing, std::strerror(errno));
    return false;
}

bool Output::open(std::span<const Input> read)
{
    const auto what = is_file() ? kept_file(file_, read, console_) : std::string_view();
    if (!what.empty()) {
        error_ = fmt::format("{} {}, and would be replaced by a result; name another file for it", visible(file_), what);
        return false;
    }
    return open_to_change();
}

bool Output::open_to_change()
{
    if (!is_file()) {
        return true;
    }
    struct stat info {};
    const bool exists = ::stat(file_.c_str(), &info) == 0;
    if (!exists && errno == ELOOP) {
        return fail("cannot be written");
    }
    if (exists && S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        return fail("cannot be written");
    }
    if (exists && !S_ISREG(info.st_mode)) {
        direct_ = true;
        descriptor_ = Descriptor(::open(file_.c_str(), O_WRONLY | O_CLOEXEC));
        return descriptor_.is_open() || fail("cannot be written");
    }
    if (exists && ::access(file_.c_str(), W_OK) != 0) {
        return fail("cannot be written");
    }
    file_ = link_target(file_);
    if (!open_stand_in()) {
        return fail("cannot be written");
    }
    console_.outlive_readers();  // else one would take the file from who asked for it
    if (exists) {
        keep_rights(descriptor_.get(), file_, info);
    } else {
        ::fchmod(descriptor_.get(), console_.new_file_mode);
    }
    return true;
}

bool Output::write(std::string_view bytes)
{
    if (!is_file()) {
        return console_.out(bytes);
    }
    return write_all(descriptor_.get(), bytes) || fail("could not be written");
}

bool Output::commit()
{
    if (!is_file()) {
        return true;
    }
    if (!error_.empty()) {
        return false;
    }
    if (direct_) {
        return descriptor_.close() || fail("could not be written");
    }
    if (::fsync(descriptor_.get()) != 0 || !put_in_place()) {
        return fail("could not be written");
    }
    descriptor_.close();
    return true;
}

TableStyle table_style(const WriteOptions& options, const Console& console)
{
    TableStyle style;
    style.width = options.output.empty() ? console.columns : 0;
    style.digits = options.digits;
    style.color = options.output.empty() && use_color(options, console, console.out_is_terminal);
    return style;
}

RowStyle row_style(const WriteOptions& options, JsonEnvelope envelope, TableStyle table)
{
    return {{options.missing, options.excel, !options.no_header}, std::move(envelope), std::move(table)};
}

bool write_frame(const Frame& frame, const WriteOptions& options, const JsonEnvelope& envelope, const TableStyle& table, Output& output)
{
    const bool written =
        gas::write_frame(frame, options.format, row_style(options, envelope, table), [&](std::string_view bytes) { return output.write(bytes); });
    output.fail_for(frame.error());
    return written;
}

bool finish(bool written, Output& output, const Console& console)
{
    if (written && output.commit()) {
        return true;
    }
    if (!output.error().empty()) {
        print_error(console, output.error());  // of standard output, run() tells
    }
    return false;
}

}  // namespace gas::app

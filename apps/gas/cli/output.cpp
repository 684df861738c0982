// SPDX-License-Identifier: MIT
#include "cli/output.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "input/near_plans.hpp"

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

/// The open descriptor that a name stands for (`/dev/stdout`, `/dev/fd/3`): what it leads to goes on there, behind what it holds. -1 for any other name.
int named_descriptor(const std::string& file)
{
    for (const auto& [name, fd] : {std::pair("/dev/stdout", STDOUT_FILENO), std::pair("/dev/stderr", STDERR_FILENO)}) {
        if (file == name) {
            return fd;
        }
    }
    for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
        int fd = -1;
        const char* end = file.data() + file.size();
        if (file.starts_with(folder) && std::from_chars(file.data() + folder.size(), end, fd).ptr == end) {
            return fd;
        }
    }
    return -1;
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
        return found == 0 && is_same_file(other, info);
    };
    if (std::any_of(read.begin(), read.end(), is_it)) {
        return "is read by this run";
    }
    const bool is_plan = is_plan_name(file) || is_plan_name(link_target(file)) || holds_plan(file);
    return is_plan ? "is a plan" : "";
}

/// Gives the file that takes the place of `file` its owner, group, rights and access list, as far as this user may. Where the group cannot be kept, another
/// one must not get its rights: neither those of the mode nor those of an access list, which counts the group of the file among others.
void keep_rights(int fd, const std::string& file, const struct stat& info)
{
    const bool is_groups = ::fchown(fd, info.st_uid, info.st_gid) == 0 || ::fchown(fd, static_cast<uid_t>(-1), info.st_gid) == 0;
    ::fremovexattr(fd, "system.posix_acl_access");  // what the folder gives new files
    ::fchmod(fd, info.st_mode & (is_groups ? 07777U : 0707U));
    std::string names(std::size_t{64} << 10U, '\0');
    const auto length = ::listxattr(file.c_str(), names.data(), names.size());
    names.resize(static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
    for (std::size_t at = 0; at < names.size(); at += std::strlen(names.c_str() + at) + 1) {
        const char* name = names.c_str() + at;
        if (!is_groups && std::string_view(name).starts_with("system.")) {
            continue;
        }
        std::string value(std::size_t{64} << 10U, '\0');
        const auto size = ::getxattr(file.c_str(), name, value.data(), value.size());
        if (size >= 0) {
            static_cast<void>(::fsetxattr(fd, name, value.data(), static_cast<std::size_t>(size), 0));
        }
    }
}

/// A stand-in that has a name, to go where a signal ends the process. The handler may touch nothing else: none is ever freed, and the name is left alone
/// while it is used.
struct NamedStandIn {
    std::string name{};
    std::atomic<bool> is_used{false};
    NamedStandIn* next = nullptr;
};
std::atomic<NamedStandIn*> stand_ins{nullptr};

/// The first that `test` takes; null where none is.
template <typename Test>
NamedStandIn* find_stand_in(const Test& test)
{
    NamedStandIn* one = stand_ins;
    while (one != nullptr && !test(*one)) {
        one = one->next;
    }
    return one;
}

void remove_stand_ins(int signal)
{
    for (const NamedStandIn* one = stand_ins; one != nullptr; one = one->next) {
        if (one->is_used) {
            ::unlink(one->name.c_str());
        }
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

/// From now on a file of this name goes with the process where one of the signals that people and systems send ends it.
void remove_with_process(const std::string& name)
{
    auto* free = find_stand_in([](const NamedStandIn& one) { return !one.is_used; });
    if (free == nullptr) {
        free = new NamedStandIn;
        free->next = stand_ins;
        stand_ins = free;
    }
    free->name = name;
    free->is_used = true;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
        struct sigaction action {};
        if (::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_DFL) {
            action.sa_handler = remove_stand_ins;
            ::sigaction(signal, &action, nullptr);
        }
    }
}

void keep_without_process(const std::string& name)
{
    if (auto* one = find_stand_in([&](const NamedStandIn& other) { return other.is_used && other.name == name; }); one != nullptr) {
        one->is_used = false;
    }
}

/// A name beside `file` for which `make` has made a file, empty where it could make none; errno says why. It goes with the process from before it is made, so
/// that no signal comes between; nobody else may have it therefore, and it is too random for that.
template <typename Make>
std::string made_beside(const std::string& file, Make make)
{
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz234567";
    constexpr std::size_t long_name = 200;  // with more behind it, it may be longer than a name can be
    const auto folder = file.rfind('/') + 1;
    const auto place = file.size() - folder > long_name ? file.substr(0, folder) + "gas" : file;
    do {
        std::array<unsigned char, 10> random{};
        if (::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size())) {
            return "";
        }
        auto name = place + '.';
        for (const auto one : random) {
            name += letters[one % letters.size()];
        }
        remove_with_process(name);
        if (make(name)) {
            return name;
        }
        keep_without_process(name);
    } while (errno == EEXIST);
    return "";
}

/// Writes all that `from` holds to `to`.
bool copy_all(int from, int to)
{
    std::string bytes(std::size_t{64} << 10U, '\0');
    for (off_t at = 0;;) {
        const auto n = uninterrupted([&] { return ::pread(from, bytes.data(), bytes.size(), at); });
        if (n <= 0) {
            return n == 0;
        }
        if (!write_all(to, std::string_view(bytes).substr(0, static_cast<std::size_t>(n)))) {
            return false;
        }
        at += n;
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
        if (has_stand_in()) {
            ::unlink(stand_in_.c_str());
        }
        keep_without_process(stand_in_);
    }
}

bool Output::has_stand_in() const
{
    struct stat written {};
    struct stat there {};
    return ::fstat(descriptor_.get(), &written) == 0 && ::lstat(stand_in_.c_str(), &there) == 0 && is_same_file(written, there);
}

/// A file without a name goes with the process, however that ends. Where there can be none, one beside the place.
bool Output::open_stand_in()
{
    const auto slash = file_.rfind('/');
    const auto folder = slash == std::string::npos ? "." : file_.substr(0, slash + 1);
    if (::access("/proc/self/fd", X_OK) == 0) {  // by which it gets its name
        descriptor_ = Descriptor(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    }
    return descriptor_.is_open() || open_named();
}

/// As made_beside(), under the name that is this process's alone where there is one.
std::string Output::made_beside_file(const std::function<bool(const std::string& name)>& make)
{
    if (own_name_.empty()) {
        return made_beside(file_, make);
    }
    ::unlink(own_name_.c_str());
    remove_with_process(own_name_);
    if (make(own_name_)) {
        return own_name_;
    }
    keep_without_process(own_name_);
    return "";
}

/// Opens a file beside the place instead of what is open.
bool Output::open_named()
{
    stand_in_ = made_beside_file([&](const std::string& name) {
        descriptor_ = Descriptor(::open(name.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
        return descriptor_.is_open();
    });
    return !stand_in_.empty();
}

/// The rights of the file that stands in the place, or those of a new one.
void Output::set_rights()
{
    struct stat info {};
    if (::stat(file_.c_str(), &info) == 0) {
        keep_rights(descriptor_.get(), file_, info);
    } else {
        ::fchmod(descriptor_.get(), console_.new_file_mode);
    }
}

/// Gives what has been written its name. Nothing is linked over a file: where there is one, it gets a name beside it first. File systems that have files
/// without a name, but never link them, get a copy that has one.
bool Output::put_in_place(const std::function<bool()>& still_so)
{
    if (stand_in_.empty()) {
        const auto own = fmt::format("/proc/self/fd/{}", descriptor_.get());
        const auto link = [&](const std::string& name) { return ::linkat(AT_FDCWD, own.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0; };
        if (!still_so && link(file_)) {
            return true;
        }
        stand_in_ = still_so || errno == EEXIST ? made_beside_file(link) : "";
    }
    if (stand_in_.empty()) {
        const auto nameless = std::exchange(descriptor_, Descriptor());
        if (!open_named()) {
            return false;
        }
        set_rights();
        if (!copy_all(nameless.get(), descriptor_.get()) || ::fsync(descriptor_.get()) != 0) {
            return false;
        }
    }
    if ((still_so && !still_so()) || ::rename(stand_in_.c_str(), file_.c_str()) != 0) {
        return false;
    }
    keep_without_process(stand_in_);
    return true;
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

bool Output::open_to_change(const std::string& own_name)
{
    own_name_ = own_name;
    if (!is_file()) {
        return true;
    }
    if (const int fd = named_descriptor(file_); fd >= 0) {
        direct_ = true;
        descriptor_ = Descriptor(::fcntl(fd, F_DUPFD_CLOEXEC, 3));
        return descriptor_.is_open() || fail("cannot be written");
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
    set_rights();
    return true;
}

bool Output::write(std::string_view bytes)
{
    if (!is_file()) {
        return console_.out(bytes);
    }
    return write_all(descriptor_.get(), bytes) || fail("could not be written");
}

bool Output::commit(const std::function<bool()>& still_so)
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
    if (::fsync(descriptor_.get()) != 0 || !put_in_place(still_so)) {
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

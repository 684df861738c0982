// SPDX-License-Identifier: MIT
#include "input/inputs.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"
#include "input/near_plans.hpp"
#include "input/submodules.hpp"

namespace gas::app {

namespace fs = std::filesystem;

namespace {

std::string reason(int error) { return std::strerror(error); }

std::optional<std::size_t> size_in(std::string_view text)
{
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    const std::size_t shift = unit == "K" ? 10 : unit == "M" ? 20 : unit == "G" ? 30 : 0;
    if (error != std::errc{} || (shift == 0 && !unit.empty()) || value == 0 || value > (max_text_size >> shift)) {
        return std::nullopt;
    }
    return value << shift;
}

/// Reads `fd` to its end, at most `most` + 1 bytes.
int read_all(int fd, std::size_t hint, std::size_t most, std::string& bytes)
{
    bytes.resize(std::min(std::max<std::size_t>(hint + 1, 4096), most + 1));
    std::size_t size = 0;
    while (size <= most) {
        if (size == bytes.size()) {
            bytes.resize(std::min(bytes.size() * 2, most + 1));
        }
        const auto n = uninterrupted([&] { return ::read(fd, bytes.data() + size, bytes.size() - size); });
        if (n < 0) {
            return errno;
        }
        if (n == 0) {
            break;
        }
        size += static_cast<std::size_t>(n);
    }
    bytes.resize(size);
    return 0;
}

/// Waits for the first byte of a named pipe: one that nobody writes to must not hang a batch.
bool pipe_speaks(int fd)
{
    constexpr int patience_ms = 10'000;
    pollfd waiting{fd, POLLIN, 0};
    return ::poll(&waiting, 1, patience_ms) > 0;
}

bool is_stream_type(fs::file_type type)
{
    return type == fs::file_type::fifo || type == fs::file_type::socket || type == fs::file_type::character || type == fs::file_type::block;
}

/// What is called so where there is one, and where there are more.
struct CountedWords {
    std::string_view one;
    std::string_view more;
};
constexpr CountedWords stream_words{"FIFO, socket or device", "FIFOs, sockets or devices"};

/// Tells of what a folder or a list has and is not read; names in a folder begin below it.
void tell_skipped(std::vector<std::string> names, const CountedWords& words, const std::string& where, const Console& console)
{
    constexpr std::size_t max_names = 3;
    const auto count = names.size();
    if (count == 0) {
        return;
    }
    std::sort(names.begin(), names.end());
    names.resize(std::min(count, max_names));
    const auto more = count > max_names ? fmt::format(" and {} more", count - max_names) : std::string();
    console.err(fmt::format("gas: {} in {} {} not read: {}{}\n", counted(count, words.one, words.more), visible(where), count == 1 ? "was" : "were",
                            visible(fmt::format("{}", fmt::join(names, ", "))), more));
}

/// Whether a link to a folder leads out of this one: where it does not, what is there is read without it.
bool leads_out(const std::string& link, const std::string& folder)
{
    std::error_code error;
    const auto below = fs::canonical(link, error).lexically_relative(fs::canonical(folder, error));
    return error || below.empty() || *below.begin() == "..";
}

void list_folder(const std::string& folder, const Console& console, InputList& list)
{
    const auto problems_before = list.problems.size();
    std::vector<std::string> found;
    std::vector<std::string> skipped;
    std::vector<std::string> linked;
    std::vector<Finding> near;
    std::vector<std::string> empty;
    std::vector<std::string> open{folder};
    while (!open.empty()) {
        const std::string here = std::move(open.back());
        open.pop_back();
        std::error_code error;
        fs::directory_iterator it(here, error);
        if (!error && it == fs::directory_iterator()) {
            empty.push_back(here);
        }
        for (; !error && it != fs::directory_iterator(); it.increment(error)) {
            const std::string path = it->path().string();
            std::error_code ignored;
            const auto below = std::string_view(path).substr(folder.size() + (folder.ends_with('/') ? 0 : 1));
            if (it->is_directory(ignored)) {
                if (!it->is_symlink(ignored)) {
                    open.push_back(path);
                } else if (leads_out(path, folder)) {
                    linked.emplace_back(below);
                }
            } else if (is_plan_name(path)) {
                const bool stream = !it->is_regular_file(ignored) && is_stream_type(it->status(ignored).type());
                (stream ? skipped : found).push_back(stream ? std::string(below) : path);
            } else if (it->is_regular_file(ignored)) {
                if (const auto why = near_plan(below, [&] { return beginning_of_file(path); }); !why.empty()) {
                    near.push_back(near_plan_finding(path, why));
                }
            }
        }
        if (error) {
            list.problems.push_back(unreadable(here, fmt::format("the folder cannot be read: {}", reason(error.value()))));
        }
    }
    list.streams += skipped.size();
    tell_skipped(std::move(skipped), stream_words, folder, console);
    list.linked_folders += linked.size();
    tell_skipped(std::move(linked), {"link to a folder", "links to folders"}, folder, console);
    auto submodules = submodules_among(empty, console);
    std::sort(submodules.begin(), submodules.end());
    tell_submodules(submodules, console);
    list.submodules += submodules.size();
    std::sort(near.begin(), near.end(), [](const Finding& a, const Finding& b) { return a.file < b.file; });
    list.near_plans.insert(list.near_plans.end(), std::make_move_iterator(near.begin()), std::make_move_iterator(near.end()));
    if (found.empty() && list.problems.size() == problems_before) {
        list.problems.push_back(unreadable(folder, "the folder has no plan: no file named *.gas.yaml or *.gas.yml",
                                           submodules.empty()
                                               ? "name a file to read it whatever its name"
                                               : fmt::format("`{}` brings the submodules into this work tree", visible(command_to_bring(submodules.front())))));
    }
    std::sort(found.begin(), found.end());
    list.inputs.reserve(list.inputs.size() + found.size());
    for (auto& path : found) {
        list.inputs.push_back({std::move(path), false});
    }
}

void add_path(const std::string& path, const Console& console, InputList& list)
{
    struct stat info {};
    if (path == "-") {
        list.inputs.push_back({path, true});
    } else if (path.empty()) {
        list.problems.push_back(unreadable("", "an empty path"));
    } else if (::stat(path.c_str(), &info) != 0) {
        list.problems.push_back(unreadable(path, fmt::format("cannot be read: {}", reason(errno))));
    } else if (S_ISDIR(info.st_mode)) {
        list_folder(path, console, list);
    } else {
        list.inputs.push_back({path, false});
    }
}

void add_list(const InputOptions& options, const Console& console, InputList& list)
{
    list.lists.push_back({options.files_from, options.files_from == "-"});
    auto text = read_input(list.lists.back(), max_text_size, console);
    if (auto* problem = std::get_if<Finding>(&text)) {
        list.problems.push_back(std::move(*problem));
        return;
    }
    std::string_view rest = std::get<std::string>(text);
    if (!options.null_separated && rest.find('\0') != std::string_view::npos) {
        list.refusal = fmt::format("the list of files in {} has NUL bytes, which no path has", visible(display_name(list.lists.back())));
        list.hint = "--null reads paths that end in NUL, as `find -print0` and `git ls-files -z` write them";
        return;
    }
    std::vector<std::string> skipped;
    bool empty = true;
    const char separator = options.null_separated ? '\0' : '\n';
    while (!rest.empty()) {
        auto path = take_until(rest, separator);
        if (!options.null_separated && path.ends_with('\r')) {
            path.remove_suffix(1);
        }
        if (path != "-" && !is_nameless({std::string(path), false}) && is_stream(std::string(path))) {
            empty = false;
            skipped.emplace_back(path);  // `find` lists what it comes across, as the walk through a folder does
        } else if (!path.empty()) {
            empty = false;
            add_path(std::string(path), console, list);
        }
    }
    if (list.inputs.empty() && list.problems.empty()) {
        list.empty_list = empty;
        list.refusal = empty ? "the list of files is empty" : "the list of files has nothing that can be read";
    } else if (empty) {
        console.err(fmt::format("gas: the list of files {} is empty\n", visible(display_name(list.lists.back()))));
    }
    list.streams += skipped.size();
    tell_skipped(std::move(skipped), stream_words, display_name(list.lists.back()), console);
}

}  // namespace

std::optional<std::size_t> read_size(std::string_view text, std::string& refusal)
{
    const auto size = size_in(text);
    if (!size) {
        refusal = fmt::format("--max-size takes 1 to 1G, like 64M or 500K, not \"{}\"", visible(text));
    }
    return size;
}

bool is_nameless(const Input& input)
{
    const std::string_view path = input.path;
    return input.is_stdin || path == "/dev/stdin" || path.starts_with("/dev/fd/") || path.starts_with("/proc/self/fd/");
}

bool on_disk(const std::string& path)
{
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0;
}

bool is_stream(const std::string& path)
{
    std::error_code ignored;
    return is_stream_type(fs::status(path, ignored).type());
}

bool is_folder(const std::string& path)
{
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

bool is_plan_name(std::string_view name) { return name.ends_with(".gas.yaml") || name.ends_with(".gas.yml"); }

Finding unreadable(const std::string& name, std::string message, std::string hint)
{
    return finding_in(name, Rule::unreadable_file, std::move(message), std::move(hint));
}

Finding larger_than(const std::string& name, std::size_t max_size)
{
    return finding_in(name, Rule::too_large, fmt::format("is larger than {} bytes", max_size), "--max-size raises the limit");
}

std::string display_name(const Input& input) { return input.is_stdin ? "<stdin>" : input.path; }

InputList list_inputs(const InputOptions& options, const Console& console)
{
    InputList list;
    const auto size = read_size(options.max_size, list.refusal);
    if (!size) {
        return list;
    }
    list.max_size = *size;
    if (options.paths.empty() && options.files_from.empty()) {
        list.refusal = "nothing to read";
        list.hint = "name a plan file, a folder, or - for standard input";
        return list;
    }
    for (const auto& path : options.paths) {
        add_path(path, console, list);
    }
    if (!options.files_from.empty()) {
        add_list(options, console, list);
    }
    const auto stdins = std::count_if(list.inputs.begin(), list.inputs.end(), [](const auto& input) { return input.is_stdin; });
    if (stdins + (options.files_from == "-" ? 1 : 0) > 1) {
        list.refusal = "standard input can be read once only";
    }
    if (!options.near_plans_are_findings) {
        tell_near_plans(list.near_plans, console);
    }
    return list;
}

LeftOut left_out_of(const InputList& list)
{
    auto left_out = list.left_out;
    add(left_out, "near_plans", list.near_plans.size());
    add(left_out, "streams", list.streams);
    add(left_out, "linked_folders", list.linked_folders);
    add(left_out, "submodules", list.submodules);
    return left_out;
}

std::vector<Input> files_read(const InputList& list)
{
    auto files = list.inputs;
    files.insert(files.end(), list.lists.begin(), list.lists.end());
    return files;
}

std::variant<Descriptor, Finding> open_to_read(const Input& input, const Console& console)
{
    const auto name = display_name(input);
    // without O_NONBLOCK, opening a pipe that nobody writes to never returns
    Descriptor file(input.is_stdin ? ::fcntl(console.in, F_DUPFD_CLOEXEC, 3) : ::open(input.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat info {};
    if (!file.is_open() || ::fstat(file.get(), &info) != 0) {
        return unreadable(name, fmt::format("cannot be read: {}", reason(errno)));
    }
    if (S_ISDIR(info.st_mode)) {
        return unreadable(name, "is a folder");
    }
    if (!input.is_stdin && !S_ISREG(info.st_mode)) {
        if (S_ISFIFO(info.st_mode) && !pipe_speaks(file.get())) {
            return unreadable(name, "is a pipe that nobody writes to");
        }
        ::fcntl(file.get(), F_SETFL, ::fcntl(file.get(), F_GETFL) & ~O_NONBLOCK);
    }
    return file;
}

std::variant<std::string, Finding> read_input(const Input& input, std::size_t max_size, const Console& console)
{
    const auto name = display_name(input);
    auto open = open_to_read(input, console);
    if (auto* problem = std::get_if<Finding>(&open)) {
        return std::move(*problem);
    }
    const auto& file = std::get<Descriptor>(open);
    struct stat info {};
    ::fstat(file.get(), &info);
    std::string bytes;
    const auto hint = S_ISREG(info.st_mode) ? static_cast<std::size_t>(std::max<off_t>(info.st_size, 0)) : std::size_t{65536};
    if (const int error = read_all(file.get(), hint, max_size, bytes); error != 0) {
        return unreadable(name, fmt::format("cannot be read: {}", reason(error)));
    }
    if (bytes.size() > max_size) {
        return larger_than(name, max_size);
    }
    return bytes;
}

std::variant<SourceText, Finding> read_source(const Input& input, std::size_t max_size, const Console& console)
{
    auto bytes = read_input(input, max_size, console);
    if (auto* problem = std::get_if<Finding>(&bytes)) {
        return std::move(*problem);
    }
    SourceText source{display_name(input), std::move(std::get<std::string>(bytes))};
    source.bytes.erase(0, source.bytes.size() - without_bom(source.bytes).size());
    return source;
}

}  // namespace gas::app

// SPDX-License-Identifier: MIT
#include "git/git.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <tuple>

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"
#include "git/git_process.hpp"

namespace gas::app {

namespace {

constexpr std::string_view lost = "git cannot read this version; a partial clone lacks it until it is fetched";

/// Hands `input` to git and takes what it writes, whichever comes first, so that neither waits for the other. False, and errno says why, where that cannot
/// be done: what has come may then be a part.
bool converse(Channel& in, Channel& out, Channel& err, std::string_view input, GitAnswer& answer)
{
    while (out.from.is_open() || err.from.is_open()) {
        if (input.empty()) {
            in.to.close();
        }
        std::array<pollfd, 3> waiting{{{in.to.get(), POLLOUT, 0}, {out.from.get(), POLLIN, 0}, {err.from.get(), POLLIN, 0}}};
        if (uninterrupted([&] { return ::poll(waiting.data(), waiting.size(), -1); }) < 0) {
            return false;
        }
        if (waiting[0].revents != 0) {
            const auto n = ::send(in.to.get(), input.data(), std::min(input.size(), git_piece), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (n > 0) {
                input.remove_prefix(static_cast<std::size_t>(n));
            } else if (n < 0 && errno == EPIPE) {
                input = {};  // git has what it needs, or its status says that it has not
            } else if (n < 0 && errno != EAGAIN && errno != EINTR) {
                return false;
            }
        }
        for (const auto& [stream, channel, bytes] : {std::tuple{1, &out, &answer.out}, std::tuple{2, &err, &answer.err}}) {
            const auto n = waiting[static_cast<std::size_t>(stream)].revents != 0 ? read_piece(channel->from.get(), *bytes) : 1;
            if (n < 0) {
                return false;
            }
            if (n == 0) {
                channel->from.close();
            }
        }
    }
    return true;
}

}  // namespace

std::string GitAnswer::reason() const
{
    auto text = std::string_view(err);
    for (const std::string_view word : {"fatal: ", "error: "}) {
        if (text.starts_with(word)) {
            text.remove_prefix(word.size());
        }
    }
    return visible(text.substr(0, text.find('\n')));
}

std::string GitAnswer::hint(std::string refused) const
{
    return status >= 0 ? std::move(refused) : error == ENOENT ? "git is needed for this: install it, or put its folder on the PATH" : "";
}

namespace {

/// Why git could not be started; the errno of the last call says it.
void take_error(GitAnswer& answer)
{
    answer.error = errno;
    answer.err = fmt::format("git cannot be started: {}", std::strerror(answer.error));
}

}  // namespace

GitAnswer run_git(const std::vector<std::string>& arguments, std::string_view input, const std::string& folder)
{
    GitAnswer answer;
    Channel in;
    Channel out;
    Channel err;
    if (!in.open_socket() || !out.open_pipe() || !err.open_pipe()) {
        take_error(answer);
        return answer;
    }
    const auto pid = start_git(arguments, in.from.get(), out.to.get(), err.to.get(), folder);
    if (pid < 0) {
        take_error(answer);
        return answer;
    }
    in.from.close();
    out.to.close();
    err.to.close();
    const bool whole = converse(in, out, err, input, answer);
    const int error = errno;
    // a git that waits for us would never end
    in.to.close();
    out.from.close();
    err.from.close();
    answer.status = wait_for(pid);
    if (!whole) {
        answer.status = -1;
        answer.err = fmt::format("git cannot be heard: {}", std::strerror(error));
    }
    return answer;
}

GitObjects::~GitObjects()
{
    to_git_.close();
    from_git_.close();
    if (pid_ >= 0) {
        wait_for(pid_);
    }
}

bool GitObjects::start()
{
    Channel in;
    Channel out;
    if (!in.open_socket() || !out.open_pipe()) {
        return false;
    }
    pid_ = start_git({"cat-file", "--batch"}, in.from.get(), out.to.get(), -1, folder_);
    if (pid_ < 0) {
        return false;
    }
    to_git_ = std::move(in.to);
    from_git_ = std::move(out.from);
    return true;
}

void GitObjects::expect(std::vector<std::string> hashes)
{
    expected_ = std::move(hashes);
    sent_ = next_ = 0;
}

/// Sends the request for `hash`, and those for some of the ones that come after it, so that git has the next answer ready.
bool GitObjects::ask_for(const std::string& hash)
{
    constexpr std::size_t ahead = 64;
    std::string requests;
    if (next_ == expected_.size()) {
        requests = hash + "\n";
    } else if (expected_[next_++] != hash) {
        return false;
    } else {
        for (; sent_ < std::min(expected_.size(), next_ + ahead); ++sent_) {
            requests += expected_[sent_] + "\n";
        }
    }
    // git may be answering meanwhile, and waits where nobody reads
    for (std::string_view rest = requests; !rest.empty();) {
        std::array<pollfd, 2> waiting{{{to_git_.get(), POLLOUT, 0}, {from_git_.get(), POLLIN, 0}}};
        if (uninterrupted([&] { return ::poll(waiting.data(), waiting.size(), -1); }) < 0) {
            return false;
        }
        if ((waiting[1].revents & POLLIN) != 0 && !fill()) {
            return false;
        }
        const auto n = waiting[0].revents != 0 ? ::send(to_git_.get(), rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT) : 0;
        if (n < 0 && errno != EINTR && errno != EAGAIN) {
            return false;
        }
        rest.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    }
    return true;
}

bool GitObjects::fill() { return read_piece(from_git_.get(), buffer_) > 0; }

bool GitObjects::pass_over(std::size_t size)
{
    while (buffer_.size() < size) {
        size -= buffer_.size();
        buffer_.clear();
        if (!fill()) {
            return false;
        }
    }
    buffer_.erase(0, size);
    return true;
}

std::optional<std::string> GitObjects::fail(std::string_view message)
{
    error_ = message;
    return std::nullopt;
}

std::optional<std::string> GitObjects::read(const std::string& hash, std::size_t max_size)
{
    if (pid_ < 0 && !start()) {
        return fail(fmt::format("git cannot be started: {}", std::strerror(errno)));
    }
    if (!ask_for(hash)) {
        return fail(lost);
    }
    // "<hash> blob <size>", the bytes, and a line end; or "<hash> missing"
    while (buffer_.find('\n') == std::string::npos) {
        if (!fill()) {
            return fail(lost);
        }
    }
    const auto end = buffer_.find('\n');
    const auto head = buffer_.substr(0, end);
    buffer_.erase(0, end + 1);
    const auto space = head.rfind(' ');
    std::size_t size = 0;
    if (space == std::string::npos || std::from_chars(head.data() + space + 1, head.data() + head.size(), size).ec != std::errc{}) {
        return fail("the repository has no such object");
    }
    const bool is_blob = head.find(" blob ") != std::string::npos;
    if (size > max_size) {
        return pass_over(size + 1) ? fail(fmt::format("is larger than {} bytes", max_size)) : fail(lost);
    }
    while (buffer_.size() < size + 1) {
        if (!fill()) {
            return fail(lost);
        }
    }
    auto bytes = buffer_.substr(0, size);
    buffer_.erase(0, size + 1);
    if (!is_blob) {
        return fail("is no file in the repository");
    }
    return bytes;
}

std::vector<GitFile> tree_files(const std::vector<std::string>& arguments)
{
    std::vector<std::string> words = {"ls-tree", "-r", "-z"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    // "100644 blob <hash>\t<path>" NUL
    const auto tree = run_git(words);
    std::vector<GitFile> files;
    std::string_view rest = tree.out;
    while (!rest.empty()) {
        const auto record = take_until(rest, '\0');
        const auto tab = record.find('\t');
        const auto hash = record.substr(0, tab).rfind(' ');
        const bool submodule = is_submodule_mode(record.substr(0, record.find(' ')));
        if (tab != std::string_view::npos && hash != std::string_view::npos && (submodule || is_file_mode(record))) {
            files.push_back({std::string(record.substr(tab + 1)), std::string(record.substr(hash + 1, tab - hash - 1)), submodule});
        }
    }
    return files;
}

bool is_file_mode(std::string_view mode) { return mode.starts_with("100"); }
bool is_submodule_mode(std::string_view mode) { return mode == "160000"; }

std::vector<GitChange> read_raw_changes(std::string_view raw, std::string_view* rest)
{
    // ":100644 100755 <hash> <hash> M" NUL path NUL, with a second path for a rename; of a merge "::100644 100644 100644 <hash> <hash> <hash> MM"
    std::vector<GitChange> changes;
    const auto take = [&](char separator) { return std::string(take_until(raw, separator)); };
    const auto none = [](const std::string& text) { return text.find_first_not_of('0') == std::string::npos ? std::string() : text; };
    while (raw.starts_with(':')) {
        const auto parents = raw.find_first_not_of(':');  // a merge has a colon, a mode and a blob for each
        raw.remove_prefix(std::min(parents, raw.size()));
        GitChange change;
        change.old_mode = take(' ');
        for (std::size_t i = 1; i < parents; ++i) {
            take(' ');
        }
        change.new_mode = take(' ');
        change.old_hash = none(take(' '));
        for (std::size_t i = 1; i < parents; ++i) {
            change.other_parents.push_back(none(take(' ')));
        }
        change.new_hash = none(take(' '));
        const auto status = take('\0');
        change.status = status.empty() ? 'M' : status.front();
        const auto path = take('\0');
        const bool two_paths = parents == 1 && (change.status == 'R' || change.status == 'C');
        change.old_path = change.old_hash.empty() && change.status != 'M' ? "" : path;
        change.new_path = two_paths ? take('\0') : change.status == 'D' ? "" : path;
        changes.push_back(std::move(change));
    }
    if (rest != nullptr) {
        *rest = raw;
    }
    return changes;
}

std::optional<GitPlace> git_place()
{
    const auto answer = run_git({"rev-parse", "--is-inside-work-tree", "--show-toplevel", "--show-prefix"});
    const auto begin = answer.out.find('\n');
    const auto end = answer.out.find('\n', begin + 1);
    if (!answer.good() || begin == std::string::npos || end == std::string::npos) {
        return std::nullopt;
    }
    auto prefix = answer.out.substr(end + 1);
    if (prefix.ends_with('\n')) {
        prefix.pop_back();
    }
    auto top = answer.out.substr(begin + 1, end - begin - 1);
    return GitPlace{top.ends_with('/') ? top : top + "/", std::move(prefix), answer.out.starts_with("true")};
}

std::string top_of(const std::string& folder)
{
    const auto top = run_git({"rev-parse", "--show-toplevel"}, "", folder).out;
    return top.substr(0, top.find('\n'));
}

bool is_shallow(const std::string& folder) { return run_git({"rev-parse", "--is-shallow-repository"}, "", folder).out == "true\n"; }

}  // namespace gas::app

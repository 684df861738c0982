// SPDX-License-Identifier: MIT
#include "git/side_files.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "input/near_plans.hpp"

namespace gas::app {

namespace {

SourceText named_text(std::string name, std::string bytes)
{
    SourceText source{std::move(name), std::move(bytes)};
    source.bytes.erase(0, source.bytes.size() - without_bom(source.bytes).size());
    return source;
}

/// A file of the old side, and the version of it on the new side; null where a side has none. In the order in which they are read.
using VersionPairs = std::vector<std::pair<const SideFile*, const SideFile*>>;

/// The versions that may differ: not those that git knows to be one blob, which go to `same`.
VersionPairs pair_versions(const std::vector<SideFile>& old_files, const std::vector<SideFile>& new_files, std::vector<SideFile>& same)
{
    std::map<std::string_view, const SideFile*> new_by_key;
    for (const auto& file : new_files) {
        new_by_key.emplace(file.key, &file);
    }
    VersionPairs pairs;
    for (const auto& file : old_files) {
        const auto partner = new_by_key.find(file.key);
        const auto* other = partner != new_by_key.end() ? partner->second : nullptr;
        if (other == nullptr || file.hash.empty() || file.hash != other->hash) {
            pairs.emplace_back(&file, other);
        } else {
            same.push_back(file);
        }
        if (other != nullptr) {
            new_by_key.erase(partner);
        }
    }
    for (const auto& file : new_files) {
        if (const auto left = new_by_key.find(file.key); left != new_by_key.end() && left->second == &file) {
            pairs.emplace_back(nullptr, &file);
        }
    }
    return pairs;
}

}  // namespace

void Blobs::expect(const std::vector<const SideFile*>& files)
{
    std::map<std::string, std::vector<std::string>> hashes;
    for (const auto* file : files) {
        if (file != nullptr && !file->hash.empty()) {
            hashes[file->folder].push_back(file->hash);
        }
    }
    for (auto& [folder, expected] : hashes) {
        of(folder).expect(std::move(expected));
    }
}

std::vector<TextVersion> read_texts(const std::vector<SideFile>& files, std::size_t max_size, const Console& console)
{
    Blobs blobs;
    std::vector<const SideFile*> expected;
    for (const auto& file : files) {
        expected.push_back(&file);
    }
    blobs.expect(expected);
    std::vector<TextVersion> texts;
    for (const auto& file : files) {
        auto bytes = file.hash.empty() ? std::optional<std::string>() : blobs.of(file.folder).read(file.hash, max_size);
        if (file.hash.empty()) {
            auto read = read_input(file.input, max_size, console);
            bytes = std::holds_alternative<std::string>(read) ? std::optional(std::move(std::get<std::string>(read))) : std::nullopt;
        }
        if (bytes) {
            texts.push_back({file.key, named_text(file.name, std::move(*bytes)), {}, file.is_gone});
        }
    }
    return texts;
}

void see_near_plan(const SideFile& file, std::string_view below, Blobs& blobs, std::size_t max_size, DiffSides& sides)
{
    const auto beginning = [&] { return file.hash.empty() ? beginning_of_file(file.path) : blobs.of(file.folder).read(file.hash, max_size).value_or(""); };
    if (const auto why = near_plan(below, beginning); !why.empty()) {
        sides.near_plans.push_back(near_plan_finding(file.name, why));
    }
}

void read_sides(const std::vector<SideFile>& old_files, const std::vector<SideFile>& new_files, std::size_t max_size, const Console& console, DiffSides& sides)
{
    Blobs blobs;
    const auto read = [&](const SideFile& file) -> std::optional<std::string> {
        if (!file.hash.empty()) {
            auto& objects = blobs.of(file.folder);
            auto bytes = objects.read(file.hash, max_size);
            if (!bytes) {
                sides.problems.push_back(unreadable(file.name, objects.error()));
            }
            return bytes;
        }
        auto bytes = read_input(file.input, max_size, console);
        if (auto* problem = std::get_if<Finding>(&bytes)) {
            sides.problems.push_back(std::move(*problem));
            return std::nullopt;
        }
        return std::move(std::get<std::string>(bytes));
    };
    std::vector<SideFile> same;
    const auto pairs = pair_versions(old_files, new_files, same);
    std::vector<const SideFile*> expected;
    for (const auto& [old_file, new_file] : pairs) {
        expected.insert(expected.end(), {old_file, new_file});
    }
    blobs.expect(expected);
    for (const auto& [old_file, new_file] : pairs) {
        auto old_bytes = old_file != nullptr ? read(*old_file) : std::nullopt;
        auto new_bytes = new_file != nullptr ? read(*new_file) : std::nullopt;
        const bool unreadable = (old_file != nullptr && !old_bytes) || (new_file != nullptr && !new_bytes);
        if (unreadable || old_bytes == new_bytes) {
            if (!unreadable && !old_file->input.is_stdin) {
                same.push_back(*old_file);
            }
            continue;
        }
        if (old_bytes) {
            sides.old_files.push_back({old_file->key, named_text(old_file->name, std::move(*old_bytes))});
            sides.old_paths.emplace(old_file->name, old_file->path);
        }
        if (new_bytes) {
            sides.new_files.push_back({new_file->key, named_text(new_file->name, std::move(*new_bytes))});
        }
    }
    sides.same_files = [same = std::move(same)](LeftOut& /*left_out*/) { return SameFiles{same}; };
    sides.max_size = max_size;
}

}  // namespace gas::app

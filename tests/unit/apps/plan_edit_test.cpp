// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <sys/stat.h>

#include "edit/plan_edit.hpp"

namespace fs = std::filesystem;
using namespace gas;
using namespace gas::app;

namespace {

/// A folder with a plan, that goes when the test ends.
struct PlanFolder {
    PlanFolder()
    {
        std::string name = (fs::temp_directory_path() / "gas-edit-XXXXXX").string();
        path = ::mkdtemp(name.data());
        put("old\n");
    }
    ~PlanFolder() { fs::remove_all(path); }
    PlanFolder(const PlanFolder&) = delete;
    PlanFolder& operator=(const PlanFolder&) = delete;

    [[nodiscard]] std::string plan() const { return path / "p.gas.yaml"; }
    void put(const std::string& bytes) const { std::ofstream(plan(), std::ios::binary) << bytes; }
    [[nodiscard]] std::string text() const
    {
        std::ifstream in(plan(), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    [[nodiscard]] std::vector<std::string> names() const
    {
        std::vector<std::string> found;
        for (const auto& entry : fs::directory_iterator(path)) {
            found.push_back(entry.path().filename());
        }
        std::sort(found.begin(), found.end());
        return found;
    }

    fs::path path;
};

const std::vector<std::string> plan_alone = {"p.gas.yaml"};

PlanEdit edited(const std::string& path, const PlanChange& change)
{
    Console console;
    return change_plan(path, console, change, std::size_t{1} << 20U);
}

ChangedFile with_a_line(const std::string& bytes) { return bytes + "new\n"; }

}  // namespace

TEST_CASE("a plan is changed in its place, and keeps its rights")
{
    const PlanFolder folder;
    ::chmod(folder.plan().c_str(), 0640);
    const auto done = edited(folder.plan(), with_a_line);
    CHECK(done.outcome == PlanEdit::Outcome::written);
    CHECK(done.message == "");
    CHECK(folder.text() == "old\nnew\n");
    CHECK((fs::status(folder.plan()).permissions() & fs::perms::mask) == fs::perms(0640));
    CHECK(folder.names() == plan_alone);
}

TEST_CASE("where nothing is to be changed, or a change is refused, the file is the same file")
{
    const PlanFolder folder;
    struct stat before {};
    ::stat(folder.plan().c_str(), &before);
    CHECK(edited(folder.plan(), [](const auto&) { return NothingToChange(); }).outcome == PlanEdit::Outcome::unchanged);
    CHECK(edited(folder.plan(), [](const std::string& bytes) { return bytes; }).outcome == PlanEdit::Outcome::unchanged);
    const auto refused = edited(folder.plan(), [](const auto&) { return EditProblem{"no", "try"}; });
    CHECK(refused.outcome == PlanEdit::Outcome::refused);
    CHECK(refused.message == "no");
    CHECK(refused.hint == "try");
    struct stat after {};
    ::stat(folder.plan().c_str(), &after);
    CHECK(before.st_ino == after.st_ino);
    CHECK(folder.names() == plan_alone);
}

TEST_CASE("what another program writes meanwhile is changed, not written over")
{
    const PlanFolder folder;
    int calls = 0;
    const auto done = edited(folder.plan(), [&](const std::string& bytes) {
        if (++calls == 1) {
            folder.put("old, and an editor's\n");
        } else if (calls == 2) {  // as git does it
            fs::copy_file(folder.plan(), folder.path / "other");
            fs::rename(folder.path / "other", folder.plan());
        }
        return with_a_line(bytes);
    });
    CHECK(done.outcome == PlanEdit::Outcome::written);
    CHECK(calls == 3);
    CHECK(folder.text() == "old, and an editor's\nnew\n");
    CHECK(folder.names() == plan_alone);
}

TEST_CASE("a file that changes each time is given up after five times, and one that goes is not made anew")
{
    const PlanFolder folder;
    int calls = 0;
    const auto given_up = edited(folder.plan(), [&](const std::string& bytes) {
        folder.put(bytes + std::to_string(++calls));
        return with_a_line(bytes);
    });
    CHECK(given_up.message == folder.plan() + " is being changed by another program");
    CHECK(calls == 5);
    CHECK(folder.text() == "old\n12345");
    const auto gone = edited(folder.plan(), [&](const std::string& bytes) {
        fs::remove(folder.plan());
        return with_a_line(bytes);
    });
    CHECK(gone.message == folder.plan() + " cannot be changed: No such file or directory");
    CHECK(folder.names().empty());
}

TEST_CASE("a link to a plan stays one, and a hard link becomes a file of its own")
{
    const PlanFolder folder;
    fs::create_directory(folder.path / "links");
    const auto link = (folder.path / "links" / "q.gas.yaml").string();
    fs::create_symlink("../p.gas.yaml", link);
    const auto twin = folder.path / "twin";
    fs::create_hard_link(folder.plan(), twin);
    CHECK(edited(link, with_a_line).outcome == PlanEdit::Outcome::written);
    CHECK(fs::is_symlink(link));
    CHECK(folder.text() == "old\nnew\n");
    CHECK(fs::file_size(twin) == 4);
    fs::remove(folder.plan());
    CHECK(edited(link, with_a_line).message == link + " cannot be changed: No such file or directory");
}

TEST_CASE("folders and what is no file are refused")
{
    const PlanFolder folder;
    CHECK(edited(folder.path.string(), with_a_line).message == folder.path.string() + " cannot be changed: Is a directory");
    CHECK(edited("/dev/null", with_a_line).message == "/dev/null cannot be changed: it is no file");
    Console console;
    CHECK(change_plan(folder.plan(), console, with_a_line, 3).message == folder.plan() + " is larger than 3 bytes");
    CHECK(folder.text() == "old\n");
}

TEST_CASE("a file that an editor holds is written, with a word to whoever sits there, and what a killed run left goes")
{
    const PlanFolder folder;
    std::ofstream(folder.path / ".p.gas.yaml.new") << "half";
    for (const auto* sign : {".p.gas.yaml.swp", ".#p.gas.yaml", "~$p.gas.yaml", ".~lock.p.gas.yaml#"}) {
        fs::create_symlink("nobody@nowhere.1", folder.path / sign);
        CHECK(edited(folder.plan(), with_a_line).message == folder.plan() + " seems open in an editor: reload it before you save");
        fs::remove(folder.path / sign);
    }
    CHECK(folder.text() == "old\nnew\nnew\nnew\nnew\n");
    CHECK(folder.names() == plan_alone);
}

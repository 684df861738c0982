// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "run.hpp"

using namespace gas::app;

namespace {

namespace fs = std::filesystem;

constexpr const char* file = "p.gas.yaml";

/// A folder of its own, in which the test runs, with a git repository.
class Repository {
public:
    Repository() : before_(fs::current_path()), folder_(fs::temp_directory_path() / "gas-since-XXXXXX")
    {
        std::string name = folder_.string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        folder_ = name;
        fs::current_path(folder_);
        REQUIRE(std::system("git init -q .") == 0);
    }
    ~Repository()
    {
        fs::current_path(before_);
        fs::remove_all(folder_);
    }
    Repository(const Repository&) = delete;
    Repository& operator=(const Repository&) = delete;

    static void write(const std::string& text) { std::ofstream(file) << text; }
    static void commit() { REQUIRE(std::system("git add . && git -c user.name=a -c user.email=a@example.org -c commit.gpgsign=false commit -q -m x") == 0); }

private:
    fs::path before_;
    fs::path folder_;
};

/// The rating of A stands on line 9; B is broken where `rho` is.
std::string plans(const std::string& level, const std::string& rho)
{
    const std::string goals = "goals:\n  - id: walk\n    title: Walk\n    scale: {-2: none, -1: a little, 0: some, +1: more, +2: much}\n";
    return "gas: 1\nid: A\n" + goals + "ratings:\n  - date: 2026-01-12\n    levels: {walk: " + level + "}\n---\ngas: 1\nid: B\nscoring: {rho: " + rho + "}\n" +
           goals;
}

}  // namespace

TEST_CASE("what changed since a revision is told of the text that was compared, whatever becomes of the file")
{
    const Repository repository;
    Repository::write(plans("-1", "many"));
    Repository::commit();
    const auto edited = plans("+1", "0.3");
    Repository::write(edited);
    std::string out;
    Console console;
    console.out = [&](std::string_view bytes) {
        out += bytes;
        return true;
    };
    console.flush_out = [] { return true; };
    bool replaced = false;
    // the older version had an error, which is told once the versions are compared: then somebody saves the file
    console.err = [&](std::string_view bytes) {
        if (bytes.find("had errors") != std::string_view::npos) {
            replaced = true;
            Repository::write("# a line\n# another\n# and one more\n" + edited);
        }
    };
    console.environment = [](const char*) { return std::nullopt; };
    CHECK(run({"validate", "--since", "HEAD", "--select", "GAS401", "--format", "csv", "--no-header"}, console) == ExitCode::done);
    REQUIRE(replaced);
    CHECK(out.find("p.gas.yaml,9,") == 0);
    CHECK(out.find(",GAS401,") != std::string::npos);
}

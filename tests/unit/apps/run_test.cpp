// SPDX-License-Identifier: MIT
#include <algorithm>
#include <atomic>
#include <stdexcept>

#include <doctest/doctest.h>

#include "input/work.hpp"
#include "run.hpp"

using namespace gas;
using namespace gas::app;

namespace {

struct Ran {
    ExitCode code = ExitCode::failed;
    std::string out;
    std::string err;
};

Ran ran(const std::vector<std::string>& arguments)
{
    Ran result;
    Console console;
    console.out = [&](std::string_view bytes) {
        result.out += bytes;
        return true;
    };
    console.flush_out = [] { return true; };
    console.err = [&](std::string_view bytes) { result.err += bytes; };
    console.environment = [](const char*) { return std::nullopt; };
    result.code = run(arguments, console);
    return result;
}

}  // namespace

TEST_CASE("results come in order whatever the number of threads, with few in flight")
{
    for (const std::size_t jobs : {1U, 2U, 7U}) {
        std::atomic<int> in_flight = 0;
        std::atomic<int> most = 0;
        std::vector<std::size_t> order;
        in_order<std::size_t>(
            5000, jobs,
            [&](std::size_t i) {
                most = std::max(most.load(), ++in_flight);
                return i;
            },
            [&](std::size_t i) {
                --in_flight;
                order.push_back(i);
                return true;
            });
        CHECK(order.size() == 5000);
        CHECK(std::is_sorted(order.begin(), order.end()));
        CHECK(most <= static_cast<int>(jobs * 8 * 6));
    }
}

TEST_CASE("work ends early where the taker has enough, and an exception of a worker comes out")
{
    int taken = 0;
    in_order<int>(
        100000, 3, [](std::size_t i) { return static_cast<int>(i); }, [&](int) { return ++taken < 5; });
    CHECK(taken == 5);
    const auto failing = [] {
        in_order<int>(
            100, 2,
            [](std::size_t i) -> int {
                if (i == 50) {
                    throw std::runtime_error("boom");
                }
                return 0;
            },
            [](int) { return true; });
    };
    CHECK_THROWS_AS(failing(), std::runtime_error);
}

TEST_CASE("commands run in process")
{
    const auto calc = ran({"calc", "0", "+1", "-1", "--weights", "3,2,1", "--format", "csv"});
    CHECK(calc.code == ExitCode::done);
    // 50 + 10 * (2 - 1) / sqrt(0.7 * 14 + 0.3 * 36) = 50 + 10 / sqrt(20.6)
    CHECK(calc.out.find("\n52.2032") != std::string::npos);
    CHECK(ran({"nonsense"}).code == ExitCode::failed);
    CHECK(ran({}).code == ExitCode::done);
}

// SPDX-License-Identifier: MIT
// bench_make_study --participants N [--shuffled]: a long table of ratings to standard output, 4 goals at 5 occasions for each participant.
// Seeded, the same bytes everywhere. --shuffled writes the same rows in a random order (4 bytes of memory a row).
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

namespace {

/// splitmix64 (Steele, Lea & Flood 2014): a number from a number, so that each row can be made alone.
std::uint64_t mixed(std::uint64_t x)
{
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
}

constexpr std::uint64_t goals = 4;
/// Ids have six digits, and the order of rows has numbers of 32 bits.
constexpr std::uint64_t max_participants = 1'000'000;
/// Name, and days from the participant's own start.
constexpr std::array<std::pair<const char*, int>, 5> occasions = {{{"baseline", 0}, {"m1", 30}, {"m3", 91}, {"m6", 182}, {"final", 365}}};

int level_of(std::uint64_t row, std::size_t occasion)
{
    const auto chance = mixed(row) % 100;
    if (occasion == 0) {
        return chance < 40 ? -2 : -1;
    }
    // shares of the levels that give T a mean near 50 (Kiresuk, Smith & Cardillo 1994: 7, 21, 43, 21, 7 %)
    return chance < 8 ? -2 : chance < 29 ? -1 : chance < 71 ? 0 : chance < 92 ? 1 : 2;
}

void write_row(std::uint64_t row)
{
    const auto participant = row / (goals * occasions.size());
    const auto occasion = static_cast<std::size_t>(row / goals % occasions.size());
    const auto [name, days] = occasions.at(occasion);
    const auto start = std::chrono::sys_days{std::chrono::year{2024} / 1 / 1} + std::chrono::days{static_cast<int>(mixed(participant) % 365)};
    const std::chrono::year_month_day date{start + std::chrono::days{days}};
    std::printf("P%06llu,g%llu,%s,%04d-%02u-%02u,AB,%d\n", static_cast<unsigned long long>(participant), static_cast<unsigned long long>(row % goals + 1), name,
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), level_of(row, occasion));
}

struct Options {
    std::uint64_t participants = 0;
    bool shuffled = false;
};

/// No participants where the command line is wrong.
Options options_of(int argc, char** argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        char* end = nullptr;
        if (word == "--shuffled") {
            options.shuffled = true;
        } else if (word == "--participants" && i + 1 < argc) {
            options.participants = std::strtoull(argv[++i], &end, 10);
            if (*end != '\0') {
                return {};
            }
        } else {
            return {};
        }
    }
    return options;
}

}  // namespace

int main(int argc, char** argv)
{
    const auto [participants, shuffled] = options_of(argc, argv);
    if (participants == 0 || participants > max_participants) {
        std::fputs("usage: bench_make_study --participants N [--shuffled]   (N: 1 to 1000000)\n", stderr);
        return 2;
    }
    const std::uint64_t rows = participants * goals * occasions.size();
    std::vector<std::uint32_t> order(shuffled ? rows : 0);
    std::iota(order.begin(), order.end(), 0U);
    for (std::uint64_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[mixed(i + 7'000'000'000ULL) % i]);
    }
    std::puts("id,goal,occasion,date,rater,level");
    for (std::uint64_t i = 0; i < rows; ++i) {
        write_row(order.empty() ? i : order[i]);
    }
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 ? 0 : 2;
}

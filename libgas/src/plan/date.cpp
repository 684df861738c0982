// SPDX-License-Identifier: MIT
#include "gas/plan/date.hpp"

#include <algorithm>
#include <array>

namespace gas {

namespace {

struct Fields {
    int year = 0;
    int month = 0;
    int day = 0;
};

/// The three numbers of `dddd-dd-dd`, or nothing where the shape is another.
std::optional<Fields> fields_of(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto number = [&](std::size_t from, std::size_t count) -> int {
        int n = 0;
        for (const char c : text.substr(from, count)) {
            if (c < '0' || c > '9') {
                return -1;
            }
            n = n * 10 + (c - '0');
        }
        return n;
    };
    const Fields f{number(0, 4), number(5, 2), number(8, 2)};
    if (f.year < 0 || f.month < 0 || f.day < 0) {
        return std::nullopt;
    }
    return f;
}

std::chrono::year_month_day calendar_day(const Fields& f)
{
    return std::chrono::year{f.year} / std::chrono::month{static_cast<unsigned>(f.month)} / std::chrono::day{static_cast<unsigned>(f.day)};
}

std::string two_digits(unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); }

}  // namespace

std::optional<Date> parse_date(std::string_view text)
{
    const auto f = fields_of(text);
    if (!f) {
        return std::nullopt;
    }
    const auto day = calendar_day(*f);
    if (!day.ok() || f->year == 0) {
        return std::nullopt;
    }
    return Date{std::chrono::sys_days{day}};
}

std::string why_no_date(std::string_view text)
{
    constexpr std::array<const char*, 12> months = {"January", "February", "March",     "April",   "May",      "June",
                                                    "July",    "August",   "September", "October", "November", "December"};
    if (parse_date(text)) {
        return "";
    }
    const auto f = fields_of(text);
    if (!f) {
        const bool dated = text.size() > 10 && fields_of(text.substr(0, 10));
        if (dated && (text[10] == 'T' || text[10] == 't' || text[10] == ' ')) {
            return "a time of day is not read, only the day";
        }
        const bool slashes = std::count(text.begin(), text.end(), '/') == 2 || std::count(text.begin(), text.end(), '.') == 2;
        return slashes ? "day and month cannot be told apart in this form" : "a date has the form YYYY-MM-DD";
    }
    if (f->year == 0) {
        return "there is no year 0000";
    }
    if (f->month < 1 || f->month > 12) {
        return "there is no month " + two_digits(static_cast<unsigned>(f->month));
    }
    return std::to_string(f->year) + " has no " + std::to_string(f->day) + " " + months[static_cast<std::size_t>(f->month - 1)];
}

std::array<char, 10> date_letters(Date date)
{
    const std::chrono::year_month_day d{date.day};
    const int year = static_cast<int>(d.year());
    const auto month = static_cast<unsigned>(d.month());
    const auto day = static_cast<unsigned>(d.day());
    const auto digit = [](auto n) { return static_cast<char>('0' + n % 10); };
    return {digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-', digit(month / 10), digit(month), '-', digit(day / 10), digit(day)};
}

std::string to_string(Date date)
{
    const std::chrono::year_month_day d{date.day};
    std::string year = std::to_string(static_cast<int>(d.year()));
    year.insert(0, year.size() < 4 ? 4 - year.size() : 0, '0');
    return year + "-" + two_digits(static_cast<unsigned>(d.month())) + "-" + two_digits(static_cast<unsigned>(d.day()));
}

int days_between(Date from, Date to) { return static_cast<int>((to.day - from.day).count()); }

}  // namespace gas

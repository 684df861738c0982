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

constexpr std::array<std::string_view, 12> months = {"January", "February", "March",     "April",   "May",      "June",
                                                     "July",    "August",   "September", "October", "November", "December"};

/// The month that `word` names, in full or by three letters or more; 0 where it names none.
int month_of(std::string_view word)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    for (std::size_t m = 0; word.size() >= 3 && m < months.size(); ++m) {
        if (word.size() <= months[m].size() && std::equal(word.begin(), word.end(), months[m].begin(), [&](char a, char b) { return lower(a) == lower(b); })) {
            return static_cast<int>(m) + 1;
        }
    }
    return 0;
}

/// A run of figures or of letters.
struct Part {
    int number = 0;
    std::size_t digits = 0;
    int month = 0;
};

/// The parts of a date, whatever separates them; nothing where there is more to it than that.
std::vector<Part> parts_of(std::string_view text)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    std::vector<Part> parts;
    for (std::size_t at = 0; at < text.size();) {
        auto end = at;
        while (end < text.size() && digit(text[end]) && end - at < 9) {
            ++end;
        }
        if (end > at) {
            int number = 0;
            for (const char c : text.substr(at, end - at)) {
                number = number * 10 + (c - '0');
            }
            parts.push_back({number, end - at, 0});
        } else if (letter(text[at])) {
            while (end < text.size() && letter(text[end])) {
                ++end;
            }
            const auto month = month_of(text.substr(at, end - at));
            if (month == 0) {
                return {};
            }
            parts.push_back({month, 0, month});
        } else {
            // blanks, `/`, `.`, `-`, `,` and the dashes U+2010 to U+2014 and U+2212
            end = at + 1;
            if (std::string_view("/.-, ").find(text[at]) == std::string_view::npos) {
                const auto three = text.substr(at, 3);
                const bool dash = three.size() == 3 && three[0] == '\xE2' &&
                                  ((three[1] == '\x80' && three[2] >= '\x90' && three[2] <= '\x94') || (three[1] == '\x88' && three[2] == '\x92'));
                if (!dash) {
                    return {};
                }
                end = at + 3;
            }
        }
        at = end;
    }
    return parts;
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

bool has_form_of_date(std::string_view text) { return fields_of(text).has_value(); }

std::vector<Date> dates_meant(std::string_view text)
{
    if (text.size() > 10 && (text[10] == 'T' || text[10] == 't' || text[10] == ' ')) {
        if (const auto day = parse_date(text.substr(0, 10))) {
            return {*day};  // the day of a time, in the zone of who wrote it
        }
    }
    if (has_form_of_date(text)) {
        return {};
    }
    const auto parts = parts_of(text);
    std::vector<Date> days;
    const auto may_be = [&](int year, int month, int day) {
        const auto meant = calendar_day({year, month, day});
        if (year > 0 && year <= 9999 && month > 0 && day > 0 && meant.ok() && std::count(days.begin(), days.end(), Date{std::chrono::sys_days{meant}}) == 0) {
            days.push_back(Date{std::chrono::sys_days{meant}});
        }
    };
    const auto day_like = [](const Part& part) { return part.digits == 1 || part.digits == 2; };
    if (parts.size() == 1 && parts[0].digits == 8) {
        may_be(parts[0].number / 10000, parts[0].number / 100 % 100, parts[0].number % 100);
    } else if (parts.size() == 3 && parts[0].digits == 4 && (day_like(parts[1]) || parts[1].month > 0) && day_like(parts[2])) {
        may_be(parts[0].number, parts[1].number, parts[2].number);
    } else if (parts.size() == 3 && parts[2].digits == 4) {
        if (day_like(parts[0]) && (day_like(parts[1]) || parts[1].month > 0)) {
            may_be(parts[2].number, parts[1].number, parts[0].number);
        }
        if (day_like(parts[1]) && (day_like(parts[0]) || parts[0].month > 0)) {
            may_be(parts[2].number, parts[0].number, parts[1].number);
        }
    }
    std::sort(days.begin(), days.end());
    return days;
}

std::string why_no_date(std::string_view text)
{
    if (parse_date(text)) {
        return "";
    }
    const auto f = fields_of(text);
    if (!f) {
        const bool dated = text.size() > 10 && fields_of(text.substr(0, 10));
        if (dated && (text[10] == 'T' || text[10] == 't' || text[10] == ' ')) {
            return "a time of day is not read, only the day";
        }
        return dates_meant(text).size() > 1 ? "day and month cannot be told apart in this form" : "a date has the form YYYY-MM-DD";
    }
    if (f->year == 0) {
        return "there is no year 0000";
    }
    if (f->month < 1 || f->month > 12) {
        return "there is no month " + two_digits(static_cast<unsigned>(f->month));
    }
    return std::to_string(f->year) + " has no " + std::to_string(f->day) + " " + std::string(months[static_cast<std::size_t>(f->month - 1)]);
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

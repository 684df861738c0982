// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gas {

/// A civil day of the calendar, without time of day or zone.
struct Date {
    std::chrono::sys_days day;
    auto operator<=>(const Date&) const = default;
};

/// `YYYY-MM-DD` and nothing around it; a day that the calendar does not have is nothing.
std::optional<Date> parse_date(std::string_view text);

/// Why `text` is no date, in the writer's words ("2026 has no 30 February", "month 13"); empty where it is one.
std::string why_no_date(std::string_view text);

/// Whether `text` is `dddd-dd-dd`, be there such a day or not.
bool has_form_of_date(std::string_view text);

/// The days that a date in another form may mean, by day: none, one, or two where day and month cannot be told apart ("12/04/2026"). Parts in figures with
/// a year of four digits, an English month in letters, eight figures, or a day with a time behind it.
std::vector<Date> dates_meant(std::string_view text);

std::string to_string(Date date);  ///< `YYYY-MM-DD`

/// The same without a string, for the years 0 to 9999.
std::array<char, 10> date_letters(Date date);

/// Days from `from` to `to`, negative where `to` is earlier.
int days_between(Date from, Date to);

}  // namespace gas

// SPDX-License-Identifier: MIT
#include <algorithm>

#include <fmt/format.h>

#include "csv_columns.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/suggest.hpp"
#include "text/other_files.hpp"

namespace gas {

std::vector<std::string_view> rating_table_fields()
{
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < tables::csv_field_count; ++i) {
        names.push_back(to_string(static_cast<tables::CsvField>(i)));
    }
    return names;
}

std::string check_options(const RatingTableOptions& options)
{
    const auto fields = rating_table_fields();
    for (const auto& [ours, theirs] : options.columns) {
        if (std::find(fields.begin(), fields.end(), ours) == fields.end()) {
            const auto near = nearest(ours, fields);
            return fmt::format("--map knows no field \"{}\"{}", ours,
                               near.empty() ? "; it is FIELD=COLUMN, with a field of ours first" : fmt::format("; did you mean {}?", near));
        }
    }
    if (options.delimiter != 0 && std::string_view(",;|\t").find(options.delimiter) == std::string_view::npos) {
        return fmt::format("--delimiter takes , ; | or tab, not \"{}\"", options.delimiter);
    }
    if (!options.date_format.empty()) {
        // one day, one month and a year of four digits, each once
        auto pattern = options.date_format;
        std::transform(pattern.begin(), pattern.end(), pattern.begin(), small_letter);
        bool good = true;
        for (const char letter : std::string_view("dmy")) {
            const auto width = static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), letter));
            good = good && (letter == 'y' ? width == 4 : width == 1 || width == 2) && pattern.find(std::string(width, letter)) != std::string::npos;
        }
        if (!good) {
            return fmt::format("--date-format takes d or dd, m or mm, and yyyy, each once, like dd/mm/yyyy; \"{}\" is not that", options.date_format);
        }
    }
    if (!options.wide.empty()) {
        for (const std::string_view part : {"{goal}", "{field}"}) {
            const auto at = options.wide.find(part);
            if (at == std::string::npos || options.wide.find(part, at + 1) != std::string::npos) {
                return fmt::format("--wide takes a pattern with one {{goal}} and one {{field}}, like goal{{goal}}_{{field}}; \"{}\" has not", options.wide);
            }
        }
    }
    return "";
}

bool looks_like_table(std::string_view beginning) { return begins_with_cells(beginning); }

}  // namespace gas

// SPDX-License-Identifier: MIT
#include "cli/report.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "gas/findings/findings.hpp"
#include "input/nameless_file.hpp"

namespace gas::app {

namespace {

std::unique_ptr<FindingWriter> make_writer(const ReportOptions& options, const WriteOptions& writing, bool show_text, Output& output, const Console& console)
{
    FindingWriterStyle style;
    style.color = !output.is_file() && use_color(writing, console, console.out_is_terminal);
    style.show_text = show_text;
    style.day = options.day;
    style.folder = working_folder();
    style.top = options.top;
    style.rows = row_style(writing, {}, table_style(writing, console));
    style.spool = nameless_spool();
    return make_finding_writer(writing.format, style, [&output](std::string_view bytes) { return output.write(bytes); });
}

/// A name for a file that is the same however the file is written: "./a", "b/../a", a link to it.
std::string one_name(const std::string& file)
{
    std::error_code error;
    // of a file that is not there yet, weakly_canonical() alone would leave "x" and "./x" as they are
    const auto path = std::filesystem::weakly_canonical(std::filesystem::absolute(file, error), error);
    return error ? file : path.string();
}

}  // namespace

std::string working_folder()
{
    std::error_code error;
    return std::filesystem::current_path(error).string();
}

void tell(const std::vector<Finding>& findings, const WriteOptions& writing, const TalkOptions& talk, const Console& console)
{
    const FindingStyle style{use_color(writing, console, console.err_is_terminal), talk.show_text || console.err_is_terminal, true};
    for (const auto& finding : findings) {
        console.err(as_text(finding, style));
    }
}

std::string resolve_options(ReportOptions& options, const std::vector<std::string>& others, const Console& console)
{
    for (const auto& word : options.words) {
        const auto equals = word.find('=');
        if (equals == std::string::npos && !options.main.format.empty()) {
            return fmt::format("{} and {} cannot both go to one place: give all formats but one a file, like {}=FILE", options.main.format, word, word);
        }
        if (equals == std::string::npos) {
            options.main.format = word;
        } else if (equals + 1 == word.size()) {
            return fmt::format("{} needs the name of a file behind it", word);
        } else {
            options.files.push_back({word.substr(0, equals), word.substr(equals + 1)});
        }
    }
    if (options.main.format.empty()) {
        options.main.format = console.out_is_terminal && options.main.output.empty() ? "pretty" : "text";
    }
    std::vector<std::string> written = others;
    written.push_back(options.main.output);
    for (const auto& part : options.files) {
        written.push_back(part.file);
    }
    std::set<std::string> names;
    for (const auto& file : written) {
        if (!file.empty() && !names.insert(one_name(file)).second) {
            return fmt::format("{} would be written twice", visible(file));
        }
    }
    return "";
}

bool names_repository_paths(const ReportOptions& options)
{
    const auto is_for_ci = [](std::string_view format) { return format == "github" || format == "sarif" || format == "junit" || format == "gitlab"; };
    return is_for_ci(options.main.format) || std::any_of(options.files.begin(), options.files.end(), [&](const auto& part) { return is_for_ci(part.format); });
}

Report::Report(const ReportOptions& options, const TalkOptions& talk, Console& console) : console_(console)
{
    const auto add_part = [&](const WriteOptions& writing) {
        auto output = std::make_unique<Output>(writing.output, console);
        auto writer = make_writer(options, writing, talk.show_text, *output, console);
        parts_.push_back({std::move(output), std::move(writer)});
    };
    add_part(options.main);
    for (const auto& part : options.files) {
        auto writing = options.main;
        writing.format = part.format;
        writing.output = part.file;
        add_part(writing);
    }
}

std::string Report::open(std::span<const Input> read)
{
    for (const auto& part : parts_) {
        if (!part.output->open(read)) {
            return part.output->error();
        }
    }
    return "";
}

bool Report::add(const Finding& finding)
{
    return std::all_of(parts_.begin(), parts_.end(), [&](const auto& part) { return part.writer->add(finding); });
}

bool Report::checked(const std::string& file)
{
    return std::all_of(parts_.begin(), parts_.end(), [&](const auto& part) { return part.writer->checked(file); });
}

void Report::leave_out(const LeftOut& left_out)
{
    std::for_each(parts_.begin(), parts_.end(), [&](const auto& part) { part.writer->leave_out(left_out); });
}

bool Report::finish(bool good)
{
    good = good && std::all_of(parts_.begin(), parts_.end(), [](const auto& part) { return part.writer->finish(); });
    bool all = good;
    for (const auto& part : parts_) {
        part.output->fail_for(part.writer->error());
        all = app::finish(good, *part.output, console_) && all;
    }
    return all;
}

}  // namespace gas::app

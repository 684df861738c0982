// SPDX-License-Identifier: MIT
#include "cli/command_line.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "gas/format/word_meant.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/suggest.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

constexpr const char* path_behind_dashes = "--path-after-dashes";

std::string joined(std::span<const std::string_view> words) { return fmt::format("{}", fmt::join(words, ", ")); }

/// Refuses what is none of `words`, up to `end` where that stands in it.
CLI::Validator one_of(std::span<const std::string_view> words, std::string_view end)
{
    const std::vector<std::string_view> known(words.begin(), words.end());
    return CLI::Validator(
        [known, end](const std::string& value) {
            const auto word = value.substr(0, end.empty() ? std::string::npos : value.find(end));
            if (std::find(known.begin(), known.end(), word) != known.end()) {
                return std::string();
            }
            const auto near = format::word_meant(word, known);
            return fmt::format("\"{}\" is none of {}{}", word, joined(known), near.empty() ? "" : fmt::format("; did you mean {}?", near));
        },
        "");
}

CLI::Validator not_empty(std::string_view if_empty)
{
    return CLI::Validator([if_empty](const std::string& value) { return std::string(value.empty() ? if_empty : ""); }, "");
}

/// Takes decimal digits that make a number in low..high. CLI11's own numbers may be octal ("010") and hexadecimal.
CLI::Validator decimal_from(int low, int high)
{
    return CLI::Validator(
        [low, high](std::string& digits) {
            int n = 0;
            const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), n);
            if (digits.find_first_not_of("-0123456789") != std::string::npos) {
                return fmt::format("\"{}\" is no whole number, {} to {}, in decimal digits", visible(digits), low, high);
            }
            if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || n < low || n > high) {
                return fmt::format("Value {} not in range {} to {}", digits, low, high);
            }
            digits = std::to_string(n);  // without the zeros before it
            return std::string();
        },
        "");
}

bool is_flag(const CLI::Option& option) { return option.get_items_expected_max() == 0; }

std::string takes_no_value(std::string_view flag) { return fmt::format("{} takes no value", flag); }

/// What is wrong with `extras`, which `app` has no place for: the first option among them, with its nearest neighbour.
ParseOutcome unknown(const CLI::App& app, const std::vector<std::string>& extras)
{
    const auto option = std::find_if(extras.begin(), extras.end(), is_option);
    if (option == extras.end()) {
        return {"", fmt::format("\"{}\" is one argument too many for `gas {}`", visible(extras.empty() ? "" : extras.back()), app.get_name()), ""};
    }
    std::vector<std::string> names;
    for (const auto* known : app.get_options()) {
        for (const auto& name : known->get_lnames()) {
            names.push_back("--" + name);
        }
    }
    const std::vector<std::string_view> views(names.begin(), names.end());
    const auto word = option->substr(0, option->find('='));
    const auto near = nearest(word, views);
    return {"", fmt::format("`gas {}` has no option \"{}\"", app.get_name(), visible(word)),
            near.empty() ? fmt::format("`gas {} --help` lists its options", app.get_name()) : fmt::format("did you mean {}?", near)};
}

/// `-o=FILE`, which would be a file "=FILE", and `--quiet=`, where CLI11 would take the empty value for a path.
ParseOutcome misplaced_equals(const CLI::App& app, const std::vector<std::string>& arguments)
{
    for (const auto& argument : arguments) {
        if (argument == "--") {
            break;
        }
        const auto equals = std::min(argument.find('='), argument.size());
        const auto name = argument.substr(0, equals);
        const auto* option = is_option(argument) && equals < argument.size() ? app.get_option_no_throw(name) : nullptr;
        const bool of_letter = name.size() == 2;
        const auto value = argument.substr(std::min(equals + 1, argument.size()));
        if (option != nullptr && is_flag(*option) && (of_letter || value.empty())) {
            return {"", takes_no_value(name), fmt::format("write `{}` alone", name)};
        }
        if (option != nullptr && of_letter) {
            const auto written = value.empty() ? option->get_type_name() : visible(shell_word(value));
            return {"", fmt::format("{} stands with an = before its value", name),
                    fmt::format("write `{} {}`, or `--{}={}`", name, written, option->get_lnames().front(), written)};
        }
    }
    return {};
}

/// The arguments with `--output=`, behind which CLI11 would take the next argument for the value, as an option and its empty value.
std::vector<std::string> with_empty_values(const CLI::App& app, const std::vector<std::string>& arguments)
{
    std::vector<std::string> words;
    bool options = true;
    for (const auto& argument : arguments) {
        options = options && argument != "--";
        const auto name = argument.substr(0, argument.size() - 1);
        const auto* option = options && argument.starts_with("--") && argument.ends_with('=') ? app.get_option_no_throw(name) : nullptr;
        if (option != nullptr && !is_flag(*option)) {
            words.insert(words.end(), {name, ""});
        } else {
            words.push_back(argument);
        }
    }
    return words;
}

/// What is wrong, in plainer words than CLI11's where it counts values.
std::string reason_of(const CLI::ParseError& error)
{
    const std::string text = visible(error.what());
    constexpr std::string_view of_flag = "Could not convert: ";  // --goals = x
    if (text.starts_with(of_flag)) {
        return takes_no_value(text.substr(of_flag.size(), text.find(" =") - of_flag.size()));
    }
    const auto option = text.substr(0, text.find(':'));
    if (text.find("At Most 1 required") != std::string::npos) {
        return option + " can be given once only";
    }
    const bool missing = text.find(" required") != std::string::npos && text.ends_with("missing");
    return missing ? option + " needs a value" : text;
}

/// The arguments with each that stands behind `--` as the value of an option, since CLI11 forgets where `--` stood.
std::vector<std::string> with_paths_named(std::vector<std::string> arguments)
{
    const auto dashes = std::find(arguments.begin(), arguments.end(), "--");
    if (dashes == arguments.end()) {
        return arguments;
    }
    for (auto path = dashes + 1; path != arguments.end(); ++path) {
        *path = fmt::format("{}={}", path_behind_dashes, *path);
    }
    arguments.erase(dashes);
    return arguments;
}

}  // namespace

std::optional<double> decimal(std::string_view text)
{
    const auto digits = text.starts_with('+') ? text.substr(1) : text;
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} && end == digits.data() + digits.size() && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

bool is_option(std::string_view argument) { return argument.size() > 1 && argument[0] == '-'; }

void CommandLine::Option::required() const { option_->required(); }

CommandLine::CommandLine(std::string_view command, std::string_view summary)
    : app_(std::make_shared<CLI::App>(std::string(summary), std::string(command))), settle_(std::make_shared<std::vector<std::function<ParseOutcome()>>>())
{
    constexpr std::size_t width_of_names = 34;
    app_->set_help_flag("-h,--help", "Print this help and exit");
    app_->get_formatter()->column_width(width_of_names);
}

template <class Value>
CLI::Option* CommandLine::add(std::string_view option, Value& value, const std::string& help)
{
    const auto space = std::min(option.find(' '), option.size());
    const auto takes = option.substr(std::min(space + 1, option.size()));
    return app_->add_option(std::string(option.substr(0, space)), value, help)->type_name(std::string(takes))->group(group_);
}

void CommandLine::flag(const std::string& names, bool& given, const std::string& help) { app_->add_flag(names, given, help)->group(group_); }

CommandLine::Option CommandLine::text(std::string_view option, std::string& value, const std::string& help, std::string_view if_empty)
{
    auto* added = add(option, value, help);
    return Option(if_empty.empty() ? added : added->check(not_empty(if_empty)));
}

CommandLine::Option CommandLine::texts(std::string_view option, std::vector<std::string>& values, const std::string& help)
{
    return Option(add(option, values, help)->allow_extra_args(false)->check(not_empty(refused_empty)));  // else it would take the paths behind it
}

void CommandLine::list(std::string_view option, std::string& values, const std::string& help)
{
    add(option, values, help)->join(',')->check(not_empty(refused_empty));
}

void CommandLine::word(const std::string& names, std::string& value, std::span<const std::string_view> words, const std::string& help)
{
    add(names + " WORD", value, fmt::format("{}: {}", help, joined(words)))->check(one_of(words, ""));
}

void CommandLine::words_with_files(const std::string& names, std::vector<std::string>& values, std::span<const std::string_view> words, const std::string& help)
{
    add(names + " WORD[=FILE]", values, fmt::format("{}: {}", help, joined(words)))->allow_extra_args(false)->check(one_of(words, "="));
}

void CommandLine::number(const std::string& names, std::optional<double>& value, double low, double high, const std::string& help)
{
    const auto read = [&value, low, high, name = names.substr(names.rfind("--"))](const std::string& text) {
        const auto number = decimal(text);
        if (!number || *number < low || *number > high) {
            throw CLI::ValidationError(name, std::isinf(high) ? fmt::format("takes a number of {} or more, not \"{}\"", low, text)
                                                              : fmt::format("takes a number from {} to {}, not \"{}\"", low, high, text));
        }
        value = number;
    };
    app_->add_option_function<std::string>(names, read, help)->type_name("NUMBER")->group(group_);
}

void CommandLine::integer(std::string_view option, int& value, int low, int high, const std::string& help)
{
    add(option, value, help)->transform(decimal_from(low, high));
}

void CommandLine::integer(std::string_view option, std::size_t& value, int low, int high, const std::string& help)
{
    add(option, value, help)->transform(decimal_from(low, high));
}

CommandLine::Option CommandLine::argument(const std::string& name, std::string& value, const std::string& help)
{
    return Option(app_->add_option(name, value, help)->type_name(""));
}

void CommandLine::arguments(const std::string& name, std::vector<std::string>& values, const std::string& help)
{
    app_->add_option(name, values, help)->type_name("");
}

void CommandLine::behind_dashes(std::vector<std::string>& paths) { app_->add_option(path_behind_dashes, paths, "")->group("")->allow_extra_args(false); }

void CommandLine::everything(std::vector<std::string>& words)
{
    app_->prefix_command();
    app_->callback([&words, app = app_.get()] { words = app->remaining(); });
}

void CommandLine::settled_by(std::function<ParseOutcome()> settle) { settle_->push_back(std::move(settle)); }

CommandLine CommandLine::group(std::string_view title) const
{
    auto grouped = *this;
    grouped.group_ = title;
    return grouped;
}

ParseOutcome CommandLine::parse(const std::vector<std::string>& arguments) const
{
    const auto command = app_->get_name();
    const auto name = "gas " + command;
    if (auto wrong = misplaced_equals(*app_, arguments); !wrong.problem.empty()) {
        return wrong;
    }
    const bool tells_paths = app_->get_option_no_throw(path_behind_dashes) != nullptr;
    auto words = with_empty_values(*app_, arguments);
    words = tells_paths ? with_paths_named(std::move(words)) : std::move(words);
    std::reverse(words.begin(), words.end());  // as CLI11 takes them
    try {
        app_->parse(std::move(words));
    } catch (const CLI::CallForHelp&) {
        app_->name(name);
        return {app_->help(), "", ""};
    } catch (const CLI::ExtrasError&) {
        return unknown(*app_, app_->remaining());
    } catch (const CLI::ParseError& e) {
        return {"", reason_of(e), fmt::format("`{} --help` lists the options", name)};
    }
    ParseOutcome all;
    for (const auto& settle : *settle_) {
        auto outcome = settle();
        if (!outcome.problem.empty()) {
            return outcome;
        }
        all.warnings.insert(all.warnings.end(), outcome.warnings.begin(), outcome.warnings.end());
    }
    return all;
}

std::vector<OptionInfo> CommandLine::options() const
{
    std::vector<OptionInfo> options;
    for (const auto* option : app_->get_options([](const CLI::Option* o) { return o->nonpositional() && !o->get_group().empty(); })) {
        options.push_back({option->get_name(false, true), option->get_type_name(), option->get_description()});
    }
    return options;
}

}  // namespace gas::app

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace gas::app {

/// A number as people write it, with or without a sign; none of "nan", "inf", "0x1" and "1,5", which CLI11's own number options take.
std::optional<double> decimal(std::string_view text);

/// Whether an argument is to be an option.
bool is_option(std::string_view argument);

/// An option as the help shows it.
struct OptionInfo {
    std::string names;  ///< "-o,--output"
    std::string value;  ///< what it takes, "FILE"; empty for a flag
    std::string help;
};

/// What came of the arguments: the help that they ask for, what is wrong with them and how to mend it, or nothing, and all is read; then what is odd
/// in them all the same.
struct ParseOutcome {
    std::string help;
    std::string problem;
    std::string hint;
    std::vector<std::string> warnings = {};
};

/// What may stand behind a command's name, and where it goes. An option is declared as the help shows it, with what it takes behind a space:
/// "-o,--output FILE". The variables must live until parse() has set them. command_line.cpp alone knows CLI11.
class CommandLine {
public:
    static constexpr std::string_view refused_empty = "takes a value that is not empty";
    static constexpr std::string_view may_be_empty{};

    class Option {
    public:
        explicit Option(CLI::Option* option) : option_(option) {}
        void required() const;

    private:
        CLI::Option* option_;
    };

    CommandLine(std::string_view command, std::string_view summary);

    void flag(const std::string& names, bool& given, const std::string& help);
    /// An option that can be given once. An empty value, which a variable that was not set leaves behind, is refused with `if_empty`, unless it
    /// `may_be_empty`: it must neither switch a guard off nor stand for a file.
    Option text(std::string_view option, std::string& value, const std::string& help, std::string_view if_empty = refused_empty);
    /// An option that can be given several times, with a value each, none of them empty.
    Option texts(std::string_view option, std::vector<std::string>& values, const std::string& help);
    /// An option that takes a,b,c: given several times, the values stand in one text with commas between. None of them is empty.
    void list(std::string_view option, std::string& values, const std::string& help);
    /// An option that takes one of some words; another word is refused with the nearest.
    void word(const std::string& names, std::string& value, std::span<const std::string_view> words, const std::string& help);
    /// An option that takes WORD or WORD=FILE, several times.
    void words_with_files(const std::string& names, std::vector<std::string>& values, std::span<const std::string_view> words, const std::string& help);
    /// An option that takes a decimal number in low..high ("nan", "0x1" and "1,5" are refused).
    void number(const std::string& names, std::optional<double>& value, double low, double high, const std::string& help);
    void integer(std::string_view option, int& value, int low, int high, const std::string& help);
    void integer(std::string_view option, std::size_t& value, int low, int high, const std::string& help);

    /// An argument that is no option.
    Option argument(const std::string& name, std::string& value, const std::string& help);
    void arguments(const std::string& name, std::vector<std::string>& values, const std::string& help);
    /// Where a command tells words before `--` from paths behind it, as git does: what comes behind.
    void behind_dashes(std::vector<std::string>& paths);
    /// All as it stands, whatever begins with a dash.
    void everything(std::vector<std::string>& words);

    /// What is still to be settled when all options are read, such as one that depends on another.
    void settled_by(std::function<ParseOutcome()> settle);

    /// The same command line; what is declared on it stands in the help under `title`.
    [[nodiscard]] CommandLine group(std::string_view title) const;

    [[nodiscard]] ParseOutcome parse(const std::vector<std::string>& arguments) const;
    /// In the order of the declarations.
    [[nodiscard]] std::vector<OptionInfo> options() const;

private:
    template <class Value>
    CLI::Option* add(std::string_view option, Value& value, const std::string& help);

    std::shared_ptr<CLI::App> app_;
    std::shared_ptr<std::vector<std::function<ParseOutcome()>>> settle_;
    std::string group_ = "Options";
};

}  // namespace gas::app

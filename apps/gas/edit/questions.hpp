// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cli/console.hpp"

/// Questions to a person, line by line: the terminal's own line editing, so that screen readers read them, Ctrl-C leaves nothing broken and a pipe can
/// answer as well.
namespace gas::app {

struct Question {
    std::string text;                                        ///< what is asked, one line or more
    std::string help{};                                      ///< why, and an example: what `?` shows
    std::string answer{};                                    ///< what Enter alone answers
    std::function<std::string(const std::string&)> check{};  ///< what is wrong with an answer; empty where nothing is
};

/// Asks on standard error and reads answers from standard input.
class Questions {
public:
    explicit Questions(Console& console) : console_(console) {}

    /// The answer, without blanks around it; asked again while it is wrong. Nothing where input ends or the answer is `<` (is_back()).
    std::optional<std::string> ask(const Question& question);
    [[nodiscard]] bool is_back() const { return back_; }  ///< the last answer was `<`: one question back
    /// Whether the answer is yes; Enter is no.
    bool agrees(const std::string& text);

private:
    std::optional<std::string> line();

    Console& console_;
    std::string read_;  ///< what came behind the last line
    bool back_ = false;
};

}  // namespace gas::app

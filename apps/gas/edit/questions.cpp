// SPDX-License-Identifier: MIT
#include "edit/questions.hpp"

#include <algorithm>
#include <array>

#include <unistd.h>

#include "cli/descriptor.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

std::optional<std::string> Questions::line()
{
    for (;;) {
        if (const auto end = read_.find('\n'); end != std::string::npos) {
            auto line = read_.substr(0, end);
            read_.erase(0, end + 1);
            const auto begin = std::min(line.find_first_not_of(" \t\r"), line.size());
            return line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin);
        }
        std::array<char, 4096> some{};
        const auto n = uninterrupted([&] { return ::read(console_.in, some.data(), some.size()); });
        if (n <= 0 && read_.empty()) {
            return std::nullopt;
        }
        read_ += n > 0 ? std::string(some.data(), static_cast<std::size_t>(n)) : "\n";  // a last line without its end
    }
}

std::optional<std::string> Questions::ask(const Question& question)
{
    back_ = false;
    console_.err(question.text + "\n");
    for (;;) {
        console_.err(question.answer.empty() ? "> " : "[" + question.answer + "] > ");
        auto answer = line();
        if (!answer || *answer == "<") {
            back_ = answer.has_value();
            console_.err(answer ? "" : "\n");
            return std::nullopt;
        }
        if (*answer == "?") {
            console_.err((question.help.empty() ? "Enter takes what stands in brackets; < goes one question back; Ctrl-D stops" : question.help) + "\n");
            continue;
        }
        *answer = answer->empty() ? question.answer : *answer;
        const auto wrong = question.check ? question.check(*answer) : std::string();
        if (wrong.empty()) {
            return answer;
        }
        console_.err(visible(wrong) + "\n");
    }
}

bool Questions::agrees(const std::string& text)
{
    console_.err(text + " [y/N] > ");
    const auto answer = line();
    console_.err(answer ? "" : "\n");
    return answer && (*answer == "y" || *answer == "Y" || *answer == "yes");
}

}  // namespace gas::app

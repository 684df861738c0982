// SPDX-License-Identifier: MIT
#include "edit/fix_files.hpp"

#include <iterator>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "edit/plan_edit.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"
#include "input/work.hpp"

namespace gas::app {

namespace {

/// The bytes of a file, and what they are to be.
struct Mended {
    std::string before;
    FixedText after;
    std::vector<Finding> unread;
};

/// The bytes with their fixes; a byte order mark stays.
Mended mended(const std::string& name, std::string bytes, const FixWork& work)
{
    const auto text = without_bom(bytes);
    const auto mark = bytes.substr(0, bytes.size() - text.size());
    const auto look = [&](const std::string& now) {
        const SourceText source{name, now};
        auto read = read_plans(source);
        auto plans = sound_plans(read);
        return TextSeen{work.findings(source, std::move(read)), std::move(plans)};
    };
    auto after = fix_text(std::string(text), work.options.unsafe, look);
    after.text.insert(0, mark);
    return {std::move(bytes), std::move(after), {}};
}

Mended mended(const Input& input, const FixWork& work, const Console& console)
{
    auto bytes = read_input(input, work.max_size, console);
    if (auto* problem = std::get_if<Finding>(&bytes)) {
        return {"", {}, {std::move(*problem)}};
    }
    return mended(display_name(input), std::get<std::string>(std::move(bytes)), work);
}

/// Writes what was mended; whether that could be done.
bool write_file(const std::string& path, Mended& file, const FixWork& work, Console& console)
{
    const auto change = [&](const std::string& bytes) -> ChangedFile {
        if (bytes != file.before) {
            file = mended(path, bytes, work);
        }
        return file.after.text;
    };
    const auto done = change_plan(path, console, change, work.max_size);
    if (done.outcome == PlanEdit::Outcome::refused) {
        print_error(console, done.message, done.hint);
        return false;
    }
    if (!done.message.empty()) {
        console.err(fmt::format("gas: {}\n", done.message));
    }
    return true;
}

}  // namespace

FixedFiles fix_files(const std::vector<Input>& files, const FixWork& work, Console& console)
{
    FixedFiles all;
    std::size_t next = 0;
    const auto take = [&](Mended file) {
        const auto& input = files[next++];
        bool go_on = true;
        bool written = true;
        if (work.take) {
            go_on = work.take(input, file.before, file.after.text);
        } else if (file.after.text != file.before) {
            written = write_file(input.path, file, work, console);
        }
        all.failed = all.failed || !written;
        all.fixed += written ? file.after.fixed : 0;
        all.changed += written && file.after.text != file.before ? 1 : 0;
        all.unsafe += file.after.unsafe;
        std::move(file.unread.begin(), file.unread.end(), std::back_inserter(all.unread));
        for (const auto& finding : file.after.not_held) {
            console.err(fmt::format("gas: {}:{}: the fix of {} brings other findings, and is not made\n", visible(finding.file), finding.begin.line,
                                    rule_id(finding.rule)));
        }
        return go_on;
    };
    in_order<Mended>(
        files.size(), work.jobs, [&](std::size_t i) { return mended(files[i], work, console); }, take);
    return all;
}

std::string as_text(const FixedFiles& files, const FixOptions& options)
{
    auto text = files.fixed == 0 ? std::string(options.diff ? "nothing would be fixed" : "nothing was fixed")
                                 : fmt::format("{} {}fixed", files.fixed, options.diff ? "would be " : "");
    if (files.unsafe > 0) {
        text += fmt::format(", {} unsafe: see --unsafe-fixes", counted(files.unsafe, "fix is", "fixes are"));
    }
    return text + "\n";
}

}  // namespace gas::app

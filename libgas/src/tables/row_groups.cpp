// SPDX-License-Identifier: MIT
#include "row_groups.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "csv_cells.hpp"
#include "format/same_text.hpp"
#include "gas/plan/natural_order.hpp"
#include "gas/text/near_names.hpp"
#include "row_checks.hpp"

namespace gas::tables {

namespace {

/// Tells whether an id that begins anew has been there before: by their order while they ascend, else by remembering them.
class SeenIds {
public:
    explicit SeenIds(bool remember) : remember_(remember) {}

    /// False where `id` may have been there before.
    bool fresh(std::string_view id)
    {
        if (remember_) {
            return hashes_.insert(std::hash<std::string_view>()(id)).second;  // two ids of one hash: the rows are gathered, and nothing is wrong
        }
        bytewise_ = bytewise_ && (first_ || last_ < id);
        natural_ = natural_ && (first_ || natural_less(last_, id));
        first_ = false;
        last_.assign(id);
        return bytewise_ || natural_;
    }

private:
    bool remember_;
    bool first_ = true;
    bool bytewise_ = true;
    bool natural_ = true;
    std::string last_;
    std::unordered_set<std::size_t> hashes_;
};

/// What stands before the bytes of a row that is held.
struct HeldRow {
    std::uint32_t size = 0;
    std::uint32_t line = 0;
    std::uint32_t number = 0;
};

const ReadError changed{Rule::unreadable_file, "the table changed while it was read", "read it again when nobody writes to it"};

std::uint64_t held_size(const CsvRecord& record) { return sizeof(HeldRow) + record.raw.size() + 1; }

}  // namespace

/// The rows of some participants, each one's together.
class RowGroups::HeldRows {
public:
    /// Of participant `first` and those behind for whom there is room; one whose rows alone take more gets it.
    HeldRows(const Counted& counted, std::size_t first, std::uint64_t room) : first_(first)
    {
        std::uint64_t total = 0;
        for (auto who = first; who < counted.bytes.size() && (who == first || total + counted.bytes[who] <= room); ++who) {
            ends_.push_back(total);
            total += counted.bytes[who];
            limits_.push_back(total);
        }
        bytes_ = std::make_unique_for_overwrite<char[]>(total + readable_behind);
    }
    [[nodiscard]] std::size_t last() const { return first_ + limits_.size(); }
    /// Takes a row; false where it is more than was counted.
    bool add(std::size_t participant, const CsvRecord& record)
    {
        if (participant < first_ || participant >= last()) {
            return true;
        }
        auto& end = ends_[participant - first_];
        const HeldRow head{static_cast<std::uint32_t>(record.raw.size()), static_cast<std::uint32_t>(record.line), static_cast<std::uint32_t>(record.number)};
        char* into = bytes_.get() + end;
        end += held_size(record);
        if (end > limits_[participant - first_]) {
            return false;
        }
        std::memcpy(into, &head, sizeof head);
        std::memcpy(into + sizeof head, record.raw.data(), record.raw.size());
        into[sizeof head + record.raw.size()] = '\n';
        return true;
    }
    /// Whether all that were counted are here.
    [[nodiscard]] bool full() const { return ends_ == limits_; }
    /// Gives them. False where `rows` stops.
    bool give(const RowGroups& groups, ParticipantRows& rows) const
    {
        CsvRecord record;
        std::uint64_t at = 0;
        for (const auto limit : limits_) {
            bool begun = false;
            while (at < limit) {
                HeldRow head;
                std::memcpy(&head, bytes_.get() + at, sizeof head);
                split_held_record({bytes_.get() + at + sizeof head, head.size}, groups.header_.delimiter, record);
                record.line = head.line;
                record.number = head.number;
                at += held_size(record);
                if (CellReader::is_missing(groups.id_of(record))) {
                    rows.nobodys_row(record);
                } else {
                    rows.row(record, !std::exchange(begun, true));
                }
            }
            if (begun && !rows.end()) {
                return false;
            }
        }
        return true;
    }

private:
    std::size_t first_;
    std::vector<std::uint64_t> ends_;    ///< of each participant's rows so far
    std::vector<std::uint64_t> limits_;  ///< and of all of them
    std::unique_ptr<char[]> bytes_;
};

std::string_view RowGroups::settled_id(std::string_view id) const
{
    const bool hidden = !invisible_in(id).empty();  // it is told of at its row, which is then no second participant's
    auto composed = hidden ? composed_name(without_invisible(id)) : recomposed(id);
    if (!composed) {
        return id;
    }
    composed_ = std::move(*composed);
    return composed_;
}

RowGroups::Outcome RowGroups::fail(const ReadError& wrong)
{
    problems_.about("");
    problems_.at_line(0, wrong);
    return Outcome::failed;
}

/// Gives each row that says something to `take`, while it gives done.
template <typename Take>
RowGroups::Outcome RowGroups::for_each_row(Take take)
{
    CsvRecords records(source_, header_.delimiter, header_.at, header_.line);
    CsvRecord record;
    while (records.next(record)) {
        if (record.raw.size() == header_.raw.size() && record.raw == header_.raw) {
            continue;  // its own, and files put together
        }
        any_row_ = true;
        if (windows_1252_) {
            decode(record, header_.delimiter);
        }
        if (record.cells[0].empty() && record.blank()) {
            continue;
        }
        if (record.line > std::numeric_limits<std::uint32_t>::max()) {
            return fail(
                {Rule::too_large, "the table has more lines than there are numbers of 32 bits", "cut it into parts; a participant's rows stay together"});
        }
        if (const auto outcome = take(record); outcome != Outcome::done) {
            return outcome;
        }
    }
    return problems_.failed(records) ? Outcome::failed : Outcome::done;
}

RowGroups::Outcome RowGroups::stream(ParticipantRows& rows, Remember remember)
{
    SeenIds seen(remember == Remember::all_ids);
    std::string id;  // as it stands in the file: the cell may be decoded
    const auto outcome = for_each_row([&](CsvRecord& record) {
        const auto here = id_of(record);
        if (CellReader::is_missing(here)) {
            rows.nobodys_row(record);
            return Outcome::done;
        }
        const bool begins = !same_text(here, id);
        if (begins) {
            if (!seen.fresh(here)) {
                return Outcome::out_of_order;
            }
            if (!id.empty() && !rows.end()) {
                return Outcome::stopped;
            }
            id.assign(here);
        }
        rows.row(record, begins);
        return Outcome::done;
    });
    return outcome == Outcome::done && !id.empty() && !rows.end() ? Outcome::stopped : outcome;
}

/// Whether the ids stand in that order. Where they come first and nothing is in quotes, the beginnings of the lines tell, which takes a third of the time.
RowGroups::Outcome RowGroups::look(Remember remember)
{
    ParticipantRows rows;
    SeenIds seen(remember == Remember::all_ids);
    std::string id;
    CsvRecords records(source_, header_.delimiter, header_.at, header_.line);
    CsvRecord record;
    bool simple = column_of(header_.columns.columns, CsvField::id) == 0 && !windows_1252_;
    for (std::string_view line; simple && records.next_line(line); simple = !records.any_quote()) {
        if (!id.empty() && line.size() > id.size() && line[id.size()] == header_.delimiter && same_text(line.substr(0, id.size()), id)) {
            continue;
        }
        split_record(line.substr(0, line.size() - (line.ends_with('\r') ? 1 : 0)), header_.delimiter, record);
        const auto here = id_of(record);
        if (record.raw == header_.raw || CellReader::is_missing(here) || here == id) {
            continue;
        }
        if (!seen.fresh(here)) {
            return records.any_quote() ? stream(rows, remember) : Outcome::out_of_order;
        }
        id.assign(here);
    }
    return simple && !records.failed() ? Outcome::done : stream(rows, remember);
}

RowGroups::Outcome RowGroups::count(Counted& counted)
{
    std::unordered_map<std::string, std::uint32_t> numbers;
    return for_each_row([&](const CsvRecord& record) {
        const auto [it, fresh] = numbers.try_emplace(std::string(id_of(record)), static_cast<std::uint32_t>(numbers.size()));
        if (fresh) {
            counted.bytes.push_back(0);
        }
        counted.participant_of.push_back(it->second);
        counted.bytes[it->second] += held_size(record);
        return Outcome::done;
    });
}

RowGroups::Outcome RowGroups::hold(const Counted& counted, HeldRows& held)
{
    std::size_t row = 0;
    const auto outcome = for_each_row([&](const CsvRecord& record) {
        const bool same = row < counted.participant_of.size() && held.add(counted.participant_of[row++], record);
        return same ? Outcome::done : fail(changed);
    });
    const bool same = held.full() && row == counted.participant_of.size();
    return outcome == Outcome::done && !same ? fail(changed) : outcome;
}

RowGroups::Outcome RowGroups::gather(ParticipantRows& rows)
{
    constexpr std::uint64_t least_room = 64ULL << 20U;
    constexpr std::uint64_t room_per_row = 48;
    Counted counted;
    auto outcome = count(counted);
    const auto room = std::max<std::uint64_t>(least_room, room_per_row * counted.participant_of.size());
    for (std::size_t first = 0; outcome == Outcome::done && first < counted.bytes.size();) {
        HeldRows held(counted, first, room);
        outcome = hold(counted, held);
        if (outcome == Outcome::done && !held.give(*this, rows)) {
            return Outcome::stopped;
        }
        first = held.last();
    }
    return outcome;
}

RowGroups::Outcome RowGroups::for_each_participant(ParticipantRows& rows, bool may_restart)
{
    for (const auto remember : {Remember::last_id, Remember::all_ids}) {
        auto outcome = may_restart ? stream(rows, remember) : look(remember);
        if (may_restart && outcome == Outcome::out_of_order) {
            rows.restart();
        } else if (!may_restart && outcome == Outcome::done) {
            outcome = stream(rows, remember);
            outcome = outcome == Outcome::out_of_order ? fail(changed) : outcome;
        }
        if (outcome != Outcome::out_of_order) {
            return outcome;
        }
    }
    return gather(rows);
}

}  // namespace gas::tables

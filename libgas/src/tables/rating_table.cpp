// SPDX-License-Identifier: MIT
#include "gas/tables/rating_table.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>
#include <utf8proc.h>

#include "csv_cells.hpp"
#include "csv_columns.hpp"
#include "csv_participant.hpp"
#include "csv_problems.hpp"
#include "csv_records.hpp"
#include "format/same_text.hpp"
#include "gas/plan/natural_order.hpp"

namespace gas {

namespace {

using namespace tables;

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

/// How the rows of a participant are found.
enum class Order { ascending, together };
enum class Outcome { done, stopped, failed, out_of_order };

class RatingTableReader {
public:
    RatingTableReader(const ByteSource& source, std::string name, const RatingTableOptions& options, const RatingTableSink& sink)
        : source_(source), options_(options), sink_(sink), problems_(std::move(name), sink)
    {
    }
    void run();

private:
    bool read_header();
    bool skip_beginning(std::string& line);
    Outcome look(Order order);
    Outcome stream(Order order, bool only_look);
    Outcome gather();
    bool next_row(CsvRecords& records, CsvRecord& record);
    bool clean(CsvRecord& record);
    bool check_text(const CsvRecord& record);
    bool fits(const CsvRecord& record);
    bool swallows_nothing(const CsvRecord& record);
    bool is_covariate(int column) const;
    bool is_name(int column) const;
    std::string_view id_of(const CsvRecord& record) const { return record.cell(column_of(columns_.columns, CsvField::id)); }
    void failure(const CsvRecords& records);
    Outcome changed();
    void check_seen();
    bool emit(CsvParticipant& participant);
    bool take_row(CsvRecord& record, bool begun, CsvParticipant& participant);
    CsvRecords rows() const { return CsvRecords(source_, delimiter_, rows_at_, rows_line_, rows_number_); }

    const ByteSource& source_;
    const RatingTableOptions& options_;
    const RatingTableSink& sink_;
    CsvProblems problems_;
    CsvColumns columns_;
    char delimiter_ = ',';
    std::string header_;  ///< as it stands, to know it when it comes again
    std::string decoded_;
    std::uint64_t rows_at_ = 0;  ///< where the first row begins
    std::size_t rows_line_ = 2;
    std::size_t rows_number_ = 2;
    bool any_row_ = false;
    CsvSeen seen_;
};

ReadError at_read(int error) { return {Rule::unreadable_file, fmt::format("cannot be read: {}", std::strerror(error)), ""}; }

void RatingTableReader::failure(const CsvRecords& records)
{
    if (records.too_long()) {
        problems_.at_line(records.line(),
                          {Rule::too_large, "this row is longer than a million bytes",
                           "most often a quote is opened and not closed; a quote that is part of a text is doubled, and the text stands in quotes"},
                          "");
    } else {
        problems_.at_line(0, at_read(records.error()), "");
    }
}

/// Finds the first line: behind a byte order mark, and behind the `sep=;` that some spreadsheets write.
bool RatingTableReader::skip_beginning(std::string& line)
{
    std::string start;
    std::size_t size = 0;
    while (size < CsvRecords::longest) {
        start.resize(size + (std::size_t{16} << 10U));
        const auto n = source_(start.data() + size, start.size() - size, size);
        if (n < 0) {
            problems_.at_line(0, at_read(errno), "");
            return false;
        }
        const auto got = static_cast<std::size_t>(n);
        const bool ends = std::memchr(start.data() + size, '\n', got) != nullptr;
        size += got;
        if (n == 0 || ends) {
            break;
        }
    }
    std::string_view rest = std::string_view(start).substr(0, size);
    if (rest.starts_with("\xFF\xFE") || rest.starts_with("\xFE\xFF")) {
        problems_.at_line(1, {Rule::not_utf8, "the table is UTF-16, not UTF-8", "save it as \"CSV UTF-8\""}, "");
        return false;
    }
    if (rest.starts_with("\xEF\xBB\xBF")) {
        rows_at_ = 3;
        rest.remove_prefix(3);
    }
    rows_line_ = rows_number_ = 1;
    while (!rest.empty() && (rest.front() == '\n' || rest.front() == '\r')) {
        rows_line_ += rest.front() == '\n' ? 1 : 0;
        rest.remove_prefix(1);
        ++rows_at_;
    }
    line = rest.substr(0, std::min(rest.find('\n'), rest.size()));
    if (line.starts_with("sep=") && line.size() >= 5) {
        delimiter_ = line[4];
        rows_at_ += line.size() + 1;
        ++rows_line_;
        return true;
    }
    delimiter_ = 0;
    return true;
}

bool RatingTableReader::read_header()
{
    std::string line;
    if (!skip_beginning(line)) {
        return false;
    }
    const char told = delimiter_;
    delimiter_ = options_.delimiter != 0 ? options_.delimiter : told != 0 ? told : sniff_delimiter(line);
    rows_number_ = rows_line_;
    CsvRecords records = rows();
    CsvRecord header;
    if (!records.next(header)) {
        if (records.failed()) {
            failure(records);
        } else {
            problems_.at_line(1, {Rule::no_plan, "the table is empty", "its first row names the columns: id, goal, occasion, date, rater, level"}, "");
        }
        return false;
    }
    header_ = header.raw;
    if (!clean(header)) {
        return false;
    }
    if (header.broken) {
        problems_.at_cell(header, -1, delimiter_, {}, broken_quote(header));
        return false;
    }
    std::vector<ColumnProblem> wrong;
    columns_ = read_columns(header, options_, delimiter_, wrong);
    for (const auto& problem : wrong) {
        problems_.at_cell(header, problem.column, delimiter_, {}, {problem.rule, problem.message, problem.hint});
    }
    return wrong.empty();
}

/// Bytes that are no text, in the cell where they stand.
bool RatingTableReader::check_text(const CsvRecord& record)
{
    for (std::size_t c = 0; c < record.cells.size(); ++c) {
        const auto cell = record.cells[c];
        const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(cell.data());
        for (std::size_t i = 0; i < cell.size();) {
            utf8proc_int32_t point = 0;
            const auto n = utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(cell.size() - i), &point);
            if (n <= 0) {
                problems_.at_cell(record, static_cast<int>(c), delimiter_, columns_.names,
                                  {Rule::not_utf8, fmt::format("byte 0x{:02X} is not UTF-8 text", static_cast<unsigned char>(cell[i])),
                                   "`--encoding windows-1252` reads what spreadsheets on Windows write; or save the table as \"CSV UTF-8\""});
                return false;
            }
            if ((point < 0x20 && point != '\n' && point != '\t' && (point != '\r' || i + 1 >= cell.size() || cell[i + 1] != '\n')) || point == 0x7F) {
                problems_.at_cell(
                    record, static_cast<int>(c), delimiter_, columns_.names,
                    {Rule::control_character, point == '\r' ? std::string("a line ends with CR alone") : fmt::format("a control character 0x{:02X}", point),
                     point == '\r' ? "save the table with line ends of LF or CR LF" : "remove it"});
                return false;
            }
            i += static_cast<std::size_t>(n);
        }
    }
    return true;
}

/// Decodes the record, or checks that it is text. False where it is not.
bool RatingTableReader::clean(CsvRecord& record)
{
    if (record.plain) {
        return true;
    }
    if (options_.windows_1252) {
        decoded_ = from_windows_1252(record.raw);
        split_record(decoded_, delimiter_, record);
    }
    return check_text(record);
}

bool RatingTableReader::fits(const CsvRecord& record)
{
    if (record.broken) {
        problems_.at_cell(record, -1, delimiter_, columns_.names, broken_quote(record));
        return false;
    }
    const auto width = columns_.names.size();
    const auto cells = record.cells.size();
    const bool blank_rest =
        cells > width && std::all_of(record.cells.begin() + static_cast<std::ptrdiff_t>(width), record.cells.end(), [](auto c) { return c.empty(); });
    if (cells == width || blank_rest) {
        return true;
    }
    problems_.at_cell(record, -1, delimiter_, columns_.names,
                      {Rule::ragged_row, fmt::format("the row has {} cell{}, the header {}", cells, cells == 1 ? "" : "s", width),
                       cells > width ? "a text with a delimiter in it stands in quotes" : "the row may have been cut off"});
    return false;
}

bool RatingTableReader::is_covariate(int column) const
{
    return std::any_of(columns_.covariates.begin(), columns_.covariates.end(), [&](const CovariateColumn& covariate) { return covariate.column == column; });
}

/// Whether a column holds names, which have one line each. (Of the id, the participant tells.)
bool RatingTableReader::is_name(int column) const
{
    const auto is = [&](const FieldColumns& columns, CsvField field) { return column_of(columns, field) == column; };
    return is(columns_.columns, CsvField::occasion) || is(columns_.columns, CsvField::rater) || is(columns_.columns, CsvField::role) ||
           std::any_of(columns_.slots.begin(), columns_.slots.end(),
                       [&](const GoalSlot& slot) { return is(slot.columns, CsvField::goal) || is(slot.columns, CsvField::domain); }) ||
           is_covariate(column);
}

/// Whether the quotes round cell `column` open in one row and close where that column begins in another, as ditto marks under each other do.
bool holds_rows(std::string_view raw, char delimiter, std::size_t column)
{
    const auto [begin, end] = cell_place(raw, delimiter, static_cast<int>(column));
    auto cell = raw.substr(begin, end - begin);
    cell = cell.substr(0, std::min(cell.rfind('"'), cell.size()));
    cell = cell.substr(0, cell.find_last_not_of(' ') + 1);
    const auto line = cell.substr(std::min(cell.rfind('\n'), cell.size()));
    return !line.empty() && line.back() == delimiter && static_cast<std::size_t>(std::count(line.begin(), line.end(), delimiter)) == column;
}

/// Whether the line ends in the cells are those of texts. False, and told, where a row would be gone in one, and its rating with it.
bool RatingTableReader::swallows_nothing(const CsvRecord& record)
{
    if (record.raw.find('\n') == std::string_view::npos) {
        return true;
    }
    bool good = true;
    for (std::size_t c = 0; c < record.cells.size(); ++c) {
        if (record.cells[c].find('\n') == std::string_view::npos) {
            continue;
        }
        const int column = static_cast<int>(c);
        const bool row = holds_rows(record.raw, delimiter_, c);
        if (!row && !is_name(column)) {
            continue;
        }
        good = false;
        std::string hint = "a quote that is part of a text is doubled, and the text stands in quotes; for a ditto mark write what it stands for";
        if (!row && is_covariate(column)) {
            hint = fmt::format("where it is a text of several lines, leave the column out: `--skip {}`", columns_.names[c]);
        }
        problems_.at_cell(record, column, delimiter_, columns_.names,
                          {row ? Rule::unclosed_quote : Rule::wrong_type,
                           row ? "the quote that opens here closes in another row" : "a line break in a name: the quote that opens here closes on another line",
                           std::move(hint)});
    }
    return good;
}

/// The next row that says something.
bool RatingTableReader::next_row(CsvRecords& records, CsvRecord& record)
{
    while (records.next(record)) {
        if (record.raw.size() == header_.size() && record.raw == header_) {
            continue;
        }
        any_row_ = true;
        if (!record.cells[0].empty() || !record.blank()) {
            return true;
        }
    }
    return false;
}

/// The table is not the one that was looked at before.
Outcome RatingTableReader::changed()
{
    problems_.at_line(0, {Rule::unreadable_file, "the table changed while it was read", "read it again when nobody writes to it"}, "");
    return Outcome::failed;
}

/// Options that no row has answered to: a mistyped text must not empty a study in silence.
void RatingTableReader::check_seen()
{
    if (!any_row_) {
        return;
    }
    if (!options_.only_column.empty() && !seen_.only_matched) {
        std::string there;
        for (const auto& text : seen_.only_texts) {
            there += (there.empty() ? "" : ", ") + quoted_token(text);
        }
        problems_.at_line(
            1,
            {Rule::unknown_word, fmt::format("no row has {} in the column \"{}\" of --where", quoted_token(options_.only_text), options_.only_column),
             there.empty() ? "the column is empty" : "it has " + there},
            "");
    }
    for (std::size_t i = 0; i < options_.occasions.size(); ++i) {
        if (i >= seen_.occasions.size() || !seen_.occasions[i]) {
            problems_.at_line(
                1, {Rule::unknown_word, fmt::format("no row has the occasion {} of --map-occasion", quoted_token(options_.occasions[i].second)), ""}, "");
        }
    }
}

bool RatingTableReader::emit(CsvParticipant& participant)
{
    if (!participant.finish()) {
        return true;
    }
    if (sink_.grid) {
        return sink_.grid(participant.plan(), participant.grid(), participant.places());
    }
    return !sink_.plan || sink_.plan(participant.plan(), participant.places());
}

/// Gives a row to the participant, who begins with it where they have not. False where the row has no id.
bool RatingTableReader::take_row(CsvRecord& record, bool begun, CsvParticipant& participant)
{
    problems_.about(begun ? std::string_view(participant.id()) : id_of(record));
    const bool usual = record.plain && !record.broken && record.cells.size() == columns_.names.size();
    const bool sound = usual || (fits(record) && clean(record) && swallows_nothing(record));
    const auto id = id_of(record);
    if (CellReader::is_missing(id)) {
        problems_.about("");  // it is nobody's, whoever stands open
        problems_.at_cell(record, column_of(columns_.columns, CsvField::id), delimiter_, columns_.names,
                          {Rule::missing_key, "the row has no id", "write the participant's id in every row; leave out rows of totals and notes"});
        return false;
    }
    if (!begun) {
        participant.begin(id, record);
    }
    if (sound) {
        participant.row(record);
    } else {
        participant.mark_invalid();
    }
    return true;
}

/// Whether the rows of each participant stand in that order. Where the id comes first and nothing is in quotes only the beginnings of
/// the lines are looked at.
Outcome RatingTableReader::look(Order order)
{
    if (column_of(columns_.columns, CsvField::id) != 0) {
        return stream(order, true);
    }
    std::size_t block = std::size_t{16} << 10U;
    SeenIds seen(order == Order::together);
    std::string id;
    std::string held;
    std::size_t size = 0;  // of what is held: the beginning of a line
    for (std::uint64_t at = rows_at_; true;) {
        held.resize(std::max(held.size(), size + block));
        const auto n = source_(held.data() + size, block, at);
        const auto got = static_cast<std::size_t>(std::max<std::ptrdiff_t>(n, 0));
        if (n < 0 || std::memchr(held.data() + size, '"', got) != nullptr || size > CsvRecords::longest) {
            return stream(order, true);
        }
        at += got;
        block = std::size_t{256} << 10U;
        if (n == 0 && size > 0) {
            held[size++] = '\n';  // the last line may lack it
        }
        const char* line = held.data();
        const char* end = held.data() + size + got;
        for (const char* stop = nullptr; (stop = static_cast<const char*>(std::memchr(line, '\n', static_cast<std::size_t>(end - line)))) != nullptr;
             line = stop + 1) {
            const std::string_view text(line, static_cast<std::size_t>(stop - line));
            if (!id.empty() && text.size() > id.size() && text[id.size()] == delimiter_ && same_text(text.substr(0, id.size()), id)) {
                continue;
            }
            CsvRecord record;
            split_record(text.ends_with('\r') ? text.substr(0, text.size() - 1) : text, delimiter_, record);
            if (record.raw == header_ || CellReader::is_missing(record.cells[0]) || record.cells[0] == id) {
                continue;
            }
            if (!seen.fresh(record.cells[0])) {
                return Outcome::out_of_order;
            }
            id.assign(record.cells[0]);
        }
        size = static_cast<std::size_t>(end - line);
        std::memmove(held.data(), line, size);
        if (n == 0) {
            return Outcome::done;
        }
    }
}

Outcome RatingTableReader::stream(Order order, bool only_look)
{
    SeenIds seen(order == Order::together);
    CsvRecords records = rows();
    CsvRecord record;
    CsvParticipant participant(columns_, options_, delimiter_, problems_, seen_, !sink_.grid);
    std::string id;
    while (next_row(records, record)) {
        const auto here = id_of(record);
        if (CellReader::is_missing(here)) {
            if (!only_look) {
                take_row(record, true, participant);  // which tells of it
            }
            continue;
        }
        const bool known = same_text(here, id);
        if (!known && !seen.fresh(here)) {
            return Outcome::out_of_order;
        }
        if (only_look) {
            id.assign(known ? std::string_view(id) : here);
            continue;
        }
        if (known) {
            take_row(record, true, participant);
            continue;
        }
        if (!id.empty() && !emit(participant)) {
            return Outcome::stopped;
        }
        id.assign(here);  // as it stands in the file: the cell may be decoded
        take_row(record, false, participant);
    }
    if (records.failed()) {
        failure(records);
        return Outcome::failed;
    }
    if (!only_look && !id.empty() && !emit(participant)) {
        return Outcome::stopped;
    }
    return Outcome::done;
}

/// Rows of participants as bytes, each behind its size, line and number.
struct HeldRow {
    std::uint32_t size = 0;
    std::uint32_t line = 0;
    std::uint32_t number = 0;
};

Outcome RatingTableReader::gather()
{
    constexpr std::uint64_t least_room = 64ULL << 20U;
    constexpr std::uint64_t room_per_row = 48;
    std::vector<std::uint32_t> participant_of;  // each row's
    std::vector<std::uint64_t> bytes;           // each participant's
    {
        std::unordered_map<std::string, std::uint32_t> numbers;
        CsvRecords records = rows();
        CsvRecord record;
        while (next_row(records, record)) {
            const auto [it, fresh] = numbers.try_emplace(std::string(id_of(record)), static_cast<std::uint32_t>(numbers.size()));
            if (fresh) {
                bytes.push_back(0);
            }
            participant_of.push_back(it->second);
            bytes[it->second] += sizeof(HeldRow) + record.raw.size() + 1;
        }
        if (records.failed()) {
            failure(records);
            return Outcome::failed;
        }
    }
    const auto most = std::max<std::uint64_t>(least_room, room_per_row * participant_of.size());
    CsvParticipant participant(columns_, options_, delimiter_, problems_, seen_, !sink_.grid);
    for (std::size_t first = 0; first < bytes.size();) {
        // as many participants as there is room for; one whose rows alone take more gets it
        std::size_t last = first;
        std::uint64_t total = 0;
        std::vector<std::uint64_t> at;
        while (last < bytes.size() && (last == first || total + bytes[last] <= most)) {
            at.push_back(total);
            total += bytes[last++];
        }
        const auto held = std::make_unique_for_overwrite<char[]>(total + readable_behind);
        auto end = at;
        CsvRecords records = rows();
        CsvRecord record;
        std::size_t row = 0;
        bool same = true;  // the table as it was when its rows were counted
        for (; same && next_row(records, record); ++row) {
            const std::size_t who = row < participant_of.size() ? participant_of[row] : bytes.size();
            same = who < bytes.size() &&
                   (who < first || who >= last || end[who - first] + sizeof(HeldRow) + record.raw.size() + 1 <= at[who - first] + bytes[who]);
            if (!same) {
                break;
            }
            if (who < first || who >= last) {
                continue;
            }
            const HeldRow head{static_cast<std::uint32_t>(record.raw.size()), static_cast<std::uint32_t>(record.line),
                               static_cast<std::uint32_t>(record.number)};
            char* into = held.get() + end[who - first];
            std::memcpy(into, &head, sizeof head);
            std::memcpy(into + sizeof head, record.raw.data(), record.raw.size());
            into[sizeof head + record.raw.size()] = '\n';
            end[who - first] += sizeof head + record.raw.size() + 1;
        }
        if (records.failed()) {
            failure(records);
            return Outcome::failed;
        }
        for (std::size_t who = first; who < last; ++who) {
            same = same && end[who - first] == at[who - first] + bytes[who];
        }
        if (!same || row != participant_of.size()) {
            return changed();
        }
        for (std::size_t who = 0; who < at.size(); ++who) {
            bool begun = false;
            for (std::uint64_t from = at[who]; from < end[who];) {
                HeldRow head;
                std::memcpy(&head, held.get() + from, sizeof head);
                split_held_record({held.get() + from + sizeof head, head.size}, delimiter_, record);
                record.line = head.line;
                record.number = head.number;
                from += sizeof head + head.size + 1;
                begun = take_row(record, begun, participant) || begun;
            }
            if (begun && !emit(participant)) {
                return Outcome::stopped;
            }
        }
        first = last;
    }
    return Outcome::done;
}

void RatingTableReader::run()
{
    if (!read_header()) {
        return;
    }
    const auto tell_columns = [&] {
        std::vector<std::string> covariates;
        for (const auto& column : columns_.covariates) {
            covariates.push_back(column.name);
        }
        if (sink_.columns) {
            sink_.columns(covariates);
        }
    };
    tell_columns();
    // the header's own record is a row like others to next_row(), which leaves it out
    auto outcome = Outcome::out_of_order;
    for (const auto order : {Order::ascending, Order::together}) {
        if (!sink_.restart) {
            outcome = look(order);
            if (outcome == Outcome::done) {
                outcome = stream(order, false);
                outcome = outcome == Outcome::out_of_order ? changed() : outcome;
            }
        } else {
            outcome = stream(order, false);
            if (outcome == Outcome::out_of_order) {
                sink_.restart();
                tell_columns();
                problems_.clear();
                seen_ = {};
            }
        }
        if (outcome != Outcome::out_of_order) {
            break;
        }
    }
    if (outcome == Outcome::out_of_order) {
        outcome = gather();
    }
    if (outcome == Outcome::done) {
        check_seen();
    }
    if (outcome == Outcome::done && sink_.without_only_text && seen_.only_matched && seen_.unmatched_participants > 0) {
        sink_.without_only_text(seen_.unmatched_participants);
    }
    if (outcome == Outcome::done && !any_row_) {
        problems_.at_line(1, {Rule::no_plan, "the table has a header and no rows", ""}, "");
    }
    if (outcome != Outcome::stopped) {
        problems_.finish();
    }
}

}  // namespace

void read_rating_table(const ByteSource& source, const std::string& name, const RatingTableOptions& options, const RatingTableSink& sink)
{
    RatingTableReader(source, name, options, sink).run();
}

}  // namespace gas

// SPDX-License-Identifier: MIT
#include "gas/tables/rating_table.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "csv_cells.hpp"
#include "csv_columns.hpp"
#include "csv_problems.hpp"
#include "date_forms.hpp"
#include "participant_reader.hpp"
#include "row_checks.hpp"
#include "row_groups.hpp"
#include "table_header.hpp"

namespace gas {

namespace {

using namespace tables;

/// Makes plans of the rows of participants.
class RatingTable : public ParticipantRows {
public:
    RatingTable(const TableHeader& header, const RatingTableOptions& options, const RatingTableSink& sink, CsvProblems& problems, const ByteSource& source)
        : header_(header), options_(options), sink_(sink), problems_(problems), name_columns_(name_columns(header.columns)), dates_(source, header, options)
    {
        begin();
    }
    void row(CsvRecord& record, bool begins) override;
    void nobodys_row(CsvRecord& record) override;
    bool end() override;
    void restart() override
    {
        sink_.restart();
        begin();
    }
    /// Tells of what can only be said of the whole table.
    void finish();

private:
    void begin();
    void check_seen();

    const TableHeader& header_;
    const RatingTableOptions& options_;
    const RatingTableSink& sink_;
    CsvProblems& problems_;
    std::vector<NameColumn> name_columns_;
    std::vector<WrittenName> written_;  ///< by the participant whose rows come now
    CsvSeen seen_;
    DateColumn dates_;
    std::optional<ParticipantReader> participant_;
};

/// The options with what they name in NFC, as the names of the table are.
RatingTableOptions with_composed_names(RatingTableOptions options)
{
    for (auto* pairs : {&options.columns, &options.occasions}) {
        for (auto& [ours, theirs] : *pairs) {
            ours = composed_name(ours);
            theirs = composed_name(theirs);
        }
    }
    for (auto& column : options.skipped) {
        column = composed_name(column);
    }
    for (auto* text : {&options.only_column, &options.only_text, &options.wide}) {
        *text = composed_name(*text);
    }
    return options;
}

void RatingTable::begin()
{
    problems_.clear();
    seen_ = {};
    participant_.emplace(header_.columns, options_, problems_, seen_, dates_, !sink_.grid);
    if (sink_.columns) {
        std::vector<std::string> covariates;
        for (const auto& column : header_.columns.covariates) {
            covariates.push_back(column.name);
        }
        sink_.columns(covariates);
    }
}

void RatingTable::row(CsvRecord& record, bool begins)
{
    const auto id = [&] { return record.cell(column_of(header_.columns.columns, CsvField::id)); };
    problems_.about(begins ? id() : std::string_view(participant_->read().plan.id));
    if (begins) {
        written_.clear();
    }
    const bool sound = is_sound(record, header_, options_, problems_);
    const bool visible = !sound || record.plain || settle_names(record, name_columns_, problems_, written_);
    if (begins) {
        participant_->begin(id(), record);
    }
    if (!sound || !visible) {
        participant_->mark_invalid();
    }
    if (sound) {
        participant_->row(record);
    }
}

void RatingTable::nobodys_row(CsvRecord& record)
{
    problems_.about("");
    if (is_sound(record, header_, options_, problems_) && !record.plain) {
        (void)settle_names(record, name_columns_, problems_, written_);
    }
    problems_.at_cell(record, column_of(header_.columns.columns, CsvField::id),
                      {Rule::missing_key, "the row has no id", "write the participant's id in every row; leave out rows of totals and notes"});
}

bool RatingTable::end()
{
    problems_.about(participant_->read().plan.id);
    const bool usable = participant_->finish();
    const auto& read = participant_->read();
    if (!written_.empty() || !read.places.written.empty()) {
        participant_->names_written(written_);
    }
    if (!usable) {
        if (sink_.left_out) {
            sink_.left_out(read.plan, read.grid, read.places, !read.weights_unread);
        }
        return true;
    }
    if (sink_.grid) {
        return sink_.grid(read.plan, read.grid, read.places);
    }
    return !sink_.plan || sink_.plan(read.plan, read.places);
}

/// Options that no row has answered to: a mistyped text must not empty a study in silence.
void RatingTable::check_seen()
{
    if (!options_.only_column.empty() && !seen_.only_matched) {
        std::string there;
        for (const auto& text : seen_.only_texts) {
            there += (there.empty() ? "" : ", ") + quoted_token(text);
        }
        problems_.at_line(
            1, {Rule::unknown_word, fmt::format("no row has {} in the column \"{}\" of --where", quoted_token(options_.only_text), options_.only_column),
                there.empty() ? "the column is empty" : "it has " + there});
    }
    for (std::size_t i = 0; i < options_.occasions.size(); ++i) {
        if (i >= seen_.occasions.size() || !seen_.occasions[i]) {
            problems_.at_line(
                1, {Rule::unknown_word, fmt::format("no row has the occasion {} of --map-occasion", quoted_token(options_.occasions[i].second)), ""});
        }
    }
}

void RatingTable::finish()
{
    problems_.about("");
    check_seen();
    if (sink_.without_only_text && seen_.only_matched && seen_.unmatched_participants > 0) {
        sink_.without_only_text(seen_.unmatched_participants);
    }
}

}  // namespace

void read_rating_table(const ByteSource& source, const std::string& name, const RatingTableOptions& given, const RatingTableSink& sink)
{
    CsvProblems problems(name, sink);
    const auto options = with_composed_names(given);
    if (auto wrong = check_options(options); !wrong.empty()) {
        problems.at_line(0, {Rule::wrong_type, std::move(wrong), ""});
        return;
    }
    const auto header = read_table_header(source, options, problems);
    if (!header) {
        return;
    }
    RatingTable table(*header, options, sink, problems, source);
    RowGroups groups(source, *header, problems, options.windows_1252);
    const auto outcome = groups.for_each_participant(table, static_cast<bool>(sink.restart));
    if (outcome == RowGroups::Outcome::done && groups.any_row()) {
        table.finish();
    } else if (outcome == RowGroups::Outcome::done) {
        problems.at_line(1, {Rule::no_plan, "the table has a header and no rows", ""});
    }
    if (outcome != RowGroups::Outcome::stopped) {
        problems.finish();
    }
}

}  // namespace gas

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "csv_problems.hpp"
#include "table_header.hpp"

/// The rows of a table by participant, in whatever order they stand in it.
namespace gas::tables {

/// Takes the rows of participants, one after the other. This one forgets them.
class ParticipantRows {
public:
    virtual ~ParticipantRows() = default;
    /// A row of the participant whose rows come now; their first, where `begins`.
    virtual void row(CsvRecord&, [[maybe_unused]] bool begins) {}
    /// A row without an id.
    virtual void nobodys_row(CsvRecord&) {}
    /// All rows of the participant have come. False to stop.
    virtual bool end() { return true; }
    /// Forgets all rows: they come again, in another order.
    virtual void restart() {}
};

/// Gives the rows of participants in the order of their first rows. Rows that stand together are given as they are read: so they do while ids ascend, or as
/// long as no id comes again, for which they are remembered. Else the rows are gathered.
class RowGroups {
public:
    enum class Outcome { done, stopped, failed, out_of_order };

    /// Of a table that is `windows_1252` the rows come as UTF-8.
    RowGroups(const ByteSource& source, const TableHeader& header, CsvProblems& problems, bool windows_1252 = false)
        : source_(source), header_(header), problems_(problems), windows_1252_(windows_1252)
    {
    }

    /// Done, stopped, or failed, which is told. Where `rows` may not restart, the order is looked at beforehand.
    Outcome for_each_participant(ParticipantRows& rows, bool may_restart);
    /// Whether there is a row at all, be it blank.
    [[nodiscard]] bool any_row() const { return any_row_; }

private:
    enum class Remember { last_id, all_ids };
    /// Each row's participant, and how many bytes the rows of each take.
    struct Counted {
        std::vector<std::uint32_t> participant_of;
        std::vector<std::uint64_t> bytes;
    };
    class HeldRows;

    template <typename Take>
    Outcome for_each_row(Take take);
    Outcome look(Remember remember);
    Outcome stream(ParticipantRows& rows, Remember remember);
    Outcome gather(ParticipantRows& rows);
    Outcome count(Counted& counted);
    Outcome hold(const Counted& counted, HeldRows& held);
    Outcome fail(const ReadError& wrong);
    /// In NFC, without what nobody sees: by this ids are one or not. Until the next is asked for.
    [[nodiscard]] std::string_view id_of(const CsvRecord& record) const
    {
        const auto id = record.cell(column_of(header_.columns.columns, CsvField::id));
        return record.plain ? id : settled_id(id);
    }
    [[nodiscard]] std::string_view settled_id(std::string_view id) const;

    const ByteSource& source_;
    const TableHeader& header_;
    CsvProblems& problems_;
    bool windows_1252_;
    bool any_row_ = false;
    mutable std::string composed_;  ///< room for an id that was in another form
};

}  // namespace gas::tables

// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "cli/console.hpp"
#include "cli/descriptor.hpp"
#include "cli/options.hpp"
#include "gas/write/frame.hpp"
#include "gas/write/writers.hpp"
#include "input/inputs.hpp"

namespace gas::app {

/// Writes all of `bytes` to a file descriptor, over interruptions. False where that fails; errno says why.
bool write_all(int fd, std::string_view bytes);

/// Where results go: standard output, or a file that is written beside its place and renamed when all is well.
class Output {
public:
    Output(std::string file, Console& console);
    ~Output();
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    /// Opens the file's stand-in, for a result of what `read` names. False where that fails, and where the file is one that is read or an existing
    /// plan, which a result must not replace; error() says why.
    bool open(std::span<const Input> read = {});
    /// The same for a file that is read to be changed. `own_name`: how the stand-in is called while it has a name, where no other process uses that meanwhile;
    /// one that a killed process left goes.
    bool open_to_change(const std::string& own_name = "");
    bool write(std::string_view bytes);
    /// Puts the file in its place. False where a write or this failed, and where `still_so`, asked when nothing else is left to do, says no.
    bool commit(const std::function<bool()>& still_so = {});
    /// Whether the stand-in has a name, and what has that name is what was written here.
    [[nodiscard]] bool has_stand_in() const;
    /// Says why what was to be written is not whole.
    void fail_for(const std::string& why) { error_ = error_.empty() ? why : error_; }
    [[nodiscard]] const std::string& error() const { return error_; }
    [[nodiscard]] bool is_file() const { return !file_.empty(); }

private:
    bool fail(std::string_view doing);
    bool open_stand_in();
    bool open_named();
    void set_rights();
    bool put_in_place(const std::function<bool()>& still_so);
    std::string made_beside_file(const std::function<bool(const std::string& name)>& make);

    std::string file_;
    std::string stand_in_;  ///< name of what is written, while it has one
    std::string own_name_;  ///< that it gets; empty: a random one
    std::string error_;
    Console& console_;
    Descriptor descriptor_;
    bool direct_ = false;  ///< a device or pipe: there is nothing to rename
};

/// How tables look to `console`.
TableStyle table_style(const WriteOptions& options, const Console& console);
/// How rows look by the options, in any format.
RowStyle row_style(const WriteOptions& options, JsonEnvelope envelope, TableStyle table);

/// Writes `frame` in the format asked for, one of row_formats(). False where a write failed; the rest of the style comes from the options.
bool write_frame(const Frame& frame, const WriteOptions& options, const JsonEnvelope& envelope, const TableStyle& table, Output& output);

/// Ends an output: puts a file in its place if all was `written`, else tells why not. Whether the result is out.
bool finish(bool written, Output& output, const Console& console);

}  // namespace gas::app

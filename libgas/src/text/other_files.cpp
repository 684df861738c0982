// SPDX-License-Identifier: MIT
#include "other_files.hpp"

#include <algorithm>

namespace gas {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view save_sheet = "save its sheet with the ratings as \"CSV UTF-8\"";
constexpr std::string_view unpack = "unpack it first";
constexpr std::string_view export_csv = "export it as CSV from the program that wrote it";
constexpr std::string_view no_text = "plans are text files in UTF-8, tables of ratings CSV";

struct Beginning {
    std::string_view bytes;
    OtherFile file;
};
// by the first bytes, as the formats' own descriptions and file(1) have them
constexpr Beginning beginnings[] = {
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, {"an Excel workbook of before 2007, or another file of Office", save_sheet}},
    {"\x1F\x8B"sv, {"a file packed by gzip", unpack}},
    {"\xFD\x37\x7A\x58\x5A\x00"sv, {"a file packed by xz", unpack}},
    {"\x28\xB5\x2F\xFD"sv, {"a file packed by zstd", unpack}},
    {"$FL2"sv, {"a data file of SPSS", export_csv}},
    {"$FL3"sv, {"a data file of SPSS", export_csv}},
    {"<stata_dta>"sv, {"a data file of Stata", export_csv}},
    {"HEADER RECORD*******"sv, {"a transport file of SAS", export_csv}},
    {"SQLite format 3\x00"sv, {"a database of SQLite", export_csv}},
    {"PAR1\x15"sv, {"a Parquet file", export_csv}},
    {"%PDF-"sv, {"a PDF", no_text}},
    {lfs_beginning, {"a pointer of git-lfs, not the file it stands for", "`git lfs pull` fetches the file"}},
};

OtherFile in_zip(std::string_view bytes)
{
    const auto has = [&](std::string_view name) { return bytes.find(name) != std::string_view::npos; };
    if (has("xl/")) {
        return {"an Excel workbook", save_sheet};
    }
    if (has("opendocument.spreadsheet")) {
        return {"an OpenDocument spreadsheet", save_sheet};
    }
    return has("word/") ? OtherFile{"a Word document", no_text} : OtherFile{"a zip archive", unpack};
}

}  // namespace

std::optional<OtherFile> other_file(std::string_view beginning)
{
    if (beginning.starts_with("PK\x03\x04")) {
        return in_zip(beginning);
    }
    if (beginning.starts_with("BZh") && beginning.substr(std::min<std::size_t>(beginning.size(), 4)).starts_with("1AY&SY")) {
        return OtherFile{"a file packed by bzip2", unpack};
    }
    const auto* found = std::find_if(std::begin(beginnings), std::end(beginnings), [&](const Beginning& known) { return beginning.starts_with(known.bytes); });
    return found == std::end(beginnings) ? std::nullopt : std::optional(found->file);
}

bool begins_with_cells(std::string_view beginning)
{
    const auto line = beginning.substr(0, std::min(beginning.find_first_of("\r\n"), beginning.size()));
    return line.find_first_of(",;\t|") != std::string_view::npos && line.find_first_of("{[#") == std::string_view::npos &&
           line.find(": ") == std::string_view::npos && !line.starts_with("---");
}

}  // namespace gas

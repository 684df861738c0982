// SPDX-License-Identifier: MIT
#include <fstream>
#include <set>
#include <sstream>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "../printers.hpp"
#include "gas/format/schema.hpp"

using namespace gas;

namespace {

/// The keys as gas-plan(5) has them.
std::string page_keys()
{
    std::string text;
    for (const auto& key : format_keys.subspan(1)) {
        text += fmt::format("*{}*: {}\n\t{}\n\n", key.path, value_text(key), key.doc);
    }
    return text;
}

}  // namespace

TEST_CASE("the keys in gas-plan(5) are those of the schema")
{
    std::ifstream file(GAS_TEST_DIR "/../man/gas-plan.5.scd");
    std::stringstream page;
    page << file.rdbuf();
    const auto text = page.str();
    REQUIRE(text.find("# KEYS\n") != std::string::npos);
    const auto begin = text.find("*gas*: ", text.find("# KEYS\n"));
    REQUIRE(begin != std::string::npos);
    CHECK(text.substr(begin, text.find("# ", begin) - begin) == page_keys());
}

TEST_CASE("every row has its place: a parent that takes keys, a list or a map that it is an element of, and what its type needs")
{
    std::set<std::string> paths;
    for (const auto& key : format_keys) {
        CAPTURE(key.path);
        CHECK(paths.insert(std::string(key.path)).second);
        CHECK(key.doc.find('\n') == std::string_view::npos);
        CHECK((key.type == KeyType::word) == !key.values.words.empty());
        CHECK((key.type == KeyType::integer) == (key.type != KeyType::number && key.values.low > -1e300));
        const auto parents = std::count_if(format_keys.begin(), format_keys.end(), [&](const KeyInfo& other) {
            const bool holds = other.path == key.path.substr(0, key.path.size() - 2) && other.type == (key.path.ends_with(']') ? KeyType::list : KeyType::keys);
            return key.is_element()
                       ? holds
                       : is_key_of(other, key) && other.type == (other.is_element() && other.key == FormatKey::rating ? KeyType::rated : KeyType::keys);
        });
        CHECK(parents == (key.key == FormatKey::plan ? 0 : 1));
    }
}

TEST_CASE("a row says what its key is called, takes and means")
{
    CHECK(value_text(key_info(FormatKey::rho)) == "a number from 0 to 1");
    CHECK(value_text(key_info(FormatKey::goal_weight)) == "a number of 0 or more");
    CHECK(value_text(key_info(FormatKey::goal_importance)) == "a whole number from 0 to 3");
    CHECK(value_text(key_info(FormatKey::entry_role)) == "practitioner, patient, caregiver or independent");
    CHECK(key_info(FormatKey::scale_text).name() == "text");
    CHECK(key_info(FormatKey::rating).name() == "levels");
    CHECK(key_info(FormatKey::start).name() == "start");
    CHECK(identity_under("goals", true) == Identity::goal);
    CHECK(identity_under("levels", false) == Identity::goal);
    CHECK(identity_under("ratings", true) == Identity::entry);
    CHECK(identity_under("scale", false) == Identity::name);
    CHECK(identity_under("needs", true) == Identity::id);
    CHECK(identity_under("", true) == Identity::name);
}

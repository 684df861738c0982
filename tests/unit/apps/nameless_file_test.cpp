// SPDX-License-Identifier: MIT
#include <array>

#include <doctest/doctest.h>

#include "input/nameless_file.hpp"

TEST_CASE("a nameless file gives back what was put into it, and says why where it cannot")
{
    const auto spool = gas::app::nameless_spool();
    CHECK(spool.append("abcdef") == "");
    CHECK(spool.append("ghi") == "");
    std::array<char, 4> into{};
    CHECK(spool.read(4, into) == "");
    CHECK(std::string_view(into.data(), into.size()) == "efgh");
    CHECK(spool.read(7, into) == "the file in which they wait has become shorter");  // and not "Success"
}

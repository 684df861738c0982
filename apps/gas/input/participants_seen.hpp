// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace gas::app {

/// Participants and where they came from, to tell of an id that comes in two places.
class ParticipantsSeen {
public:
    void see(const std::string& id, const std::string& file);
    void clear() { *this = {}; }
    /// Whether one came in two files.
    [[nodiscard]] bool in_two_files() const { return in_two_files_; }
    /// "1 participant id stands in two places: P1 in a.gas.yaml and b.gas.yaml"; empty where none does.
    [[nodiscard]] std::string told() const;

private:
    struct Places {
        std::size_t first = 0;  ///< indices into files_
        std::size_t second = 0;
    };
    std::vector<std::string> files_;
    std::unordered_map<std::string, std::size_t> first_;  ///< by id: the file that it came in first
    std::map<std::string, Places> twice_;
    bool in_two_files_ = false;
};

}  // namespace gas::app

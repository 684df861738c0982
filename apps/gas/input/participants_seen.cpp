// SPDX-License-Identifier: MIT
#include "input/participants_seen.hpp"

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

void ParticipantsSeen::see(const std::string& id, const std::string& file)
{
    if (files_.empty() || files_.back() != file) {
        files_.push_back(file);  // participants of one file come one after the other
    }
    const auto here = files_.size() - 1;
    const auto [known, fresh] = first_.try_emplace(id, here);
    if (!fresh) {
        twice_.try_emplace(id, Places{known->second, here});
        in_two_files_ = in_two_files_ || files_[known->second] != file;
    }
}

std::string ParticipantsSeen::told() const
{
    constexpr std::size_t most = 3;
    if (twice_.empty()) {
        return "";
    }
    std::string text = counted(twice_.size(), "participant id stands in two places", "participant ids stand in two places");
    std::size_t i = 0;
    for (const auto& [id, places] : twice_) {
        if (i++ == most) {
            return text + fmt::format(" and {} more", twice_.size() - most);
        }
        const auto& [first, second] = places;
        text += fmt::format("{} {} {}", i == 1 ? ":" : ",", visible(id),
                            files_[first] == files_[second] ? "twice in " + visible(files_[first])
                                                            : fmt::format("in {} and {}", visible(files_[first]), visible(files_[second])));
    }
    return text;
}

}  // namespace gas::app

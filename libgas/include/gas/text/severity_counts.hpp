// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "gas/text/rules.hpp"

namespace gas {

/// How many findings of each severity.
struct SeverityCounts {
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t infos = 0;

    void add(Severity severity, std::size_t count = 1) { (severity == Severity::error ? errors : severity == Severity::warning ? warnings : infos) += count; }
    void add(const SeverityCounts& other)
    {
        errors += other.errors;
        warnings += other.warnings;
        infos += other.infos;
    }
    [[nodiscard]] std::size_t total() const { return errors + warnings + infos; }
};

}  // namespace gas

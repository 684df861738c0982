// SPDX-License-Identifier: MIT
#pragma once

namespace gas::app {

/// What a run ends with; an interface that scripts rely on.
enum class ExitCode : int {
    done = 0,      ///< nothing to report
    findings = 1,  ///< ran, and there is something: findings at or above --fail-on
    failed = 2,    ///< could not do the job: usage, unreadable path, a plan that cannot be scored, a failed write
};

}  // namespace gas::app

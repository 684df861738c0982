// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "cli/descriptor.hpp"
#include "gas/syntax/edit.hpp"

namespace gas::app {

/// ".FILE.ending", the name of what lies beside `file` while a run changes it; ".gas.ending" where a name with that of the file in it could be too long.
std::string name_beside(std::string_view file, std::string_view ending);

/// A folder that this run alone writes plans in, as long as this lives.
class FolderLock {
public:
    FolderLock() = default;
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

    /// Locks `folder` (with its slash, or empty for the working one) to change `file` in it, once no other run has it; no message where that is done. The lock
    /// goes with the process, however that ends. Where the file system has no such locks, it is a link beside `file` that says who has it, for which a run on
    /// another machine waits too, and which one that was killed leaves to the next.
    EditProblem take(const std::string& folder, const std::string& file);
    /// Whether the lock is still that of the folder of this name: not where it was removed and another one was made.
    [[nodiscard]] bool is_held() const;
    /// Sees to it that what was renamed in the folder stays so when the machine stops. Why not, or empty.
    [[nodiscard]] std::string sync() const;

private:
    EditProblem take_link(const std::string& lock);

    Descriptor folder_;
    std::string path_;
    std::string lock_;  ///< the link; empty where the folder is locked
};

}  // namespace gas::app

// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "gas/summary/participant_scores.hpp"

/// What rows of scores cannot say, since `gas score` never writes it.
namespace gas::summary {

RowProblem contradicting(std::string message);

/// How far the change is from the difference of the two T, where it rests on the same goals as T; else 0.
double change_off(const ScoredEntry& entry);

/// What cannot all be true of one entry; empty where it can.
std::string contradiction(const ScoredEntry& entry);

/// What a method says that is none of ours; nothing where all is known, or not stated.
std::optional<RowProblem> unknown_method(const ScoringMethod& method);

/// A role that is none of ours: --role would leave out its entries.
std::optional<RowProblem> unknown_role(std::string_view role);

/// A name with a character that nobody sees, as no row of ours has one: it would be a second name.
std::optional<RowProblem> hidden_in(std::initializer_list<std::string_view> names);

}  // namespace gas::summary

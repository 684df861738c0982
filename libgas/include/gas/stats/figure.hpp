// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace gas {

/// Why a statistic has no value.
enum class NoFigure {
    no_value,           ///< there is no value to compute it from
    too_few,            ///< there are too few values, or pairs
    no_variance,        ///< all values are equal, or those of each group
    no_difference,      ///< all differences are 0
    baseline_sd_0,      ///< all baselines are equal
    negative_variance,  ///< the estimated variances leave a correlation without meaning
    not_defined,        ///< chance alone agrees fully, or nothing varies
    not_computed        ///< the distribution cannot be computed for figures of this size
};

/// The word of a reason in outputs: "no-value", "too-few" and so on.
std::string_view to_string(NoFigure why);

/// A figure, or why there is none.
template <typename T>
class Figure {
public:
    Figure(T value) : held_(std::move(value)) {}
    Figure(NoFigure why) : held_(why) {}

    explicit operator bool() const { return std::holds_alternative<T>(held_); }
    /// The figure; only where there is one.
    const T& operator*() const { return *std::get_if<T>(&held_); }
    const T* operator->() const { return std::get_if<T>(&held_); }
    /// Why there is none; only where there is none.
    [[nodiscard]] NoFigure why() const { return *std::get_if<NoFigure>(&held_); }

    /// A part of the figure, or the same reason.
    template <typename Part, typename Whole>
    [[nodiscard]] Figure<Part> part(Part Whole::*which) const
    {
        return *this ? Figure<Part>((**this).*which) : Figure<Part>(why());
    }
    /// A part that need not be there itself.
    template <typename Part, typename Whole>
    [[nodiscard]] Figure<Part> part(Figure<Part> Whole::*which) const
    {
        return *this ? (**this).*which : Figure<Part>(why());
    }

private:
    std::variant<T, NoFigure> held_;
};

}  // namespace gas

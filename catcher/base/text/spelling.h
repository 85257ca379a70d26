#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hookline {

/// The name that `word` was probably meant to be: the nearest within a third of its length or
/// two changes, case ignored. None when nothing is near. The view is one of `names`.
std::optional<std::string_view> closest_name(std::string_view word,
                                             std::span<const std::string_view> names);

/// The nearest within so many changes, case ignored.
std::optional<std::string_view> closest_name_within(std::size_t changes_max, std::string_view word,
                                                    std::span<const std::string_view> names);

/// `did you mean "unsubscribe"? Known are: "forward", …`; without a near one `known are: …`. At
/// most 40 names are listed.
std::string suggestion(std::string_view word, std::span<const std::string_view> names);

}  // namespace hookline

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hookline {

class Matcher;

/// The two sides of a value that isn't as expected, as reports show them: bytes, not necessarily
/// UTF-8, at most about a thousand of each. Of long texts that begin alike it is the stretch around
/// the first byte that differs.
struct ValueDifference {
  std::string expected;
  std::string actual;
  std::string hint;  ///< where and how they differ, of long texts
};

/// `actual` none: there is no such value.
ValueDifference difference_of(const Matcher& expected, std::optional<std::string_view> actual);

}  // namespace hookline

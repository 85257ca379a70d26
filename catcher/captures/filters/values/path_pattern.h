#pragma once

#include "catcher/captures/filters/values/value_pattern.h"

#include <string_view>

namespace hookline {

/// The path that a filter asks for, with "*" for anything. It may be written as it was sent or as a
/// browser's address line shows it: "/caf%C3%A9" and "/café" are the same. An encoded "/", "?", "#"
/// or "%" is another character than the plain one.
class PathPattern {
 public:
  explicit PathPattern(std::string_view wanted);

  bool matches(std::string_view path) const;
  /// Whether it is a path, or the start of one and "*", that has to have the same bytes to match:
  /// no character in it is ever encoded.
  bool is_plain() const { return plain_; }

 private:
  ValuePattern as_written_;
  ValuePattern decoded_;
  bool plain_;
};

}  // namespace hookline

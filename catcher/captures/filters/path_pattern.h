#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// The path that a filter asks for: exact, or a prefix where it ends in "*". It may be written as
/// it was sent or as a browser's address line shows it: "/caf%C3%A9" and "/café" are the same. An
/// encoded "/", "?", "#" or "%" is another character than the plain one.
class PathPattern {
 public:
  explicit PathPattern(std::string_view wanted);

  bool matches(std::string_view path) const;
  /// Whether a path has to have the same bytes to match: no character in the pattern is ever
  /// encoded.
  bool is_plain() const { return plain_; }

 private:
  std::string wanted_;  ///< without the "*"
  std::string decoded_;
  bool prefix_;
  bool plain_;
};

}  // namespace hookline

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// A value as a filter asks for it: "*" stands for any text, also for none, and "\*" for the star
/// itself.
class ValuePattern {
 public:
  /// With kAny, upper and lower case of ASCII letters are the same.
  enum class Case { kExact, kAny };

  explicit ValuePattern(std::string_view written, Case letters = Case::kExact);

  bool matches(std::string_view text) const;
  /// Whether one text alone matches: that of literal().
  bool is_literal() const { return pieces_.size() == 1; }
  const std::string& literal() const { return pieces_.front(); }
  /// Whether every text matches.
  bool is_anything() const;

  /// What stands between the stars; in small letters where case doesn't matter.
  const std::vector<std::string>& pieces() const { return pieces_; }
  /// The same pattern with other texts between the stars, as many.
  ValuePattern with_pieces(std::vector<std::string> pieces) const;

 private:
  bool fits(std::string_view text) const;

  std::vector<std::string> pieces_;
  Case letters_;
};

/// The value as it is written for a pattern that only this text matches.
std::string with_literal_stars(std::string_view text);

}  // namespace hookline

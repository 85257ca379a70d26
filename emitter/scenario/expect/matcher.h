#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace re2 {
class RE2;
}

namespace hookline {

class JsonValue;

/// What a value may look like.
enum class Likeness : std::uint8_t { kDateTime, kEmail, kInteger, kDecimal, kUrl };

/// date_time: "2024-02-28T04:45:41-06:00", or the older "2013-07-18 08:46:33"; decimal: with or
/// without thousands separators and a fraction; url: absolute, http or https.
bool is_like(Likeness likeness, std::string_view text);

/// What a scenario expects of one field. A value: copies share the compiled pattern.
class Matcher {
 public:
  static Matcher equals(std::string text) { return Matcher(Equals{std::move(text)}); }
  /// Found anywhere in the value unless anchored. RE2's syntax: no back references, no look-around,
  /// but linear time whatever the pattern and the text. Throws std::invalid_argument with a
  /// sentence.
  static Matcher matches(const std::string& pattern);
  static Matcher contains(std::string text) { return Matcher(Contains{std::move(text)}); }
  static Matcher one_of(std::vector<std::string> texts) { return Matcher(OneOf{std::move(texts)}); }
  static Matcher like(Likeness likeness) { return Matcher(likeness); }
  static Matcher present(bool present) { return Matcher(Present{present}); }
  /// Equal to bytes that others hold as well, and that may be many.
  static Matcher same_as(std::shared_ptr<const std::string> bytes) {
    return Matcher(SameAs{std::move(bytes)});
  }

  /// None: there is no such field.
  bool meets(std::optional<std::string_view> value) const;
  /// The text that the value must equal; null where it is asked for otherwise.
  const std::string* text() const;
  /// Of matches() alone.
  std::optional<std::string> pattern() const;
  /// All texts that it takes, of equals and one_of; empty for the others.
  std::vector<std::string_view> texts() const;
  /// Whether it takes whatever is there, so that it says no more than {"present": true}.
  bool takes_anything() const;
  /// As reports say it: the text itself, or `contains "a"`, `like date_time`, "(absent)".
  std::string description() const;

 private:
  struct Equals {
    std::string text;
  };
  struct Pattern {
    std::shared_ptr<const re2::RE2> compiled;
  };
  struct Contains {
    std::string text;
  };
  struct OneOf {
    std::vector<std::string> texts;
  };
  struct Present {
    bool present;
  };
  struct SameAs {
    std::shared_ptr<const std::string> bytes;
  };
  using Rule = std::variant<Equals, Pattern, Contains, OneOf, Likeness, Present, SameAs>;
  explicit Matcher(Rule rule) : rule_(std::move(rule)) {}

  Rule rule_;
};

/// A text, which may be a long one (read_long_text), or an object with one of matches, contains,
/// one_of, like, present. Throws Failure(kInvalidInput).
Matcher read_matcher(const JsonValue& value);

}  // namespace hookline

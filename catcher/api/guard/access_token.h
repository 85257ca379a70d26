#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// What a caller of the page's address has to know. It may hold any characters: in a URL, and
/// wherever a header can't hold them, they are percent-encoded.
class AccessToken {
 public:
  /// Empty: nothing has to be known.
  explicit AccessToken(std::string text) : text_(std::move(text)) {}

  bool is_wanted() const { return !text_.empty(); }
  /// "/?token=…", what the printed URL ends with; empty where none is wanted.
  std::string url_suffix() const;

  /// Whether it is the value of an Authorization header: "Bearer TOKEN", as it is or
  /// percent-encoded.
  bool is_in_authorization(std::string_view value) const;
  /// Whether the target's query has it as token=. A "+" may stand for itself or for a space.
  bool is_in_target(std::string_view target) const;

 private:
  bool is_same(std::string_view given) const;

  std::string text_;
};

/// The Authorization header's value for a token, made of ASCII alone.
std::string bearer_of(std::string_view token);

}  // namespace hookline

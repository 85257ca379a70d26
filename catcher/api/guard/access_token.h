#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hookline {

struct WireRequest;

/// What a caller of the page's address has to know. It may hold any characters: in a URL, and
/// wherever a header can't hold them, they are percent-encoded.
class AccessToken {
 public:
  /// Empty: nothing has to be known.
  explicit AccessToken(std::string text) : text_(std::move(text)) {}

  bool is_wanted() const { return !text_.empty(); }
  /// "/?token=…", what the printed URL ends with; empty where none is wanted.
  std::string url_suffix() const;

  /// Whether the request has it, in an Authorization header or as token= in its query.
  bool is_in(const WireRequest& request) const;
  /// Takes as long however much of it is right, so that nobody can guess it bit by bit.
  bool is_same(std::string_view given) const;
  /// Whether it is the value of an Authorization header: "Bearer TOKEN", as it is or
  /// percent-encoded.
  bool is_in_authorization(std::string_view value) const;
  /// Whether the target's query has it under that name. A "+" may stand for itself or for a space.
  bool is_in_target(std::string_view target, std::string_view name = "token") const;

 private:
  std::string text_;
};

/// The values of the request's headers of that name, as they came. They last as long as it does.
std::vector<std::string_view> header_values(const WireRequest& request, std::string_view name);

/// 32 hexadecimal digits, new at each call.
std::string random_token();

/// The Authorization header's value for a token, made of ASCII alone.
std::string bearer_of(std::string_view token);

}  // namespace hookline

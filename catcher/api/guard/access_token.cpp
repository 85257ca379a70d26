#include "catcher/api/guard/access_token.h"

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/http/headers/header.h"

#include <algorithm>

#include <openssl/crypto.h>

namespace hookline {
namespace {

constexpr std::string_view kScheme = "bearer ";

bool stands_for_itself(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

/// As encodeURIComponent of browsers, or stricter: safe in any part of a URL and in a header.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (stands_for_itself(c)) {
      out += c;
    } else {
      out.append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
  return out;
}

}  // namespace

std::string AccessToken::url_suffix() const {
  return is_wanted() ? "/?token=" + percent_encoded(text_) : "";
}

bool AccessToken::is_in_authorization(std::string_view value) const {
  if (!equals_ignoring_case(value.substr(0, kScheme.size()), kScheme)) return false;
  value.remove_prefix(kScheme.size());
  value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
  return is_same(value) || is_same(decode_percent(value));
}

bool AccessToken::is_in_target(std::string_view target) const {
  const auto mark = target.find('?');
  if (mark == std::string_view::npos) return false;
  const std::string_view query = target.substr(mark + 1);
  for (const FormField& field : decode_form(query)) {
    if (field.name == "token" && is_same(field.value)) return true;
  }
  // Who writes a URL by hand may mean a "+" as it stands.
  std::string literal;
  for (const char c : query) literal += c == '+' ? std::string("%2B") : std::string(1, c);
  for (const FormField& field : decode_form(literal)) {
    if (field.name == "token" && is_same(field.value)) return true;
  }
  return false;
}

/// In a time that doesn't tell how much of it was right.
bool AccessToken::is_same(std::string_view given) const {
  return given.size() == text_.size() &&
         CRYPTO_memcmp(given.data(), text_.data(), text_.size()) == 0;
}

std::string bearer_of(std::string_view token) {
  return "Bearer " + percent_encoded(token);
}

}  // namespace hookline

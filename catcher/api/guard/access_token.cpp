#include "catcher/api/guard/access_token.h"

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/text/ascii.h"
#include "catcher/wire/request/wire_request.h"

#include <algorithm>
#include <array>
#include <random>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/crypto.h>

namespace hookline {
namespace {

constexpr std::string_view kScheme = "bearer ";

bool stands_for_itself(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/// Escapes at least what a browser's encodeURIComponent escapes: safe in any part of a URL and in a
/// header.
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
  value = trimmed_start(value.substr(kScheme.size()), " ");
  return is_same(value) || is_same(decode_percent(value));
}

bool AccessToken::is_in(const WireRequest& request) const {
  return is_in_target(request.target) ||
         std::ranges::any_of(header_values(request, "authorization"),
                             [this](std::string_view value) { return is_in_authorization(value); });
}

bool AccessToken::is_in_target(std::string_view target, std::string_view name) const {
  const auto mark = target.find('?');
  if (mark == std::string_view::npos) return false;
  const std::string_view query = target.substr(mark + 1);
  for (const FormField& field : decode_form(query)) {
    if (field.name == name && is_same(field.value)) return true;
  }
  // In a URL written by hand a "+" may stand for itself.
  std::string literal;
  for (const char c : query) literal += c == '+' ? std::string("%2B") : std::string(1, c);
  for (const FormField& field : decode_form(literal)) {
    if (field.name == name && is_same(field.value)) return true;
  }
  return false;
}

bool AccessToken::is_same(std::string_view given) const {
  return given.size() == text_.size() &&
         CRYPTO_memcmp(given.data(), text_.data(), text_.size()) == 0;
}

std::vector<std::string_view> header_values(const WireRequest& request, std::string_view name) {
  std::vector<std::string_view> values;
  const auto head = std::string_view(request.raw).substr(0, request.head_bytes);
  HeaderLines lines(split_head(head).header_lines);
  for (HeaderLine line; lines.next(line);) {
    if (equals_ignoring_case(line.name, name)) values.push_back(line.value);
  }
  return values;
}

std::string random_token() {
  std::array<unsigned char, 16> random{};
  std::random_device device;
  for (unsigned char& byte : random) byte = static_cast<unsigned char>(device());
  return fmt::format("{:02x}", fmt::join(random, ""));
}

std::string bearer_of(std::string_view token) {
  return "Bearer " + percent_encoded(token);
}

}  // namespace hookline

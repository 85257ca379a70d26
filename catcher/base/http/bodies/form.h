#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// One pair of a form or a query, decoded: bytes, not necessarily UTF-8.
struct FormField {
  std::string name;
  std::string value;
  friend bool operator==(const FormField&, const FormField&) = default;
};

/// In wire order, repeats kept.
using FormFields = std::vector<FormField>;

/// Appends text as PHP's urlencode() writes it (which http_build_query() uses): letters, digits and
/// "-_." stand, a space is "+", every other byte is %XX in upper case. Any bytes go in; there is no
/// length limit.
void append_form_encoded(std::string& out, std::string_view text);

/// The application/x-www-form-urlencoded body of the fields, byte for byte as PHP's
/// http_build_query().
std::string encode_form(std::span<const FormField> fields);

/// Reads such a body (or a query string) as a receiver does: "&" separates, "+" is a space, %XX a
/// byte; a
/// "%" that starts no escape stands for itself; a part without "=" has an empty value; empty parts
/// are skipped. Never fails.
FormFields decode_form(std::string_view text);

/// Decodes %XX alone, as in a path. A "%" that starts no escape stands for itself.
std::string decode_percent(std::string_view text);

}  // namespace hookline

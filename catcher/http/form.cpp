#include "catcher/http/form.h"

#include <array>
#include <cstdint>

namespace hookline {
namespace {

constexpr std::array<bool, 256> bare_bytes() {
  std::array<bool, 256> bare{};
  for (int c = '0'; c <= '9'; ++c) bare[c] = true;
  for (int c = 'A'; c <= 'Z'; ++c) bare[c] = true;
  for (int c = 'a'; c <= 'z'; ++c) bare[c] = true;
  bare['-'] = bare['_'] = bare['.'] = true;
  return bare;
}

constexpr auto kBare = bare_bytes();
constexpr char kHex[] = "0123456789ABCDEF";

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
               hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

void append_form_encoded(std::string& out, std::string_view text) {
  // Runs of bytes that stand for themselves are appended at once: most of a body is such runs.
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if (kBare[byte]) continue;
    out.append(text, run, i - run);
    run = i + 1;
    if (byte == ' ') {
      out += '+';
    } else {
      const char escape[] = {'%', kHex[byte >> 4], kHex[byte & 15]};
      out.append(escape, sizeof escape);
    }
  }
  out.append(text, run, text.size() - run);
}

std::string encode_form(std::span<const FormField> fields) {
  std::string out;
  for (const FormField& field : fields) {
    if (!out.empty()) out += '&';
    append_form_encoded(out, field.name);
    out += '=';
    append_form_encoded(out, field.value);
  }
  return out;
}

FormFields decode_form(std::string_view text) {
  FormFields fields;
  while (!text.empty()) {
    const auto end = text.find('&');
    const auto part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (part.empty()) continue;
    const auto equals = part.find('=');
    const auto value =
        equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1);
    fields.push_back({decode(part.substr(0, equals), true), decode(value, true)});
  }
  return fields;
}

std::string decode_percent(std::string_view text) {
  return decode(text, false);
}

}  // namespace hookline

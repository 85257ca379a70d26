#include "catcher/base/http/bodies/form.h"

#include "catcher/base/text/ascii.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace hookline {
namespace {

constexpr bool stands_for_itself(int c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
         c == '_' || c == '.';
}

/// What a byte becomes: its first `size` characters.
struct Encoded {
  char text[3];
  std::uint8_t size;
};

constexpr std::array<Encoded, 256> encoded_bytes() {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::array<Encoded, 256> table{};
  for (int c = 0; c < 256; ++c) table[c] = {{'%', kHex[c >> 4], kHex[c & 15]}, 3};
  for (int c = 0; c < 256; ++c)
    if (stands_for_itself(c)) table[c] = {{static_cast<char>(c)}, 1};
  table[' '] = {{'+'}, 1};
  return table;
}

constexpr auto kEncoded = encoded_bytes();
constexpr std::size_t kChunkBytes = 256;
constexpr std::size_t kLongBytes = 4096;

/// What a long text takes up encoded, judged by its beginning: a guess that saves growing in steps,
/// and a pass over all of it.
std::size_t likely_encoded_size(std::string_view text) {
  const auto sample = text.substr(0, kLongBytes);
  std::size_t size = 0;
  for (const char c : sample) size += kEncoded[static_cast<std::uint8_t>(c)].size;
  return text.size() / sample.size() * (size + size / 32) + kLongBytes;
}

/// Writes without a branch per byte: four characters are copied whatever the byte becomes, and the
/// next byte's overwrite what was too much. Returns the end; up to 3 characters behind it are junk.
char* put_encoded(char* out, std::string_view text) {
  for (const char c : text) {
    const Encoded& encoded = kEncoded[static_cast<std::uint8_t>(c)];
    std::memcpy(out, &encoded, sizeof encoded);
    out += encoded.size;
  }
  return out;
}

std::string decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
               hex_value(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

void append_form_encoded(std::string& out, std::string_view text) {
  if (text.size() > kLongBytes) out.reserve(out.size() + likely_encoded_size(text));
  char chunk[kChunkBytes * 3 + sizeof(Encoded)];
  while (!text.empty()) {
    const auto part = text.substr(0, kChunkBytes);
    out.append(chunk, put_encoded(chunk, part));
    text.remove_prefix(part.size());
  }
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

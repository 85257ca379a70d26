#include "catcher/base/json/json_writer.h"

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/http/codings/base64.h"
#include "catcher/base/http/headers/header.h"
#include "catcher/base/text/steering.h"
#include "catcher/base/text/utf8.h"

#include <algorithm>
#include <cstring>

#include <fmt/ranges.h>

namespace hookline {
namespace {

constexpr std::uint64_t bytes_of(std::uint8_t byte) {
  return 0x0101010101010101u * byte;
}

/// Whether any of the eight bytes needs a second look: a control byte, a quote, a backslash, or one
/// over 126. The usual tricks: subtracting carries into the high bit of a byte that is too small.
bool needs_a_look(std::uint64_t word) {
  const auto control = word - bytes_of(0x20);
  const auto quote = (word ^ bytes_of('"')) - bytes_of(1);
  const auto backslash = (word ^ bytes_of('\\')) - bytes_of(1);
  const auto del = (word ^ bytes_of(0x7f)) - bytes_of(1);
  return ((control | quote | backslash | del | word) & bytes_of(0x80)) != 0;
}

bool stands_for_itself(char c) {
  return static_cast<std::uint8_t>(c) - 0x20u < 0x5fu && c != '"' && c != '\\';
}

std::size_t plain_prefix(std::string_view text) {
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if (needs_a_look(word)) break;
  }
  while (at < text.size() && stands_for_itself(text[at])) ++at;
  return at;
}

void append_code_unit(std::string& out, std::uint32_t unit) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[unit >> shift & 15];
}

void append_escape(std::string& out, char c) {
  constexpr std::string_view kShort = "\"\\\n\r\t";
  constexpr std::string_view kLetters = "\"\\nrt";
  const auto at = kShort.find(c);
  if (at == std::string_view::npos) return append_code_unit(out, static_cast<std::uint8_t>(c));
  out += '\\';
  out += kLetters[at];
}

void append_code(std::string& out, char32_t code) {
  if (code < 0x10000) return append_code_unit(out, code);
  append_code_unit(out, 0xd800 + ((code - 0x10000) >> 10));
  append_code_unit(out, 0xdc00 + ((code - 0x10000) & 0x3ff));
}

/// `text` is well-formed UTF-8.
void append_seen(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const auto end = std::find_if(text.begin(), text.end(), may_begin_steering);
    out.append(text.begin(), end);
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
    if (text.empty()) return;
    const FirstCharacter first = first_character(text);
    if (is_steering(first.code)) {
      append_code(out, first.code);
    } else {
      out.append(text, 0, first.length);
    }
    text.remove_prefix(first.length);
  }
}

constexpr std::string_view kCapitalHex = "0123456789ABCDEF";

/// Takes the bytes over 127 off the start of the text; false where they had to be changed.
bool append_beyond_ascii(std::string& out, std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && static_cast<std::uint8_t>(text[length]) >= 0x80) ++length;
  auto run = text.substr(0, length);
  text.remove_prefix(length);
  bool exact = true;
  for (;;) {
    const auto sound = utf8_prefix(run);
    append_seen(out, run.substr(0, sound));
    if (sound == run.size()) return exact;
    const auto byte = static_cast<std::uint8_t>(run[sound]);
    run.remove_prefix(sound + 1);
    // As the page shows bytes: two different ones never look alike.
    out += "\xe2\x80\xb9";
    out += kCapitalHex[byte >> 4];
    out += kCapitalHex[byte & 15];
    out += "\xe2\x80\xba";
    exact = false;
  }
}

}  // namespace

bool append_json_string(std::string& out, std::string_view text) {
  bool exact = true;
  out += '"';
  while (!text.empty()) {
    const auto plain = plain_prefix(text);
    out.append(text, 0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    if (static_cast<std::uint8_t>(text.front()) >= 0x80) {
      exact = append_beyond_ascii(out, text) && exact;
    } else {
      append_escape(out, text.front());
      text.remove_prefix(1);
    }
  }
  out += '"';
  return exact;
}

std::string json_to_show(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  append_seen(out, json);
  return out;
}

void JsonObjectWriter::name(std::string_view name) {
  if (!first_) out_ += ',';
  first_ = false;
  out_ += '"';
  out_ += name;
  out_ += "\":";
}

void JsonObjectWriter::add_text(std::string_view text) {
  if (!append_json_string(out_, text)) *lossy_ = true;
}

void JsonObjectWriter::text(std::string_view name, std::string_view value) {
  this->name(name);
  add_text(value);
}

JsonObjectWriter JsonObjectWriter::reopened(std::string& out) {
  return {out, Reopen::kYes};
}

void JsonObjectWriter::texts(std::string_view name, std::span<const std::string> values) {
  this->name(name);
  out_ += '[';
  for (const std::string& value : values) {
    if (out_.back() != '[') out_ += ',';
    add_text(value);
  }
  out_ += ']';
}

void JsonObjectWriter::base64(std::string_view name, std::string_view bytes) {
  this->name(name);
  out_ += '"';
  append_base64(out_, bytes);
  out_ += '"';
}

void JsonObjectWriter::encoded(std::string_view bytes) {
  if (is_utf8(bytes)) {
    text("encoding", "utf-8");
    text("data", bytes);
    return;
  }
  text("encoding", "base64");
  base64("data", bytes);
}

void JsonObjectWriter::raw(std::string_view name, std::string_view json) {
  this->name(name);
  out_ += json;
}

void JsonObjectWriter::text_or_null(std::string_view name, std::string_view value) {
  if (value.empty()) return null(name);
  text(name, value);
}

void JsonObjectWriter::numbers(std::string_view name, std::span<const std::uint64_t> values) {
  raw(name, fmt::format("[{}]", fmt::join(values, ",")));
}

void JsonObjectWriter::boolean(std::string_view name, bool value) {
  raw(name, value ? "true" : "false");
}

void JsonObjectWriter::null(std::string_view name) {
  raw(name, "null");
}

template <typename Pairs>
void JsonObjectWriter::add_pairs(std::string_view name, const Pairs& pairs) {
  this->name(name);
  out_ += '[';
  for (const auto& pair : pairs) {
    if (out_.back() == ']') out_ += ',';
    out_ += '[';
    add_text(pair.name);
    out_ += ',';
    add_text(pair.value);
    out_ += ']';
  }
  out_ += ']';
}

void JsonObjectWriter::pairs(std::string_view name, std::span<const Header> headers) {
  add_pairs(name, headers);
}

void JsonObjectWriter::pairs(std::string_view name, std::span<const FormField> fields) {
  add_pairs(name, fields);
}

void JsonObjectWriter::end_marked() {
  if (*lossy_) boolean("lossy", true);
  end();
}

}  // namespace hookline

#include "catcher/verdicts/json_layout.h"

#include "catcher/base/text/code_point.h"
#include "catcher/base/text/utf8.h"

#include <cstdint>

#include <fmt/format.h>

namespace hookline {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Takes a character of UTF-8 off the front. The text is sound.
std::uint32_t next_point(std::string_view& text) {
  const auto lead = static_cast<std::uint8_t>(text.front());
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  std::uint32_t point = size == 1 ? lead : lead & (0xffu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    point = point << 6 | (static_cast<std::uint8_t>(text[i]) & 0x3fu);
  }
  text.remove_prefix(size);
  return point;
}

/// Reads what follows "\u", a pair of surrogates as one character. A lone surrogate is none.
std::optional<std::uint32_t> escaped_point(std::string_view& text) {
  const auto first = hex4(text);
  if (!first) return std::nullopt;
  text.remove_prefix(4);
  if (*first < 0xd800 || *first > 0xdfff) return first;
  const auto second =
      *first < 0xdc00 && text.starts_with("\\u") ? hex4(text.substr(2)) : std::nullopt;
  if (!second || *second < 0xdc00 || *second > 0xdfff) return std::nullopt;
  text.remove_prefix(6);
  return 0x10000 + ((*first - 0xd800) << 10) + (*second - 0xdc00);
}

/// What a JSON text (without its quotes) stands for; none where its escapes aren't sound.
std::optional<std::string> meaning_of(std::string_view text) {
  constexpr std::string_view kShort = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  std::string out;
  while (!text.empty()) {
    const char c = text.front();
    text.remove_prefix(1);
    if (c != '\\') {
      out += c;
      continue;
    }
    if (text.empty()) return std::nullopt;
    const char kind = text.front();
    text.remove_prefix(1);
    if (const auto at = kShort.find(kind); at != std::string_view::npos) {
      out += kMeanings[at];
    } else if (const auto point = kind == 'u' ? escaped_point(text) : std::nullopt) {
      append_utf8(out, *point);
    } else {
      return std::nullopt;
    }
  }
  return out;
}

void append_unit(std::string& out, std::uint32_t unit, bool capitals) {
  out += capitals ? fmt::format("\\u{:04X}", unit) : fmt::format("\\u{:04x}", unit);
}

void append_escape(std::string& out, std::uint32_t point, bool capitals) {
  if (point >= 0x10000) {
    append_unit(out, 0xd800 + ((point - 0x10000) >> 10), capitals);
    point = 0xdc00 + ((point - 0x10000) & 0x3ff);
  }
  append_unit(out, point, capitals);
}

bool holds(std::string_view characters, std::uint32_t point) {
  return point < 0x80 && characters.find(static_cast<char>(point)) != std::string_view::npos;
}

/// Whether it is written as \uXXXX.
bool is_escaped(std::uint32_t point, const JsonTexts& texts) {
  if (point < 0x20) return !holds(texts.short_controls, point);
  if (point == 0x7f) return texts.del;
  if (point >= 0x80) {
    return texts.beyond_ascii || (texts.line_separators && (point == 0x2028 || point == 0x2029));
  }
  return holds(texts.ascii, point);
}

void append_point(std::string& out, std::uint32_t point, const JsonTexts& texts) {
  constexpr std::string_view kMeanings = "\"\\\b\f\n\r\t";
  constexpr std::string_view kShort = "\"\\bfnrt";
  if (is_escaped(point, texts)) {
    append_escape(out, point, texts.capitals);
  } else if (holds(kMeanings, point)) {
    out += '\\';
    out += kShort[kMeanings.find(static_cast<char>(point))];
  } else if (point == '/' && texts.slash) {
    out += "\\/";
  } else {
    append_utf8(out, point);
  }
}

void append_text(std::string& out, std::string_view quoted, const std::optional<JsonTexts>& texts) {
  const auto meaning =
      !texts || quoted.size() < 2 ? std::nullopt : meaning_of(quoted.substr(1, quoted.size() - 2));
  if (!meaning || !is_utf8(*meaning)) {
    out += quoted;
    return;
  }
  out += '"';
  std::string_view rest = *meaning;
  while (!rest.empty()) append_point(out, next_point(rest), *texts);
  out += '"';
}

/// Takes a text off the front, quotes included; all that is left where it doesn't end.
std::string_view take_text(std::string_view& json) {
  std::size_t end = 1;
  while (end < json.size() && json[end] != '"') end += json[end] == '\\' ? 2 : 1;
  end = std::min(end + 1, json.size());
  const auto text = json.substr(0, end);
  json.remove_prefix(end);
  return text;
}

void skip_blanks(std::string_view& json) {
  while (!json.empty() && is_blank(json.front())) json.remove_prefix(1);
}

/// Writes token after token; only brackets change the depth, so that no nesting is too deep.
class Layouter {
 public:
  explicit Layouter(const JsonLayout& layout) : layout_(layout) {}

  std::string lay_out(std::string_view json) {
    for (skip_blanks(json); !json.empty(); skip_blanks(json)) {
      if (json.front() == '"') {
        append_text(out_, take_text(json), layout_.texts);
      } else {
        const char c = json.front();
        json.remove_prefix(1);
        add(c, json);
      }
    }
    return std::move(out_);
  }

 private:
  void add(char c, std::string_view& rest) {
    if (c == '{' || c == '[') {
      open(c, rest);
    } else if (c == '}' || c == ']') {
      if (depth_ > 0) --depth_;
      new_line();
      out_ += c;
    } else if (c == ',') {
      out_ += layout_.indent.empty() ? layout_.comma : ",";
      new_line();
    } else if (c == ':') {
      out_ += layout_.colon;
    } else {
      out_ += c;
    }
  }

  void open(char c, std::string_view& rest) {
    out_ += c;
    skip_blanks(rest);
    if (!rest.empty() && (rest.front() == '}' || rest.front() == ']')) {
      if (c == '[' && layout_.opens_empty_arrays) out_ += '\n';
      if (c == '[' ? layout_.opens_empty_arrays : layout_.opens_empty_objects) new_line();
      out_ += rest.front();
      rest.remove_prefix(1);
      return;
    }
    ++depth_;
    new_line();
  }

  void new_line() {
    if (layout_.indent.empty()) return;
    out_ += '\n';
    for (std::size_t i = 0; i < std::min(depth_, kDepthMax); ++i) out_ += layout_.indent;
  }

  /// Deeper, the blanks would outgrow the text by the square.
  static constexpr std::size_t kDepthMax = 64;
  const JsonLayout& layout_;
  std::string out_;
  std::size_t depth_ = 0;
};

}  // namespace

std::optional<std::string> laid_out(std::string_view json, const JsonLayout& layout) {
  skip_blanks(json);
  if (!json.starts_with('{') && !json.starts_with('[')) return std::nullopt;
  return Layouter(layout).lay_out(json);
}

}  // namespace hookline

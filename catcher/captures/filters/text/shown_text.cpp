#include "catcher/captures/filters/text/shown_text.h"

#include "catcher/base/http/bodies/charset.h"
#include "catcher/base/http/bodies/form.h"
#include "catcher/base/text/ascii.h"
#include "catcher/base/text/code_point.h"
#include "catcher/base/text/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace hookline {
namespace {

/// Escapes within escapes: a form that holds JSON that holds XML.
constexpr int kDepthMax = 4;

/// Takes "\\uXXXX" off the front, a pair of surrogates as one character.
std::optional<std::uint32_t> take_unicode_escape(std::string_view& text) {
  if (!text.starts_with("\\u")) return std::nullopt;
  const auto first = hex4(text.substr(2));
  if (!first) return std::nullopt;
  if (*first >= 0xd800 && *first < 0xdc00 && text.substr(6).starts_with("\\u")) {
    const auto second = hex4(text.substr(8));
    if (second && *second >= 0xdc00 && *second < 0xe000) {
      text.remove_prefix(12);
      return 0x10000 + ((*first - 0xd800) << 10) + (*second - 0xdc00);
    }
  }
  if (*first >= 0xd800 && *first < 0xe000) return std::nullopt;
  text.remove_prefix(6);
  return first;
}

/// Latin 1's names from U+00A0 on (https://html.spec.whatwg.org/#named-character-references).
constexpr std::array<std::string_view, 96> kLatinNames{
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 17> kOtherNames{
    {{"amp", '&'},
     {"lt", '<'},
     {"gt", '>'},
     {"quot", '"'},
     {"apos", '\''},
     {"euro", 0x20ac},
     {"ndash", 0x2013},
     {"mdash", 0x2014},
     {"lsquo", 0x2018},
     {"rsquo", 0x2019},
     {"sbquo", 0x201a},
     {"ldquo", 0x201c},
     {"rdquo", 0x201d},
     {"bdquo", 0x201e},
     {"hellip", 0x2026},
     {"bull", 0x2022},
     {"trade", 0x2122}}};

/// What stands between "&" and ";".
std::optional<std::uint32_t> entity(std::string_view name) {
  if (name.starts_with('#')) {
    const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const auto digits = name.substr(hex ? 2 : 1);
    std::uint32_t point = 0;
    const auto* end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, point, hex ? 16 : 10);
    const bool sound = read.ec == std::errc() && read.ptr == end && point <= 0x10ffff &&
                       (point < 0xd800 || point > 0xdfff);
    return sound ? std::optional(point) : std::nullopt;
  }
  for (const auto& [known, point] : kOtherNames) {
    if (known == name) return point;
  }
  const auto* const latin = std::find(kLatinNames.begin(), kLatinNames.end(), name);
  if (latin == kLatinNames.end()) return std::nullopt;
  return 0xa0 + static_cast<std::uint32_t>(latin - kLatinNames.begin());
}

/// Whether an escape may stand for an ASCII letter or digit, which few programs write.
bool hides_words(std::string_view bytes) {
  if (bytes.find("\\u00") != std::string_view::npos || bytes.find("&#") != std::string_view::npos) {
    return true;
  }
  for (auto at = bytes.find('%'); at != std::string_view::npos; at = bytes.find('%', at + 1)) {
    int byte = 0;
    const auto digits = bytes.substr(at + 1, 2);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    const char c = static_cast<char>(byte);
    if (read.ptr == digits.data() + 2 && (is_digit(c) || is_letter(c))) return true;
  }
  return false;
}

class Reading {
 public:
  Reading(const TextSearch& search, const std::function<std::string()>& charset)
      : search_(search), charset_(charset) {}

  bool is_in(std::string_view bytes, int depth) const {
    if (search_.is_in(bytes)) return true;
    if (depth == kDepthMax) return false;
    if (bytes.find('\0') != std::string_view::npos || !is_utf8(bytes)) {
      const auto text = to_utf8(bytes, charset_());
      if (text && *text != bytes && is_in(*text, depth + 1)) return true;
    }
    if (search_.is_far_from(bytes) && !hides_words(bytes)) return false;
    const auto has = [&](char c) { return bytes.find(c) != std::string_view::npos; };
    return (has('\\') && is_in_changed(bytes, without_json_escapes(bytes), depth)) ||
           (has('&') && has(';') && is_in_changed(bytes, without_entities(bytes), depth)) ||
           ((has('%') || has('+')) && is_in_changed(bytes, without_form_escapes(bytes), depth));
  }

 private:
  static std::string without_form_escapes(std::string_view bytes) {
    std::string text(bytes);
    std::replace(text.begin(), text.end(), '+', ' ');
    return decode_percent(text);
  }

  bool is_in_changed(std::string_view bytes, const std::string& text, int depth) const {
    return text != bytes && is_in(text, depth + 1);
  }

  const TextSearch& search_;
  const std::function<std::string()>& charset_;
};

}  // namespace

std::string without_json_escapes(std::string_view text) {
  constexpr std::string_view kShort = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto plain = text.substr(0, text.find('\\'));
    out += plain;
    text.remove_prefix(plain.size());
    if (text.empty()) break;
    const auto known = text.size() < 2 ? std::string_view::npos : kShort.find(text[1]);
    if (const auto point = take_unicode_escape(text)) {
      append_utf8(out, *point);
    } else if (known != std::string_view::npos) {
      out += kMeanings[known];
      text.remove_prefix(2);
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

std::string without_entities(std::string_view text) {
  constexpr std::size_t kNameMax = 10;
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto plain = text.substr(0, text.find('&'));
    out += plain;
    text.remove_prefix(plain.size());
    if (text.empty()) break;
    const auto end = text.substr(0, kNameMax + 2).find(';');
    const auto point =
        end == std::string_view::npos ? std::nullopt : entity(text.substr(1, end - 1));
    if (point) append_utf8(out, *point);
    if (!point) out += '&';
    text.remove_prefix(point ? end + 1 : 1);
  }
  return out;
}

bool is_shown_in(const TextSearch& search, std::string_view bytes,
                 const std::function<std::string()>& charset) {
  return Reading(search, charset).is_in(bytes, 0);
}

}  // namespace hookline

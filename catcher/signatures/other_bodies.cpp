#include "catcher/signatures/other_bodies.h"

#include "catcher/http/content_coding.h"
#include "catcher/http/form.h"
#include "catcher/signatures/json_layout.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace hookline {
namespace {

constexpr std::size_t kCostlyBytesMax = std::size_t{256} << 10;
constexpr std::size_t kUnpackedBytesMax = std::size_t{8} << 20;
constexpr int kDepthMax = 32;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string out;
  out.reserve(text.size());
  while (true) {
    const auto at = text.find(what);
    out += text.substr(0, at);
    if (at == std::string_view::npos) return out;
    out += by;
    text.remove_prefix(at + what.size());
  }
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool try_ends(std::string_view body, const TryBody& attempt) {
  const std::string text(body);
  if (body.ends_with("\r\n") &&
      attempt(body.substr(0, body.size() - 2), "the body without its last line end")) {
    return true;
  }
  if (body.ends_with('\n') &&
      attempt(body.substr(0, body.size() - 1), "the body without its last line feed")) {
    return true;
  }
  if (attempt(text + "\n", "the body with a line feed after it")) return true;
  if (attempt(text + "\r\n", "the body with a line end (CR LF) after it")) return true;
  const auto core = trimmed(body);
  if (core.size() != body.size() && attempt(core, "the body without the blanks at its ends")) {
    return true;
  }
  if (body.starts_with(kByteOrderMark)) {
    return attempt(body.substr(kByteOrderMark.size()), "the body without its byte order mark");
  }
  return attempt(std::string(kByteOrderMark) + text, "the body with a byte order mark before it");
}

bool try_line_ends(std::string_view body, const TryBody& attempt) {
  if (body.find('\n') == std::string_view::npos) return false;
  const auto line_feeds = replaced(body, "\r\n", "\n");
  return (line_feeds.size() != body.size() &&
          attempt(line_feeds, "the body with LF where it has CR LF")) ||
         attempt(replaced(line_feeds, "\n", "\r\n"), "the body with CR LF where it has LF");
}

bool try_unpacked(std::span<const Header> headers, std::string_view body, const TryBody& attempt) {
  const auto coding = find_header(headers, "content-encoding").value_or("");
  if (coding.empty() || body.empty() || !can_decode(coding)) return false;
  const auto decoded = decode_body(coding, body, kUnpackedBytesMax);
  if (decoded.truncated || !decoded.problem.empty()) return false;
  return attempt(decoded.data, "the body unpacked: it was compressed after it was signed");
}

bool try_form(std::string_view body, const TryBody& attempt) {
  if (body.find_first_of("=%+") == std::string_view::npos) return false;
  const auto fields = decode_form(body);
  const auto encoded = encode_form(fields);
  return attempt(encoded, "the form encoded anew: it was parsed and written again") ||
         attempt(replaced(encoded, "+", "%20"),
                 "the form encoded anew with %20 for blanks: it was parsed and written again") ||
         attempt(replaced(body, "%20", "+"), "the form with \"+\" where it has \"%20\"") ||
         attempt(replaced(body, "+", "%20"), "the form with \"%20\" where it has \"+\"") ||
         attempt(decode_percent(replaced(body, "+", " ")), "the form decoded") ||
         attempt(decode_percent(body), "the body with its % escapes decoded");
}

struct KnownLayout {
  JsonLayout layout;
  std::string_view what;
};

using Texts = JsonLayout::Texts;
constexpr std::array<KnownLayout, 15> kLayouts{{
    {{}, "its JSON without blanks"},
    {{.texts = Texts::kJavaScript}, "its JSON as JSON.stringify writes it"},
    {{.texts = Texts::kPhp}, "its JSON as PHP's json_encode writes it"},
    {{.comma = ", ", .colon = ": "}, "its JSON with a blank after each comma and colon"},
    {{.comma = ", ", .colon = ": ", .texts = Texts::kPython},
     "its JSON as Python's json.dumps writes it"},
    {{.comma = ", ", .colon = ": ", .texts = Texts::kJavaScript},
     "its JSON as Python's json.dumps writes it without ensure_ascii"},
    {{.texts = Texts::kPython}, "its JSON as Python's compact json.dumps writes it"},
    {{.texts = Texts::kGo}, "its JSON as Go's json.Marshal writes it"},
    {{.indent = "  ", .colon = ": "}, "its JSON indented by 2 blanks"},
    {{.indent = "  ", .colon = ": ", .texts = Texts::kJavaScript},
     "its JSON as JSON.stringify writes it with 2 blanks"},
    {{.indent = "    ", .colon = ": "}, "its JSON indented by 4 blanks"},
    {{.indent = "    ", .colon = ": ", .texts = Texts::kPhp},
     "its JSON as PHP's JSON_PRETTY_PRINT writes it"},
    {{.indent = "    ", .colon = ": ", .texts = Texts::kPython},
     "its JSON as Python's json.dumps writes it with 4 blanks"},
    {{.indent = "\t", .colon = ": "}, "its JSON indented by tabs"},
    {{.indent = "\t", .colon = ": ", .texts = Texts::kGo},
     "its JSON as Go's json.MarshalIndent writes it"},
}};

bool is_nested_beyond(std::string_view json, int depth_max) {
  int depth = 0;
  for (const char c : json) {
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth > depth_max) return true;
  }
  return false;
}

bool try_sorted_json(std::string_view body, const TryBody& attempt) {
  const auto parsed = nlohmann::json::parse(body, nullptr, false);
  if (parsed.is_discarded()) return false;
  const auto sorted = parsed.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return attempt(sorted, "its JSON with sorted names and without blanks") ||
         attempt(
             laid_out(sorted, {.comma = ", ", .colon = ": ", .texts = Texts::kPython}).value_or(""),
             "its JSON as Python's json.dumps writes it with sort_keys");
}

bool try_json(std::string_view body, const TryBody& attempt) {
  // Indenting costs the depth times the size, and nlohmann's writer recurses.
  if (is_nested_beyond(body, kDepthMax)) return false;
  for (const KnownLayout& known : kLayouts) {
    const auto text = laid_out(body, known.layout);
    if (!text) return false;
    if (attempt(*text, std::string(known.what) + ": it was parsed and written again")) return true;
    // Many writers end a file with a line feed, and so does what is piped from them.
    if (attempt(*text + "\n", std::string(known.what) +
                                  ", a line feed after it: it was parsed and written again")) {
      return true;
    }
  }
  return try_sorted_json(body, attempt);
}

}  // namespace

bool try_other_bodies(std::span<const Header> headers, std::string_view body,
                      const TryBody& attempt) {
  if (!body.empty() && attempt("", "an empty body: it was added after signing")) return true;
  if (try_unpacked(headers, body, attempt) || try_ends(body, attempt)) return true;
  if (body.size() > kCostlyBytesMax || body.empty()) return false;
  return try_line_ends(body, attempt) || try_json(body, attempt) || try_form(body, attempt);
}

}  // namespace hookline

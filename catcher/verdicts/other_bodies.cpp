#include "catcher/verdicts/other_bodies.h"

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/http/codings/content_coding.h"
#include "catcher/base/text/ascii.h"
#include "catcher/base/text/utf8.h"
#include "catcher/verdicts/json_layout.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include <nlohmann/json.hpp>

namespace hookline {
namespace {

constexpr std::size_t kCostlyBytesMax = std::size_t{256} << 10;
constexpr std::size_t kUnpackedBytesMax = std::size_t{8} << 20;
constexpr int kDepthMax = 32;

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
  const auto core = trimmed(body, kWhitespace);
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

constexpr JsonTexts kJavaScript{};
constexpr JsonTexts kPython{.beyond_ascii = true, .del = true};
constexpr JsonTexts kJq{.del = true};
constexpr JsonTexts kPhp{.beyond_ascii = true, .slash = true};
constexpr JsonTexts kPhpSlashes{.line_separators = true, .slash = true};
constexpr JsonTexts kPhpUnicode{.beyond_ascii = true};
constexpr JsonTexts kPhpPlain{.line_separators = true};
constexpr JsonTexts kGo{.line_separators = true, .ascii = "<>&"};
constexpr JsonTexts kOldGo{.line_separators = true, .ascii = "<>&", .short_controls = "\n\r\t"};
constexpr JsonTexts kGson{.line_separators = true, .ascii = "<>&='"};
constexpr JsonTexts kJackson{.capitals = true};
constexpr JsonTexts kDotNet{
    .beyond_ascii = true, .del = true, .ascii = "\"&'+<>`", .capitals = true};
constexpr JsonTexts kSymfony{
    .beyond_ascii = true, .slash = true, .ascii = "\"&'<>", .capitals = true};

constexpr JsonLayout compact(JsonTexts texts) {
  return {.texts = texts};
}
constexpr JsonLayout spaced(JsonTexts texts) {
  return {.comma = ", ", .colon = ": ", .texts = texts};
}
constexpr JsonLayout indented(std::string_view indent, JsonTexts texts) {
  return {.indent = indent, .colon = ": ", .texts = texts};
}

/// The writers of JSON that people send webhooks with; those of the same name by what they were
/// told to do.
constexpr std::array<KnownLayout, 38> kLayouts{{
    {{}, "its JSON without blanks"},
    {compact(kJavaScript), "its JSON as JSON.stringify writes it"},
    {compact(kPhp), "its JSON as PHP's json_encode writes it"},
    {{.comma = ", ", .colon = ": "}, "its JSON with a blank after each comma and colon"},
    {spaced(kPython), "its JSON as Python's json.dumps writes it"},
    {spaced(kJavaScript), "its JSON as Python's json.dumps writes it without ensure_ascii"},
    {compact(kPython), "its JSON as Python's compact json.dumps writes it"},
    {compact(kGo), "its JSON as Go's json.Marshal writes it"},
    {compact(kJq), "its JSON as jq -c writes it"},
    {compact(kOldGo), "its JSON as Go's json.Marshal wrote it before 1.22"},
    {compact(kPhpSlashes), "its JSON as PHP's json_encode writes it with JSON_UNESCAPED_UNICODE"},
    {compact(kPhpUnicode), "its JSON as PHP's json_encode writes it with JSON_UNESCAPED_SLASHES"},
    {compact(kPhpPlain),
     "its JSON as PHP's json_encode writes it with JSON_UNESCAPED_UNICODE and "
     "JSON_UNESCAPED_SLASHES"},
    {compact(kSymfony), "its JSON as Symfony's JsonResponse writes it"},
    {compact(kGson), "its JSON as Gson writes it"},
    {compact(kJackson), "its JSON as Jackson writes it"},
    {compact(kDotNet), "its JSON as .NET's System.Text.Json writes it"},
    {{.indent = "  ", .colon = ": "}, "its JSON indented by 2 blanks"},
    {indented("  ", kJavaScript), "its JSON as JSON.stringify writes it with 2 blanks"},
    {indented("  ", kJq), "its JSON as jq writes it"},
    {indented("  ", kPython), "its JSON as Python's json.dumps writes it with 2 blanks"},
    {indented("  ", kGo), "its JSON as Go's json.MarshalIndent writes it with 2 blanks"},
    {indented("  ", kGson), "its JSON as Gson writes it with setPrettyPrinting"},
    {indented("  ", kDotNet), "its JSON as .NET's System.Text.Json writes it with WriteIndented"},
    {{.indent = "  ", .colon = ": ", .texts = kJavaScript, .opens_empty_arrays = true},
     "its JSON as Ruby's JSON.pretty_generate writes it"},
    {{.indent = "  ",
      .colon = ": ",
      .texts = kJavaScript,
      .opens_empty_arrays = true,
      .opens_empty_objects = true},
     "its JSON as older Ruby's JSON.pretty_generate writes it"},
    {{.indent = "    ", .colon = ": "}, "its JSON indented by 4 blanks"},
    {indented("    ", kJavaScript), "its JSON as JSON.stringify writes it with 4 blanks"},
    {indented("    ", kPhp), "its JSON as PHP's JSON_PRETTY_PRINT writes it"},
    {indented("    ", kPhpSlashes),
     "its JSON as PHP's JSON_PRETTY_PRINT writes it with JSON_UNESCAPED_UNICODE"},
    {indented("    ", kPhpUnicode),
     "its JSON as PHP's JSON_PRETTY_PRINT writes it with JSON_UNESCAPED_SLASHES"},
    {indented("    ", kPhpPlain),
     "its JSON as PHP's JSON_PRETTY_PRINT writes it with JSON_UNESCAPED_UNICODE and "
     "JSON_UNESCAPED_SLASHES"},
    {indented("    ", kPython), "its JSON as Python's json.dumps writes it with 4 blanks"},
    {{.indent = "   ", .colon = " : ", .texts = kJavaScript}, "its JSON as Perl's JSON writes it"},
    {{.indent = "\t", .colon = ": "}, "its JSON indented by tabs"},
    {indented("\t", kJavaScript), "its JSON as JSON.stringify writes it with tabs"},
    {indented("\t", kGo), "its JSON as Go's json.MarshalIndent writes it"},
    {indented("\t", kJq), "its JSON as jq --tab writes it"},
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
  if (attempt(sorted, "its JSON with sorted names and without blanks")) return true;
  const std::array<KnownLayout, 5> layouts{{
      {spaced(kPython), "its JSON as Python's json.dumps writes it with sort_keys"},
      {compact(kPython), "its JSON as Python's compact json.dumps writes it with sort_keys"},
      {indented("    ", kPython), "its JSON as Python's json.tool --sort-keys writes it"},
      {compact(kJq), "its JSON as jq -cS writes it"},
      {indented("  ", kJq), "its JSON as jq -S writes it"},
  }};
  return std::any_of(layouts.begin(), layouts.end(), [&](const KnownLayout& known) {
    const auto text = laid_out(sorted, known.layout).value_or("");
    return attempt(text, known.what) || attempt(text + "\n", known.what);
  });
}

bool try_json(std::string_view body, const TryBody& attempt) {
  // Indenting costs the depth times the size, and nlohmann's writer recurses.
  if (is_nested_beyond(body, kDepthMax)) return false;
  std::set<std::size_t> tried;  // most writers write most bodies alike
  for (const KnownLayout& known : kLayouts) {
    const auto text = laid_out(body, known.layout);
    if (!text) return false;
    if (!tried.insert(std::hash<std::string>()(*text)).second) continue;
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

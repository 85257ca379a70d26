#include "catcher/base/http/bodies/multipart.h"

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// A line of the boundary.
struct Delimiter {
  std::size_t content_end;  ///< where the part before it ends
  std::size_t end;          ///< behind its line
  bool last;
};

std::optional<Delimiter> delimiter_at(std::string_view body, std::size_t at, std::size_t size,
                                      std::size_t from) {
  if (at > 0 && body[at - 1] != '\n') return std::nullopt;
  auto rest = body.substr(at + size);
  const bool last = rest.starts_with("--");
  if (last) rest.remove_prefix(2);
  rest = trimmed_start(rest);
  if (!rest.empty() && !rest.starts_with('\n') && !rest.starts_with("\r\n")) return std::nullopt;
  rest.remove_prefix(rest.empty() ? 0 : rest.find('\n') + 1);
  // The line's end before a delimiter belongs to it.
  const std::size_t line_end = at >= 2 && body[at - 2] == '\r' ? 2 : std::min<std::size_t>(at, 1);
  return Delimiter{std::max(from, at - line_end), body.size() - rest.size(), last};
}

std::optional<Delimiter> next_delimiter(std::string_view body, std::string_view delimiter,
                                        std::size_t from) {
  for (auto at = body.find(delimiter, from); at != std::string_view::npos;
       at = body.find(delimiter, at + 1)) {
    if (auto found = delimiter_at(body, at, delimiter.size(), from)) return found;
  }
  return std::nullopt;
}

/// The filename* of RFC 5987, which says its charset; UTF-8 alone is known.
std::optional<std::string> extended_filename(std::string_view disposition) {
  constexpr std::string_view kCharset = "utf-8'";
  bool found = false;
  const auto value = disposition_param(disposition, "filename*", found);
  const auto language_end = value.find('\'', kCharset.size());
  if (!found || language_end == std::string::npos ||
      !equals_ignoring_case(std::string_view(value).substr(0, kCharset.size()), kCharset)) {
    return std::nullopt;
  }
  return decode_percent(std::string_view(value).substr(language_end + 1));
}

FormPart read_part(std::string_view bytes) {
  FormPart part;
  HeaderLines lines(bytes);
  for (HeaderLine line; lines.next(line);) {
    if (equals_ignoring_case(line.name, "content-disposition")) {
      part.name = disposition_param(line.value, "name", part.named);
      part.filename = disposition_param(line.value, "filename", part.is_file);
      if (auto extended = extended_filename(line.value)) {
        part.filename = std::move(*extended);
        part.is_file = true;
      }
    } else if (equals_ignoring_case(line.name, "content-type")) {
      part.content_type = line.value;
    }
  }
  part.bytes = lines.rest();
  return part;
}

/// Whether a quote that stands before `rest` ends its text: another parameter or nothing follows.
bool ends_quoted(std::string_view rest) {
  rest = trimmed_start(rest);
  if (rest.empty()) return true;
  if (!rest.starts_with(';')) return false;
  rest = trimmed_start(rest.substr(1));
  const auto name_end = rest.find_first_of("=;\" \t");
  return rest.empty() || (name_end != 0 && name_end != std::string_view::npos &&
                          trimmed_start(rest.substr(name_end)).starts_with('='));
}

/// Takes a quoted text off the front, its first quote being gone.
std::string take_quoted(std::string_view& rest) {
  std::size_t end = 0;
  while (end < rest.size() && !(rest[end] == '"' && ends_quoted(rest.substr(end + 1)))) ++end;
  const auto text = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  constexpr std::array<std::pair<std::string_view, char>, 4> kEscapes{
      {{"\\\"", '"'}, {"%22", '"'}, {"%0D", '\r'}, {"%0A", '\n'}}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto escape = std::find_if(kEscapes.begin(), kEscapes.end(), [&](const auto& known) {
      return text.substr(at).starts_with(known.first);
    });
    out += escape == kEscapes.end() ? text[at] : escape->second;
    at += escape == kEscapes.end() ? 1 : escape->first.size();
  }
  return out;
}

}  // namespace

Multipart read_multipart(std::string_view body, std::string_view boundary) {
  if (boundary.empty()) return {.parts = {}, .problem = "its Content-Type names no boundary"};
  Multipart multipart;
  const auto delimiter = fmt::format("--{}", boundary);
  auto start = next_delimiter(body, delimiter, 0);
  if (!start)
    multipart.problem = fmt::format("its boundary \"{}\" is nowhere in the body", boundary);
  while (start && !start->last) {
    const auto next = next_delimiter(body, delimiter, start->end);
    const auto end = next ? next->content_end : body.size();
    multipart.parts.push_back(read_part(body.substr(start->end, end - start->end)));
    if (!next) multipart.problem = "it ends before its closing boundary";
    start = next;
  }
  return multipart;
}

std::string disposition_param(std::string_view disposition, std::string_view name, bool& found) {
  found = false;
  auto rest = disposition.substr(std::min(disposition.find(';'), disposition.size()));
  while (!rest.empty()) {
    rest = trimmed_start(rest.substr(1));  // the semicolon
    const auto name_end = std::min(rest.find_first_of("=;"), rest.size());
    auto known = rest.substr(0, name_end);
    while (known.ends_with(' ') || known.ends_with('\t')) known.remove_suffix(1);
    rest.remove_prefix(name_end);
    std::string value;
    if (rest.starts_with('=')) {
      rest = trimmed_start(rest.substr(1));
      if (rest.starts_with('"')) {
        rest.remove_prefix(1);
        value = take_quoted(rest);
      } else {
        auto bare = rest.substr(0, rest.find(';'));
        rest.remove_prefix(bare.size());
        while (bare.ends_with(' ') || bare.ends_with('\t')) bare.remove_suffix(1);
        value = bare;
      }
    }
    found = equals_ignoring_case(known, name);
    if (found) return value;
    rest.remove_prefix(std::min(rest.find(';'), rest.size()));
  }
  return {};
}

}  // namespace hookline

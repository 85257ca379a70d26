#include "catcher/base/http/headers/header_lines.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/headers/preamble.h"
#include "catcher/base/text/ascii.h"

#include <algorithm>

namespace hookline {
namespace {

/// Takes the first line off `text`, with its end; returns it without.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (end != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

bool HeaderLines::next(HeaderLine& line) {
  if (rest_.empty()) return false;
  const auto text = take_line(rest_);
  if (text.empty()) return false;
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) {
    line = {text, {}};
  } else {
    line = {text.substr(0, colon), trimmed(text.substr(colon + 1))};
  }
  while (!rest_.empty() && is_one_of(rest_.front(), kBlankBytes)) {
    const auto fold = trimmed(take_line(rest_));
    if (fold.empty()) continue;
    const auto& start = line.value.empty() ? fold : line.value;
    const auto end = fold.data() + fold.size();
    line.value = {start.data(), static_cast<std::size_t>(end - start.data())};
  }
  return true;
}

HeadParts split_head(std::string_view head) {
  std::string_view rest = head.substr(preamble_of(head).bytes);
  const auto line = take_line(rest);
  return {line, rest};
}

std::optional<std::string_view> find_header_line(std::string_view head, std::string_view name) {
  HeaderLines lines(split_head(head).header_lines);
  for (HeaderLine line; lines.next(line);) {
    if (line.name.size() == name.size() && equals_ignoring_case(line.name, name)) return line.value;
  }
  return std::nullopt;
}

std::vector<std::string_view> find_header_lines(std::string_view head, std::string_view name) {
  std::vector<std::string_view> values;
  HeaderLines lines(split_head(head).header_lines);
  for (HeaderLine line; lines.next(line);) {
    if (line.name.size() == name.size() && equals_ignoring_case(line.name, name)) {
      values.push_back(line.value);
    }
  }
  return values;
}

}  // namespace hookline

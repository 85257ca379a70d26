#include "catcher/base/http/bodies/media_type.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/text/ascii.h"

#include <algorithm>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kUrlencoded = "application/x-www-form-urlencoded";
constexpr std::string_view kMultipart = "multipart/form-data";

/// Takes the text up to one of the separators off the front, none of which counts in quotes.
std::string_view take_until(std::string_view& rest, std::string_view separators) {
  bool quoted = false;
  std::size_t at = 0;
  for (; at < rest.size(); ++at) {
    if (quoted && rest[at] == '\\') {
      ++at;
    } else if (rest[at] == '"') {
      quoted = !quoted;
    } else if (!quoted && separators.find(rest[at]) != std::string_view::npos) {
      break;
    }
  }
  at = std::min(at, rest.size());
  const auto part = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return part;
}

std::string unquoted(std::string_view text) {
  if (!text.starts_with('"')) return std::string(text);
  std::string out;
  for (std::size_t i = 1; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    out += text[i];
  }
  return out;
}

FormType::Kind kind_of(std::string_view essence) {
  if (essence == kUrlencoded) return FormType::Kind::kUrlencoded;
  if (essence == kMultipart) return FormType::Kind::kMultipart;
  return FormType::Kind::kNone;
}

std::string shown_type(const std::string& essence) {
  constexpr std::size_t kShownMax = 80;
  return essence.size() <= kShownMax ? essence : essence.substr(0, kShownMax) + "…";
}

}  // namespace

std::string_view MediaType::param(std::string_view name) const {
  for (const auto& [known, value] : params) {
    if (known == name) return value;
  }
  return {};
}

MediaType read_media_type(std::string_view header) {
  MediaType type;
  type.essence = lowered(trimmed(take_until(header, ";"), kWhitespace));
  while (!header.empty()) {
    const auto param = trimmed(take_until(header, ";"), kWhitespace);
    const auto equals = param.find('=');
    if (equals == std::string_view::npos) continue;
    type.params.emplace_back(lowered(trimmed(param.substr(0, equals), kWhitespace)),
                             unquoted(trimmed(param.substr(equals + 1), kWhitespace)));
  }
  return type;
}

FormType form_type_of(const std::vector<std::string_view>& lines) {
  std::vector<MediaType> types;
  std::size_t items = 0;
  for (std::string_view line : lines) {
    do {
      ++items;
      auto type = read_media_type(take_until(line, ","));
      if (!type.essence.empty()) types.push_back(std::move(type));
    } while (!line.empty());
  }
  if (types.empty()) {
    return {.why_not = lines.empty() ? "it has no Content-Type" : "its Content-Type is empty"};
  }
  FormType form{.kind = kind_of(types.front().essence), .type = types.front()};
  const auto other = std::find_if(types.begin(), types.end(), [&](const MediaType& type) {
    return type.essence != form.type.essence;
  });
  if (form.kind == FormType::Kind::kNone) {
    form.why_not = fmt::format("its Content-Type is {}", shown_type(form.type.essence));
    if (other != types.end()) form.why_not += fmt::format(" and {}", shown_type(other->essence));
  } else if (other != types.end()) {
    form.note = fmt::format("its Content-Type is {} and {}; the first counts", form.type.essence,
                            shown_type(other->essence));
  } else if (types.size() > 1) {
    form.note = "its Content-Type stands more than once";
  } else if (items > 1 || lines.front().ends_with(',')) {
    form.note = "its Content-Type has a comma too many";
  }
  return form;
}

}  // namespace hookline

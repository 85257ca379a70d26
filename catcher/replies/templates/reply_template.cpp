#include "catcher/replies/templates/reply_template.h"

#include "catcher/base/json/json_writer.h"
#include "catcher/base/text/ascii.h"
#include "catcher/base/text/utf8.h"
#include "catcher/replies/reply_decision.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kPlaceholdersMax = 1000;
constexpr std::size_t kFilledBytesMax = std::size_t{64} << 20;
constexpr std::size_t kHeaderBytesMax = 8192;

struct Name {
  std::string_view text;  ///< one with a field ends in "."
  Placeholder placeholder;
};

constexpr std::array kNames{
    Name{"id", Placeholder::kId},           Name{"method", Placeholder::kMethod},
    Name{"path", Placeholder::kPath},       Name{"target", Placeholder::kTarget},
    Name{"query.", Placeholder::kQuery},    Name{"form.", Placeholder::kForm},
    Name{"header.", Placeholder::kHeader},  Name{"json.", Placeholder::kJson},
    Name{"body", Placeholder::kBody},       Name{"received_at", Placeholder::kReceivedAt},
    Name{"channel", Placeholder::kChannel},
};

bool is_named(const Name& known, std::string_view inner) {
  if (!known.text.ends_with('.')) return inner == known.text;
  return inner.starts_with(known.text) && inner.size() > known.text.size();
}

const Name& name_in(std::string_view inner) {
  const auto* found = std::find_if(kNames.begin(), kNames.end(),
                                   [&](const Name& known) { return is_named(known, inner); });
  if (found == kNames.end()) {
    throw std::invalid_argument(
        fmt::format("unknown placeholder \"{{{{{}}}}}\"; expected id, method, path, target, "
                    "query.NAME, form.NAME, header.NAME, json.PATH, body, received_at or channel",
                    inner.substr(0, 60)));
  }
  return *found;
}

/// Whether a JSON string is open at the end of `text`, which goes on from where one is or isn't.
bool is_quoted_after(std::string_view text, bool quoted) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    }
  }
  return quoted;
}

/// "application/json", "application/problem+json; charset=utf-8"
bool is_json_type(std::string_view content_type) {
  auto type = content_type.substr(0, content_type.find(';'));
  type = trimmed(type, " ");
  constexpr std::string_view kJson = "json";
  if (type.size() <= kJson.size()) return false;
  const auto before = type[type.size() - kJson.size() - 1];
  return (before == '/' || before == '+') &&
         equals_ignoring_case(type.substr(type.size() - kJson.size()), kJson);
}

std::string escaped(std::string_view text) {
  std::string out;
  append_json_string(out, with_replacements(text));
  return out.substr(1, out.size() - 2);
}

std::string on_one_line(std::string text) {
  if (text.size() > kHeaderBytesMax) text.resize(kHeaderBytesMax);
  for (char& c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte < 0x20 || byte == 0x7f) c = ' ';
  }
  return text;
}

}  // namespace

ReplyTemplate::ReplyTemplate(std::string_view text, Place place) : place_(place) {
  bool quoted = false;
  for (;;) {
    auto open = text.find("{{");
    if (open == text.npos) break;
    while (open + 2 < text.size() && text[open + 2] == '{') ++open;
    const auto close = text.find("}}", open);
    if (close == text.npos) throw std::invalid_argument("a \"{{\" has no \"}}\" behind it");
    if (parts_.size() == kPlaceholdersMax) {
      throw std::invalid_argument(fmt::format("{} placeholders are the most", kPlaceholdersMax));
    }
    const auto inner = trimmed(text.substr(open + 2, close - open - 2), " ");
    const Name& name = name_in(inner);
    quoted = is_quoted_after(text.substr(0, open), quoted);
    const auto field = name.text.ends_with('.') ? inner.substr(name.text.size()) : "";
    parts_.push_back({std::string(text.substr(0, open)), name.placeholder, std::string(field),
                      quoted && place == Place::kJson});
    text.remove_prefix(close + 2);
  }
  rest_ = text;
}

std::string ReplyTemplate::value_of(const Part& part, TemplateSource& source) const {
  switch (place_) {
    case Place::kText:
      return source.text_of(part.placeholder, part.name);
    case Place::kJson:
      if (part.quoted) return escaped(source.text_of(part.placeholder, part.name));
      return part.placeholder == Placeholder::kJson ? source.json_of(part.name)
                                                    : source.text_of(part.placeholder, part.name);
    case Place::kHeader:
      return on_one_line(source.text_of(part.placeholder, part.name));
  }
  return "";
}

ReplyTemplate::Filled ReplyTemplate::fill(TemplateSource& source) const {
  const auto bytes_max = place_ == Place::kHeader ? kHeaderBytesMax : kFilledBytesMax;
  Filled filled;
  for (const Part& part : parts_) {
    filled.text += part.before;
    if (part.placeholder == Placeholder::kId) {
      filled.id_places.push_back(filled.text.size());
      filled.text += ReplyDecision::kIdHole;
    } else if (filled.text.size() < bytes_max) {
      filled.text += value_of(part, source);
    }
  }
  filled.text += rest_;
  return filled;
}

ReplyTemplate::Place place_of_body(const ReplyStep& step) {
  const bool is_json =
      std::any_of(step.headers.begin(), step.headers.end(), [](const HeaderField& header) {
        return equals_ignoring_case(header.name(), "content-type") && is_json_type(header.value());
      });
  return is_json ? ReplyTemplate::Place::kJson : ReplyTemplate::Place::kText;
}

}  // namespace hookline

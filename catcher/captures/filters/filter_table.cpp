#include "catcher/captures/filters/filter_table.h"

#include "catcher/base/text/ascii.h"
#include "catcher/captures/filters/conditions/byte_search.h"
#include "catcher/captures/filters/conditions/field_conditions.h"
#include "catcher/captures/filters/conditions/number_conditions.h"
#include "catcher/captures/filters/values/quoted_value.h"
#include "catcher/captures/views/capture_view.h"

#include <array>
#include <stdexcept>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

SqlCondition like_sql(const ValuePattern& pattern, std::string_view column) {
  if (pattern.is_literal()) {
    return {fmt::format("{} = ? COLLATE NOCASE", column), {pattern.literal()}};
  }
  std::string like;
  for (const std::string& piece : pattern.pieces()) {
    if (&piece != &pattern.pieces().front()) like += '%';
    for (const char c : piece) {
      if (c == '%' || c == '_' || c == '\\') like += '\\';
      like += c;
    }
  }
  return {fmt::format("{} LIKE ? ESCAPE '\\'", column), {std::move(like)}};
}

/// What a column of text is asked for; case doesn't matter. The member is of the column's name, and
/// so is the filter.
Condition is_like(std::string Capture::*member, const FormField& asked) {
  constexpr std::size_t kPatternMax = 1'000;  // SQLite takes no LIKE of any length
  if (asked.value.size() > kPatternMax) {
    throw std::invalid_argument(
        fmt::format("{} is longer than {} characters", asked.name, kPatternMax));
  }
  const ValuePattern pattern(asked.value, ValuePattern::Case::kAny);
  const auto why_not = [=](const Capture& capture) {
    return fmt::format("{} is {}, not {}", asked.name, quoted_value(capture.*member),
                       quoted_value(asked.value));
  };
  return {.why_not = why_not,
          .holds = [=](const Capture& capture) { return pattern.matches(capture.*member); },
          .sql = like_sql(pattern, asked.name)};
}

Condition method_is(const FormField& asked) {
  return is_like(&Capture::method, asked);
}

Condition channel_is(const FormField& asked) {
  return is_like(&Capture::channel, asked);
}

/// What to write instead of a path that none can match, or that nearly matches.
std::string path_hint(std::string_view wanted, std::string_view path) {
  const auto core = wanted.substr(0, wanted.find_last_not_of('*') + 1);
  if (const auto mark = core.find('?'); mark != std::string_view::npos) {
    return fmt::format(
        "; a path ends before the \"?\": write path={} and look for the rest with text=",
        wanted.substr(0, mark));
  }
  if (const auto scheme = core.find("://"); scheme != std::string_view::npos) {
    const auto start = core.find('/', scheme + 3);
    return fmt::format("; write the path alone: path={}",
                       start == std::string_view::npos ? "/" : core.substr(start));
  }
  if (!core.empty() && !core.starts_with('/') && path.starts_with('/')) {
    return fmt::format("; a path begins with \"/\": write path=/{}", wanted);
  }
  if (equals_ignoring_case(wanted, path)) return "; upper and lower case count in a path";
  if (path.size() == wanted.size() + 1 && path.ends_with('/') && path.starts_with(wanted)) {
    return "; the last \"/\" counts";
  }
  return {};
}

SqlCondition path_sql(std::string wanted, const std::shared_ptr<const PathPattern>& pattern) {
  if (!pattern->is_plain()) return {"hookline_is_at(?, path)", {pattern}};
  if (!wanted.ends_with('*')) return {"path = ?", {std::move(wanted)}};
  wanted.pop_back();
  // A plain pattern's bytes are ASCII, so that the next byte is greater than all that begin so.
  if (wanted.empty()) return {};
  std::string past = wanted;
  ++past.back();
  return {"path >= ? AND path < ?", {std::move(wanted), std::move(past)}};
}

Condition path_is(const FormField& asked) {
  const auto pattern = std::make_shared<const PathPattern>(asked.value);
  const auto why_not = [wanted = asked.value](const Capture& capture) {
    const auto path = path_of(capture);
    return fmt::format("path is {}, not {}{}", quoted_value(path), quoted_value(wanted),
                       path_hint(wanted, path));
  };
  const auto holds = [=](const Capture& capture) { return pattern->matches(path_of(capture)); };
  return {.why_not = why_not, .holds = holds, .sql = path_sql(asked.value, pattern)};
}

Condition text_is_there(const FormField& asked, TextSearch::Case letters) {
  // It is in everything, and no bytes have to be read to know that.
  if (asked.value.empty()) return {.holds = [](const Capture&) { return true; }};
  const auto why_not = [wanted = asked.value, letters](const Capture& capture) {
    const bool is_there_otherwise =
        letters == TextSearch::Case::kExact && has_text(bytes_of(capture), TextSearch(wanted));
    return fmt::format("{} is nowhere in target, headers or body{}", quoted_value(wanted),
                       is_there_otherwise ? " in these upper and lower case letters; text= finds "
                                            "it in others"
                                          : "");
  };
  const auto holds_in = [search = TextSearch(asked.value, letters)](const CaptureBytes& bytes) {
    return has_text(bytes, search);
  };
  return {.why_not = why_not, .cost = ConditionCost::kText, .holds_in = holds_in};
}

Condition text_is_there_in_any_case(const FormField& asked) {
  return text_is_there(asked, TextSearch::Case::kAny);
}

Condition text_is_there_in_this_case(const FormField& asked) {
  return text_is_there(asked, TextSearch::Case::kExact);
}

using Often = FilterKind::Often;
constexpr bool kIsOfCaptures = false;

constexpr std::array kKinds{
    FilterKind{"id", id_is_one_of, Often::kOneOfThemHolds, kIsOfCaptures, "that capture: id=3,17"},
    FilterKind{"method", method_is, Often::kOnce, true, "that method"},
    FilterKind{"path", path_is, Often::kOnce, true, "that path: /hooks/* begins so"},
    FilterKind{"channel", channel_is, Often::kOnce, true, "sent to that NAME.localhost"},
    FilterKind{"text", text_is_there_in_any_case, Often::kAllHold, true,
               "anywhere in target, headers or body"},
    FilterKind{"exact", text_is_there_in_this_case, Often::kAllHold, true,
               "anywhere, in these upper and lower case letters"},
    FilterKind{"status", status_is, Often::kOnce, kIsOfCaptures,
               "answered with that: 503, 4xx, >=400", FilterKind::Relations::kOrder},
    FilterKind{"size", size_is, Often::kAllHold, true, "a body of so many bytes: size>1k",
               FilterKind::Relations::kOrder},
    FilterKind{"duration", duration_is, Often::kAllHold, kIsOfCaptures,
               "took so long: duration>=100ms", FilterKind::Relations::kOrder},
    FilterKind{"received", received_is, Often::kAllHold, kIsOfCaptures,
               "came then: received>2026-02-28T10:45:41Z", FilterKind::Relations::kOrder},
    FilterKind{"since", came_since, Often::kOnce, kIsOfCaptures, "came then or later"},
    FilterKind{"until", came_before, Often::kOnce, kIsOfCaptures, "came before that"},
    FilterKind{"form.", form_field_is, Often::kAllHold, true, "a form field of that value"},
    FilterKind{"json.", json_value_is, Often::kAllHold, true,
               "a JSON value: json.user.email=jane@*"},
    FilterKind{"query.", query_field_is, Often::kAllHold, true, "a parameter behind the path's ?"},
    FilterKind{"header.", header_is, Often::kAllHold, true, "a header of that value"},
    FilterKind{"q", nullptr, Often::kAllHold, true, "all of this, as the page's search reads it"},
};

}  // namespace

std::span<const FilterKind> filter_kinds() {
  return kKinds;
}

}  // namespace hookline

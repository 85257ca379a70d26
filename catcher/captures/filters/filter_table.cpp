#include "catcher/captures/filters/filter_table.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/text/printable.h"
#include "catcher/base/units/timestamp.h"
#include "catcher/captures/filters/byte_search.h"
#include "catcher/captures/views/capture_form.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

/// In quotes, whatever it holds, and short. UTF-8 stands as it is.
std::string shown(std::string_view text) {
  constexpr std::size_t kShownBytesMax = 120;
  constexpr std::size_t kCharacterMax = 4;  // printable() sees where the last one would end
  std::string escaped;
  for (const char c : text.substr(0, kShownBytesMax + kCharacterMax)) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return fmt::format("\"{}\"", printable(escaped, kShownBytesMax));
}

/// The whole text as a number from `min` to `max`.
template <typename Number>
Number number_in(std::string_view text, Number min, Number max, std::string_view name,
                 std::string_view expected) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && number >= min && number <= max) {
    return number;
  }
  throw std::invalid_argument(fmt::format("{} is {}; expected {}", name, shown(text), expected));
}

/// "3,17". Zero is no capture's id, so that "id=0" asks for none.
Condition id_is_one_of(const FormField& asked) {
  std::vector<std::int64_t> ids;
  const std::string_view text = asked.value;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(',', begin), text.size());
    ids.push_back(number_in<std::int64_t>(text.substr(begin, end - begin), 0, INT64_MAX, "id",
                                          "whole numbers, as in id=3 or id=3,17"));
    begin = end + 1;
  }
  if (ids.size() > kFilterIdsMax) {
    throw std::invalid_argument(fmt::format("id names more than {} captures", kFilterIdsMax));
  }
  std::sort(ids.begin(), ids.end());
  // One text for any number of ids: the store keeps its statements by their texts.
  SqlCondition sql{"id IN (SELECT value FROM json_each(?))",
                   {fmt::format("[{}]", fmt::join(ids, ","))}};
  const auto why_not = [](const Capture& capture) {
    return fmt::format("id {} is none of those asked for", capture.id);
  };
  const auto holds = [ids = std::move(ids)](const Capture& capture) {
    return std::binary_search(ids.begin(), ids.end(), capture.id);
  };
  return {.why_not = why_not, .holds = holds, .sql = std::move(sql)};
}

/// The member is of the column's name, and so is the filter.
Condition is_exactly(std::string Capture::*member, const FormField& asked) {
  const auto why_not = [=](const Capture& capture) {
    return fmt::format("{} is {}, not {}", asked.name, shown(capture.*member), shown(asked.value));
  };
  const auto holds = [=, wanted = asked.value](const Capture& capture) {
    return capture.*member == wanted;
  };
  return {.why_not = why_not,
          .holds = holds,
          .sql = {fmt::format("{} = ?", asked.name), {asked.value}}};
}

Condition method_is(const FormField& asked) {
  return is_exactly(&Capture::method, asked);
}

Condition channel_is(const FormField& asked) {
  return is_exactly(&Capture::channel, asked);
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
    return fmt::format("path is {}, not {}{}", shown(path), shown(wanted), path_hint(wanted, path));
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
    return fmt::format("{} is nowhere in target, headers or body{}", shown(wanted),
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

Condition status_is(const FormField& asked) {
  const int wanted = number_in(asked.value, 100, 999, "status", "a number from 100 to 999");
  const auto why_not = [=](const Capture& capture) {
    return fmt::format("status is {}, not {}", capture.reply.status, wanted);
  };
  return {.why_not = why_not,
          .holds = [=](const Capture& capture) { return capture.reply.status == wanted; },
          .sql = {"status = ?", {std::int64_t{wanted}}},
          .is_of_reply = true};
}

std::int64_t time_in(const FormField& asked) {
  if (const auto at_us = parse_timestamp(asked.value)) return *at_us;
  throw std::invalid_argument(
      fmt::format("{} is {}; expected a time such as 2024-02-28T10:45:41Z or "
                  "2024-02-28T11:45:41.5+01:00",
                  asked.name, shown(asked.value)));
}

/// `compare` in SQL is `comparison`; `words` say what a time is for which it is false.
template <typename Compare>
Condition came(const FormField& asked, Compare compare, std::string_view comparison,
               std::string_view words) {
  const auto asked_us = time_in(asked);
  const auto why_not = [=](const Capture& capture) {
    return fmt::format("it was received at {}, {} {}", received_at(capture), words,
                       timestamp_text(asked_us));
  };
  return {.why_not = why_not,
          .holds = [=](const Capture& capture) { return compare(capture.received_us, asked_us); },
          .sql = {fmt::format("received_us {} ?", comparison), {asked_us}}};
}

Condition came_since(const FormField& asked) {
  return came(asked, std::greater_equal<>(), ">=", "before");
}

Condition came_before(const FormField& asked) {
  return came(asked, std::less<>(), "<", "not before");
}

/// What stands behind the "." of "form." and "header."; `noun` is "form field", "header".
FormField named(const FormField& asked, std::string_view noun) {
  const auto dot = asked.name.find('.') + 1;
  if (dot < asked.name.size()) return {asked.name.substr(dot), asked.value};
  throw std::invalid_argument(
      fmt::format("{0} needs the name of a {1}, as in {0}NAME=VALUE", asked.name, noun));
}

/// "header Accept is "a" and "b", not "c"", or that there is none, of all headers or fields.
template <typename Pairs, typename IsName>
std::string why_no_value(std::string_view noun, const FormField& wanted, const Pairs& pairs,
                         IsName is_name) {
  constexpr std::size_t kShownMax = 3;
  std::string values;
  std::size_t count = 0;
  for (const auto& pair : pairs) {
    if (!is_name(pair.name, wanted.name) || ++count > kShownMax) continue;
    values += (count > 1 ? " and " : "") + shown(pair.value);
  }
  if (count == 0) return fmt::format("there is no {} {}", noun, shown(wanted.name));
  if (count > kShownMax) values += fmt::format(" and {} more", count - kShownMax);
  return fmt::format("{} {} is {}, not {}", noun, shown(wanted.name), values, shown(wanted.value));
}

Condition form_field_is(const FormField& asked) {
  const auto wanted = named(asked, "form field");
  const auto why_not = [=](const Capture& capture) {
    const auto form = read_form(capture);
    if (!form.fields) {
      return fmt::format("the body is not a form, so there is no field {}: {}", shown(wanted.name),
                         form.why_not);
    }
    auto why = why_no_value("form field", wanted, *form.fields, std::equal_to<>());
    for (const std::string& note : form.notes) why += fmt::format("; {}", note);
    return why;
  };
  const auto holds_in = [=](const CaptureBytes& bytes) { return has_form_field(bytes, wanted); };
  return {.why_not = why_not, .cost = ConditionCost::kForm, .holds_in = holds_in};
}

Condition header_is(const FormField& asked) {
  const auto wanted = named(asked, "header");
  const auto why_not = [=](const Capture& capture) {
    return why_no_value("header", wanted, headers_of(capture), equals_ignoring_case);
  };
  const auto holds_in = [=](const CaptureBytes& bytes) { return has_header(bytes.head, wanted); };
  return {.why_not = why_not, .cost = ConditionCost::kHead, .holds_in = holds_in};
}

using Often = FilterKind::Often;
constexpr bool kIsOfCaptures = false;

constexpr std::array kKinds{
    FilterKind{"id", id_is_one_of, Often::kOneOfThemHolds, kIsOfCaptures},
    FilterKind{"method", method_is},
    FilterKind{"path", path_is},
    FilterKind{"channel", channel_is},
    FilterKind{"text", text_is_there_in_any_case},
    FilterKind{"exact", text_is_there_in_this_case},
    FilterKind{"status", status_is, Often::kOnce, kIsOfCaptures},
    FilterKind{"since", came_since, Often::kOnce, kIsOfCaptures},
    FilterKind{"until", came_before, Often::kOnce, kIsOfCaptures},
    FilterKind{"form.", form_field_is, Often::kAllHold},
    FilterKind{"header.", header_is, Often::kAllHold},
};

}  // namespace

std::span<const FilterKind> filter_kinds() {
  return kKinds;
}

}  // namespace hookline

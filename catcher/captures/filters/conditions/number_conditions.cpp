#include "catcher/captures/filters/conditions/number_conditions.h"

#include "catcher/base/units/quantity.h"
#include "catcher/base/units/timestamp.h"
#include "catcher/captures/filters/values/quoted_value.h"
#include "catcher/captures/filters/values/spans.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

/// The whole text as a number from `min` to `max`.
template <typename Number>
Number number_in(std::string_view text, Number min, Number max, std::string_view name,
                 std::string_view expected) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && number >= min && number <= max) {
    return number;
  }
  throw std::invalid_argument(
      fmt::format("{} is {}; expected {}", name, quoted_value(text), expected));
}

SqlCondition spans_sql(const Spans& spans, std::string_view column) {
  SqlCondition sql;
  for (const Span& span : spans) {
    sql.text += fmt::format("{}{} BETWEEN ? AND ?", sql.text.empty() ? "(" : " OR ", column);
    sql.values.emplace_back(span.min);
    sql.values.emplace_back(span.max);
  }
  sql.text += ')';
  return sql;
}

/// What a number of a capture is asked for, as Spans are written; `read` is as in read_spans().
/// `text` is how a sentence says it.
Condition is_within(const FormField& asked, std::string_view column,
                    std::int64_t (*number)(const Capture&), Span (*read)(std::string_view),
                    std::string (*text)(const Capture&)) {
  const Spans spans = read_spans(asked.value, read);
  const auto why_not = [=, name = asked.name, wanted = asked.value](const Capture& capture) {
    return fmt::format("{} is {}, not {}", name, text(capture), wanted);
  };
  return {.why_not = why_not,
          .holds = [=](const Capture& capture) { return are_holding(spans, number(capture)); },
          .sql = spans_sql(spans, column)};
}

Span status_span(std::string_view text) {
  constexpr std::string_view kExpected =
      "a number from 100 to 999, 4xx, >=400, 400..410, or several with commas";
  if (text.size() == 3 && (text.ends_with("xx") || text.ends_with("XX"))) {
    const int first = number_in(text.substr(0, 1), 1, 9, "status", kExpected) * 100;
    return {first, first + 99};
  }
  const int status = number_in(text, 100, 999, "status", kExpected);
  return {status, status};
}

Span size_span(std::string_view text) {
  const auto bytes = static_cast<std::int64_t>(parse_size(text));
  return {bytes, bytes};
}

Span duration_span(std::string_view text) {
  const std::int64_t took_us = parse_duration_ns(text) / 1'000;
  return {took_us, took_us};
}

std::int64_t time_of(std::string_view text, std::string_view name) {
  if (const auto at_us = parse_timestamp(text)) return *at_us;
  throw std::invalid_argument(
      fmt::format("{} is {}; expected a time such as 2024-02-28T10:45:41Z or "
                  "2024-02-28T11:45:41.5+01:00",
                  name, quoted_value(text)));
}

Span time_span(std::string_view text) {
  const std::int64_t at_us = time_of(text, "received");
  return {at_us, at_us};
}

/// `compare` in SQL is `comparison`; `words` say what a time is for which it is false.
template <typename Compare>
Condition came(const FormField& asked, Compare compare, std::string_view comparison,
               std::string_view words) {
  const auto asked_us = time_of(asked.value, asked.name);
  const auto why_not = [=](const Capture& capture) {
    return fmt::format("it was received at {}, {} {}", received_at(capture), words,
                       timestamp_text(asked_us));
  };
  return {.why_not = why_not,
          .holds = [=](const Capture& capture) { return compare(capture.received_us, asked_us); },
          .sql = {fmt::format("received_us {} ?", comparison), {asked_us}}};
}

}  // namespace

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

Condition status_is(const FormField& asked) {
  auto condition = is_within(
      asked, "status", [](const Capture& c) { return std::int64_t{c.reply.status}; }, status_span,
      [](const Capture& c) { return std::to_string(c.reply.status); });
  condition.is_of_reply = true;
  return condition;
}

Condition size_is(const FormField& asked) {
  return is_within(
      asked, "body_bytes", [](const Capture& c) { return static_cast<std::int64_t>(c.body_bytes); },
      size_span, [](const Capture& c) { return fmt::format("{} bytes", c.body_bytes); });
}

Condition duration_is(const FormField& asked) {
  auto condition = is_within(
      asked, "duration_us", [](const Capture& c) { return c.duration_us; }, duration_span,
      [](const Capture& c) { return fmt::format("{}us", c.duration_us); });
  condition.is_of_reply = true;
  return condition;
}

Condition received_is(const FormField& asked) {
  return is_within(
      asked, "received_us", [](const Capture& c) { return c.received_us; }, time_span, received_at);
}

Condition came_since(const FormField& asked) {
  return came(asked, std::greater_equal<>(), ">=", "before");
}

Condition came_before(const FormField& asked) {
  return came(asked, std::less<>(), "<", "not before");
}

}  // namespace hookline

#include "catcher/captures/filters/values/spans.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kSpansMax = 100;
constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
constexpr Span kNone{1, 0};

Span span_above(std::int64_t number) {
  return number == kHighest ? kNone : Span{number + 1, kHighest};
}

Span span_below(std::int64_t number) {
  return number == kLowest ? kNone : Span{kLowest, number - 1};
}

Span read_span(std::string_view text, Span (*read)(std::string_view)) {
  if (text.starts_with(">=")) return {read(text.substr(2)).min, kHighest};
  if (text.starts_with("<=")) return {kLowest, read(text.substr(2)).max};
  if (text.starts_with('>')) return span_above(read(text.substr(1)).max);
  if (text.starts_with('<')) return span_below(read(text.substr(1)).min);
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return read(text);
  return {read(text.substr(0, dots)).min, read(text.substr(dots + 2)).max};
}

}  // namespace

Spans read_spans(std::string_view text, Span (*read)(std::string_view)) {
  Spans spans;
  for (std::size_t begin = 0; begin <= text.size();) {
    if (spans.size() == kSpansMax) {
      throw std::invalid_argument(fmt::format("no more than {} numbers may be named", kSpansMax));
    }
    const auto end = std::min(text.find(',', begin), text.size());
    spans.push_back(read_span(text.substr(begin, end - begin), read));
    begin = end + 1;
  }
  return spans;
}

bool are_holding(const Spans& spans, std::int64_t number) {
  return std::any_of(spans.begin(), spans.end(), [number](const Span& span) {
    return span.min <= number && number <= span.max;
  });
}

}  // namespace hookline

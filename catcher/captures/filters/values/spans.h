#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hookline {

/// The numbers from `min` to `max`, both included.
struct Span {
  std::int64_t min;
  std::int64_t max;
};
using Spans = std::vector<Span>;

/// What a filter asks of a number: "5", ">5", ">=5", "<5", "<=5", "3..5", or one of several with
/// commas between them: "1,3..5". `read` says which numbers are meant by one as it is written:
/// "4xx" is 400 to 499. Throws std::invalid_argument, as `read` does.
Spans read_spans(std::string_view text, Span (*read)(std::string_view));

bool are_holding(const Spans& spans, std::int64_t number);

}  // namespace hookline

// A body in any codings: the first line of the input names them, the rest is the body. Decoding
// keeps to its limit, and a higher limit only adds to what a lower one gave.
#include "catcher/base/http/codings/content_coding.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kLow = 1000;
  constexpr std::size_t kHigh = 100'000;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(input.find('\n'), input.size());
  const std::string_view codings = input.substr(0, line);
  const std::string_view body = input.substr(std::min(line + 1, input.size()));
  if (!hookline::can_decode(codings)) return 0;
  const auto low = hookline::decode_body(codings, body, kLow);
  const auto high = hookline::decode_body(codings, body, kHigh);
  if (low.data.size() > kLow || high.data.size() > kHigh) std::abort();
  if (!high.data.starts_with(low.data)) std::abort();
  return 0;
}

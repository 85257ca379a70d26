#include "catcher/log/brush.h"

#include <array>
#include <cstddef>
#include <ctime>

#include <fmt/format.h>

namespace hookline {
namespace {

std::string_view code_of(Ink ink) {
  constexpr std::array<std::string_view, 8> kCodes = {
      "", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[34m", "\x1b[35m", "\x1b[36m"};
  return kCodes[static_cast<std::size_t>(ink)];
}

}  // namespace

Ink ink_of_status(int status) {
  if (status < 300) return Ink::kGreen;
  if (status < 400) return Ink::kCyan;
  return status < 500 ? Ink::kYellow : Ink::kRed;
}

Brush& Brush::put(Ink ink, std::string_view text) {
  const bool coloured = colour_ && ink != Ink::kPlain && !text.empty();
  if (coloured) out_ += code_of(ink);
  out_ += text;
  if (coloured) out_ += "\x1b[0m";
  return *this;
}

/// The conversion takes a lock that all threads share, so that each
/// thread converts a second only once.
std::string time_of_day(std::int64_t at_us) {
  thread_local std::time_t known = -1;
  thread_local std::tm local{};
  const std::time_t second = at_us / 1'000'000;
  if (second != known) {
    ::localtime_r(&second, &local);
    known = second;
  }
  return fmt::format("{:02}:{:02}:{:02}.{:03}", local.tm_hour, local.tm_min, local.tm_sec,
                     at_us / 1000 % 1000);
}

}  // namespace hookline

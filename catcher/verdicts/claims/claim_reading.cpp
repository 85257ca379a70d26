#include "catcher/verdicts/claims/claim_reading.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

/// What a number of JavaScript holds exactly: libraries sign the number, not its text.
constexpr std::int64_t kExactMax = 9'007'199'254'740'991;

/// The number that the text begins with, as parseInt(text, 10) reads it.
std::optional<std::int64_t> leading_number(std::string_view text) {
  text = trimmed_start(text);
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  return number;
}

}  // namespace

SignatureClaim missing_claim(std::string problem) {
  return {.state = SignatureClaim::State::kMissing, .problem = std::move(problem)};
}

SignatureClaim partial_claim(std::string problem) {
  SignatureClaim claim = missing_claim(std::move(problem));
  claim.in_part = true;
  return claim;
}

SignatureClaim malformed_claim(std::string problem) {
  return {.state = SignatureClaim::State::kMalformed, .problem = std::move(problem)};
}

std::vector<std::string_view> split_text(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string_view> header_values(std::span<const Header> headers,
                                            std::string_view name) {
  std::vector<std::string_view> values;
  for (const Header& header : headers) {
    if (equals_ignoring_case(header.name, name)) values.push_back(header.value);
  }
  return values;
}

std::string joined_values(const std::vector<std::string_view>& values) {
  return fmt::format("{}", fmt::join(values, ", "));
}

void add_note(SignatureClaim& claim, std::string_view note) {
  claim.note += claim.note.empty() ? "" : "; ";
  claim.note += note;
}

bool read_time(SignatureClaim& claim, std::string_view where, std::string_view text) {
  claim.timestamp_s = leading_number(text);
  if (!claim.timestamp_s || *claim.timestamp_s < 0 || *claim.timestamp_s > kExactMax) {
    claim = malformed_claim(fmt::format("{} is \"{}\"; whole seconds since 1970 belong there",
                                        where, start_of_value(text)));
    return false;
  }
  claim.timestamp = std::to_string(*claim.timestamp_s);
  if (claim.timestamp != text) {
    claim.other_times.emplace_back(text);
    add_note(claim,
             fmt::format("{} is \"{}\", read as {}", where, start_of_value(text), claim.timestamp));
  }
  return true;
}

}  // namespace hookline

#include "emitter/load/plan/pace_file.h"

#include "catcher/base/json/json_reader.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/text/ascii.h"
#include "catcher/base/text/printable.h"
#include "catcher/base/units/timestamp.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

/// The year 2286. A larger number is probably in milliseconds.
constexpr double kSecondsMax = 1e10;
constexpr std::size_t kQuotedMax = 60;

[[noreturn]] void fail(const std::string& file, std::string_view sentence) {
  throw Failure(ExitCode::kInvalidInput, fmt::format("{}: {}", file, sentence));
}

std::optional<std::int64_t> seconds_in(std::string_view text) {
  double seconds = 0;
  const char* last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(text.data(), last, seconds);
  if (problem != std::errc() || end != last || !(seconds >= 0 && seconds < kSecondsMax)) return {};
  return std::llround(seconds * 1e6);
}

std::optional<std::int64_t> received_at(std::string_view text) {
  try {
    const JsonDocument capture = JsonDocument::parse(text, "");
    return parse_timestamp(capture.root().object().require("received_at").text());
  } catch (const Failure&) {
    return {};
  }
}

std::optional<std::int64_t> moment_in(std::string_view text) {
  if (text.front() == '{') return received_at(text);
  if (const auto seconds_us = seconds_in(text)) return seconds_us;
  return parse_timestamp(text);
}

}  // namespace

RecordedPace read_pace_file(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream || std::filesystem::is_directory(file)) {
    fail(file, "can't be read; give a file with a time stamp on each line, or an NDJSON export");
  }
  std::vector<std::int64_t> moments_us;
  std::string line;
  for (std::size_t number = 1; std::getline(stream, line); ++number) {
    const std::string_view text = trimmed(line, kWhitespace);
    if (text.empty()) continue;
    const auto moment_us = moment_in(text);
    if (!moment_us) {
      fail(file, fmt::format("line {}: \"{}\" has no time; give a capture with \"received_at\", a "
                             "time as in 2024-02-28T10:45:41.5Z, or seconds since 1970",
                             number, printable(text.substr(0, kQuotedMax))));
    }
    if (moments_us.size() == kPaceLinesMax) {
      fail(file, fmt::format("line {}: a pace has at most {} moments", number, kPaceLinesMax));
    }
    moments_us.push_back(*moment_us);
  }
  if (stream.bad()) fail(file, "could not be read to its end");
  try {
    return RecordedPace(std::move(moments_us));
  } catch (const std::invalid_argument& error) {
    fail(file, error.what());
  }
}

}  // namespace hookline

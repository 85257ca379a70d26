#pragma once

#include "emitter/scenario/expect/judging/verification.h"
#include "emitter/scenario/play/results/coverage.h"
#include "emitter/scenario/play/results/shown_exchange.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// How a scenario ended.
enum class ScenarioEnding : std::uint8_t {
  kPassed,
  kFailed,       ///< expectations don't hold
  kInterrupted,  ///< not played to its end, and so not verified
  kBroken,       ///< it couldn't be played or verified
  kSkipped,      ///< its turn didn't come
};

/// "passed", "failed", "interrupted", "error", "skipped": as reports and their readers call it.
std::string_view name_of(ScenarioEnding ending);

/// What became of one scenario.
struct ScenarioResult {
  std::string file;
  std::string name;
  std::uint64_t deliveries = 0;  ///< that were sent, whatever became of them
  std::uint64_t attempts = 0;    ///< made at them; more than deliveries where some were tried again
  std::int64_t duration_us = 0;  ///< playing and verifying
  std::vector<Mismatch> failures = {};
  bool interrupted = false;  ///< not played to its end
  /// Why each webhook did or did not fire, a line each, indented under its step's; with --explain.
  std::vector<std::string> explanation = {};
  /// Why it couldn't be played or verified: what is wrong with its file, or with the catcher,
  /// sentences.
  std::vector<std::string> errors = {};
  bool skipped = false;  ///< its turn didn't come
  /// Requests that failures are about; of a scenario with many, the first ones.
  std::vector<ShownExchange> exchanges = {};

  ScenarioEnding ending() const;
  bool passed() const { return ending() == ScenarioEnding::kPassed; }
  /// Also those that were too many to be kept.
  std::uint64_t failure_count() const;
};

/// What one call of replay found: a value, which reports are written from.
struct ReplayResult {
  std::vector<ScenarioResult> scenarios;
  Coverage coverage{};
  bool interrupted = false;
  std::int64_t started_us = 0;  ///< microseconds since 1970 UTC
  std::string problem = {};     ///< why the run ended before its end, a sentence; empty otherwise

  std::uint64_t count_of(ScenarioEnding ending) const;
  std::uint64_t passed() const { return count_of(ScenarioEnding::kPassed); }
  std::uint64_t skipped() const { return count_of(ScenarioEnding::kSkipped); }
  /// That couldn't be played or verified.
  std::uint64_t broken() const { return count_of(ScenarioEnding::kBroken); }
  /// That were played, if not to their end, and didn't pass.
  std::uint64_t failed() const { return scenarios.size() - passed() - skipped() - broken(); }
  std::uint64_t deliveries() const;
  std::uint64_t attempts() const;
  std::int64_t duration_us() const;
};

}  // namespace hookline

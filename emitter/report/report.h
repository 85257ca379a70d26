#pragma once

#include "emitter/events/event_type.h"
#include "emitter/events/source.h"
#include "emitter/scenario/expect/verification.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace hookline {

/// What became of one scenario.
struct ScenarioReport {
  std::string file;
  std::string name;
  std::uint64_t deliveries = 0;
  std::uint64_t attempts = 0;    ///< made at them; more than deliveries where some were tried again
  std::int64_t duration_us = 0;  ///< playing and verifying
  std::vector<Mismatch> failures;
  bool interrupted = false;  ///< not played to its end
  /// Why each webhook did or did not fire, a line each, indented under its step's; with --explain.
  std::vector<std::string> explanation;
  /// Why it could not be played at all: what is wrong with its file, sentences.
  std::vector<std::string> errors = {};

  bool passed() const { return failures.empty() && errors.empty() && !interrupted; }
};

/// How many events of each type and source were played.
using Coverage = std::array<std::array<std::uint64_t, kSources.size()>, kEventTypeCount>;

/// What one call of replay found: a value; text, JSON, JUnit and HTML are written from it.
struct Report {
  std::vector<ScenarioReport> scenarios;
  Coverage coverage{};
  bool interrupted = false;

  std::uint64_t passed() const;
  std::uint64_t failed() const { return scenarios.size() - passed() - unreadable(); }
  /// How many files could not be played.
  std::uint64_t unreadable() const;
  std::uint64_t deliveries() const;
  std::int64_t duration_us() const;
};

}  // namespace hookline

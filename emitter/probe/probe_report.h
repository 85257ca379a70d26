#pragma once

#include "catcher/base/net/addresses/outcome.h"
#include "emitter/probe/findings/address_findings.h"
#include "emitter/probe/findings/finding.h"
#include "emitter/probe/findings/tls_findings.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// One request of a probe and what came of it.
struct ProbedRequest {
  std::string_view check;
  std::string_view method;
  std::size_t body_bytes = 0;
  Outcome outcome = Outcome::kCancelled;
  int status = 0;  ///< 0 without a whole answer
  std::chrono::microseconds duration{0};
  std::string content_type;  ///< of the answer, as it came
  std::string location;      ///< likewise
};

enum class ProbeVerdict : std::uint8_t { kWorks, kDoubtful, kFails, kInterrupted };
/// "works", "doubtful", "fails", "interrupted".
std::string_view name_of(ProbeVerdict verdict);

/// What a probe of one endpoint has found.
struct ProbeReport {
  std::string url;  ///< as it was given, without a password
  std::int64_t started_us = 0;
  std::int64_t duration_us = 0;
  std::chrono::milliseconds timeout{0};
  std::vector<Finding> findings;  ///< in the order in which they were made
  std::vector<ProbedAddress> addresses;
  std::optional<SeenTls> tls;
  std::vector<ProbedRequest> requests;
  bool is_interrupted = false;

  std::size_t count(Grade grade) const;
  ProbeVerdict verdict() const;
};

}  // namespace hookline

#pragma once

#include "emitter/probe/probe_report.h"
#include "emitter/visits/visitor.h"

#include <functional>
#include <stop_token>
#include <string>

namespace hookline {

/// Called with each finding as it is made; those that were not tried come last.
using OnFinding = std::function<void(const Finding&)>;

/// Looks why webhooks that lead to this URL may not arrive: its characters, name, connections, TLS,
/// then GET, HEAD, and the sample of `subscribe`, short and long. What fails ends what follows from
/// it. Takes at most the time-out for each step and address, less where it is stopped. Throws
/// Failure: kCannotRun where the URL's host may not be reached, or for what Visitor throws.
ProbeReport probe(const std::string& url, const VisitorOptions& options, std::stop_token stop,
                  const OnFinding& on_finding);

}  // namespace hookline

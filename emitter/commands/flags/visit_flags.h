#pragma once

#include "emitter/commands/flags/certificate_flags.h"
#include "emitter/visits/visitor.h"

#include <string>
#include <vector>

namespace hookline {

/// The flags of a command that visits one receiver.
struct VisitFlags : CertificateFlags {
  std::vector<std::string> allowed_hosts;
  std::string timeout = "10s";
};

/// The flags outlive the app's reading of the arguments.
void declare_visit_flags(CLI::App& app, VisitFlags& flags);

/// What they say. Tells on standard error that certificates are not checked, where they aren't.
/// Throws Failure(kUsage).
VisitorOptions visitor_from(const VisitFlags& flags);

}  // namespace hookline

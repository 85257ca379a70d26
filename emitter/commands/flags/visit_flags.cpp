#include "emitter/commands/flags/visit_flags.h"

#include "emitter/commands/flags/values/flag_values.h"

#include <CLI/CLI.hpp>

namespace hookline {

void declare_visit_flags(CLI::App& app, VisitFlags& flags) {
  app.add_option("--allow-host", flags.allowed_hosts,
                 "A host besides loopback that may be sent to; may be repeated")
      ->type_name("HOST")
      ->allow_extra_args(false);
  app.add_option("--timeout", flags.timeout,
                 "How long each step may take: the look-up of the name, connecting, the TLS "
                 "handshake, an answer (10s)")
      ->type_name("D");
  declare_certificate_flags(app, flags);
}

VisitorOptions visitor_from(const VisitFlags& flags) {
  check_certificate_flags(flags);
  VisitorOptions options;
  options.timeout = std::chrono::milliseconds(duration_in("--timeout", flags.timeout));
  options.allowed_hosts = flags.allowed_hosts;
  options.ca_file = flags.ca_file;
  options.checks_certificates = !flags.insecure;
  return options;
}

}  // namespace hookline

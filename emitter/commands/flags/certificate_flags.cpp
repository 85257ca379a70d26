#include "emitter/commands/flags/certificate_flags.h"

#include "catcher/base/process/failure.h"

#include <cstdio>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace hookline {

void declare_certificate_flags(CLI::App& app, CertificateFlags& flags) {
  app.add_option(
         "--ca-file", flags.ca_file,
         "Trust these certificates (PEM) for https, instead of those that the system trusts")
      ->type_name("FILE");
  app.add_flag("--insecure", flags.insecure,
               "Check no certificate of https receivers: whoever answers at their address is "
               "believed and gets the payloads. For development servers that sign for themselves");
}

void check_certificate_flags(const CertificateFlags& flags) {
  if (!flags.insecure) return;
  if (!flags.ca_file.empty()) {
    throw Failure(ExitCode::kUsage,
                  "--insecure checks no certificate, so that --ca-file has no use; leave one of "
                  "them out");
  }
  fmt::print(stderr,
             "certificates are not checked (--insecure): whoever answers https is believed\n");
}

}  // namespace hookline

#pragma once

#include <string>

namespace CLI {
class App;
}

namespace hookline {

/// The flags with which a command says whom https receivers have to be.
struct CertificateFlags {
  std::string ca_file;
  bool insecure = false;
};

/// The flags outlive the app's reading of the arguments.
void declare_certificate_flags(CLI::App& app, CertificateFlags& flags);

/// Tells on standard error that certificates are not checked, where they aren't. Throws
/// Failure(kUsage) for flags that contradict each other.
void check_certificate_flags(const CertificateFlags& flags);

}  // namespace hookline

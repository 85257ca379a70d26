#pragma once

#include "catcher/base/net/tls/peer_certificate.h"
#include "emitter/probe/findings/finding.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hookline {

/// What a TLS handshake has shown.
struct SeenTls {
  std::string version;
  PeerCertificate certificate;
  bool is_for_host = false;
  std::string chain_problem;  ///< empty where the certificate is trusted
};

/// "tls": of a receiver that speaks plain HTTP.
Finding judge_plain_http(bool is_loopback);
/// "tls": the handshake failed.
Finding judge_failed_handshake(const std::string& problem);
/// "tls", "certificate_names", "certificate_dates", "certificate_chain". What is wrong with the
/// certificate is bad where it is checked, else doubtful.
std::vector<Finding> judge_tls(const SeenTls& seen, const std::string& host, std::int64_t now_s,
                               bool is_checked);

}  // namespace hookline

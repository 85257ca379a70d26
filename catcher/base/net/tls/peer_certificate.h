#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct ssl_st;

namespace hookline {

class Trust;

/// What the other side of a TLS connection has shown of itself, whether it is believed or not.
struct PeerCertificate {
  std::string subject;             ///< its common name, or else all of its name; may be empty
  std::string issuer;              ///< likewise, of who signed it
  std::vector<std::string> names;  ///< the hosts and addresses that it is for
  std::int64_t valid_from_s = 0;   ///< seconds since 1970 UTC
  std::int64_t valid_until_s = 0;
  std::size_t sent = 0;  ///< certificates that came, this one included
};

/// All four are asked of a connection whose handshake is done. None without a certificate.
std::optional<PeerCertificate> peer_certificate(ssl_st* connection);
/// Whether the certificate names this host, or address.
bool is_certificate_for(ssl_st* connection, const std::string& host);
/// Why the certificate doesn't lead to one that is trusted, a clause; empty where it does. What it
/// says of hosts and of its own dates isn't looked at.
std::string chain_problem(ssl_st* connection, Trust& trust);
/// "TLSv1.3", as OpenSSL names it.
std::string tls_version(ssl_st* connection);

/// Makes a handshake that is about to begin take any certificate and any version of TLS that there
/// is, so that both can be told. Nothing confidential may be sent behind it.
void only_look(ssl_st* connection);

}  // namespace hookline

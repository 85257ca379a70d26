#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include <boost/system/error_code.hpp>

struct ssl_st;

namespace boost::asio::ssl {
class context;
}

namespace hookline {

// An app without a valid certificate is accepted on loopback, not beyond: development servers sign
// for themselves, and nobody stands between two programs of one machine.

/// The certificates that https receivers are checked against, or not. Any thread.
class Trust {
 public:
  enum class Checks : std::uint8_t {
    kCertificates,
    kNothing,  ///< no certificate is checked
  };

  /// A file of certificates (PEM), or empty for the system's. Throws Failure when the file can't be
  /// read; the system's are read at the first use.
  explicit Trust(const std::string& ca_file, Checks checks = Checks::kCertificates);
  ~Trust();

  /// Checks certificates, or nothing, and speaks TLS 1.2 or later, for HTTP/1.1 (ALPN).
  boost::asio::ssl::context& context();

 private:
  std::unique_ptr<boost::asio::ssl::context> context_;
  const bool is_systems_;
  std::once_flag system_store_loaded_;
};

/// Makes a handshake that is about to begin announce this host, and fail when the certificate isn't
/// for it.
void expect_host(ssl_st* session, std::string host);
/// What a failed handshake says to a person: the certificate's flaw where that was it.
std::string tls_problem(const boost::system::error_code& error, ssl_st* session);
/// Whether a handshake failed by the receiver's certificate.
bool is_certificate_refused(ssl_st* session);

}  // namespace hookline

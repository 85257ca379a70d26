#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace hookline {

/// An https receiver on a free port of loopback, with a certificate of its own making. Answers
/// every request with 200. Its senders must be gone before it is.
class TlsReceiver {
 public:
  static constexpr int kTls12 = 0x0303;
  static constexpr int kTls13 = 0x0304;

  struct Certificate {
    /// As in a certificate: "DNS:localhost,IP:127.0.0.1".
    std::string names = "DNS:localhost,IP:127.0.0.1";
    /// Valid until so many seconds from now.
    long valid_s = 3600;
    /// The newest TLS that it speaks.
    int version_max = kTls13;
    /// What it takes of the protocols that a sender offers (ALPN), as in "h2"; empty: none, and
    /// it doesn't say so.
    std::string protocol = {};
    /// Closes a connection after so many requests, without a goodbye; 0: never.
    int requests_max = 0;
  };

  explicit TlsReceiver(const Certificate& certificate);
  ~TlsReceiver();
  TlsReceiver(const TlsReceiver&) = delete;
  TlsReceiver& operator=(const TlsReceiver&) = delete;

  std::uint16_t port() const;
  /// The certificate (PEM), for a sender that is to trust it; removed with the receiver.
  const std::filesystem::path& certificate_file() const { return file_; }
  std::size_t connections() const;
  std::size_t requests() const;
  /// Waits until another connection was closed by the receiver; false when none is in 20 s.
  bool wait_for_close();
  /// Of the connections, those that resumed the session of another.
  std::size_t resumed() const;
  /// What the last sender offered to speak (ALPN), each after its length.
  std::string offered_protocols() const;
  /// The name that the last sender asked for (SNI); empty for none.
  std::string server_name() const;

 private:
  class Impl;
  std::filesystem::path file_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hookline

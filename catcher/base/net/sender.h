#pragma once

#include "catcher/base/net/connections/connection_sharing.h"
#include "catcher/base/net/names/name_resolver.h"
#include "catcher/base/net/outgoing_request.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace hookline {

struct SenderOptions {
  /// What may be reached besides loopback, as given with --allow-host: host names or addresses.
  std::vector<std::string> allowed_hosts;
  /// Head and body and whatever comes before them.
  std::size_t answer_bytes_max = std::size_t{16} << 20;
  /// Of requests on their way: how many, and their bytes together.
  std::size_t in_flight_max = 4096;
  std::size_t in_flight_bytes_max = std::size_t{512} << 20;
  /// Certificates (PEM) to trust for https; empty: those that the system trusts.
  std::string ca_file;
  /// Whether receivers have to show a certificate that is trusted; those on loopback as the next
  /// line says.
  bool checks_certificates = true;
  /// Off by default: between two programs of one machine there is nobody to impersonate the other,
  /// and certificates of development servers are signed by nobody.
  bool checks_loopback_certificates = false;
  NameResolverOptions names;
  KeptConnectionsOptions kept;
};

/// Sends requests as they are and hands back whole answers: one thread, on which any number of slow
/// receivers wait beside each other. Goes to loopback and to the allowed hosts alone; redirects are
/// answers like any other.
class Sender {
 public:
  using OnEnd = std::function<void(OutgoingResult)>;

  /// Throws Failure for allowed hosts that are none, and for a ca_file that can't be read.
  explicit Sender(SenderOptions options);
  /// As stop(), at once.
  ~Sender();
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;

  /// Any thread; waits for nothing. Ends in exactly one call of `on_end`, on the sender's thread;
  /// what is over the limits, or comes after a stop, ends as kCancelled before this returns. It
  /// must not throw, nor wait for the sender.
  void send(OutgoingRequest request, OnEnd on_end);
  /// A sentence saying why the URL's host may not be reached, and what to do; empty when it may.
  /// Looks nothing up: an address that is not allowed may still show on sending.
  std::string problem_with(const Url& url) const;

  /// Takes no more, gives what is on its way so long, then cancels it. Every on_end has returned
  /// when it returns. May be called twice.
  void stop(std::chrono::milliseconds patience);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// Sends, and waits for what comes of it. Not on the sender's own thread.
OutgoingResult send_and_wait(Sender& sender, OutgoingRequest request);

}  // namespace hookline

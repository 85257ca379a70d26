#pragma once

#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/net/addresses/outcome.h"
#include "catcher/base/net/names/name_resolver.h"
#include "catcher/base/net/tls/trust.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

namespace hookline {

struct VisitorOptions {
  /// For each step: a look-up, connecting, the TLS handshake, an answer.
  std::chrono::milliseconds timeout{10'000};
  /// Head and body and whatever comes before them.
  std::size_t answer_bytes_max = 1 << 20;
  /// What may be reached besides loopback, as given with --allow-host: host names or addresses.
  std::vector<std::string> allowed_hosts;
  /// Certificates (PEM) to trust for https; empty: those that the system trusts.
  std::string ca_file;
  /// False: whoever answers at a receiver's address is believed to be it.
  bool checks_certificates = true;
  NameResolverOptions names;
};

/// Visits receivers one after another, and waits for each step: what its visits share. One thread,
/// which a stop or a time-out gets back at once.
class Visitor {
 public:
  using Clock = std::chrono::steady_clock;
  enum class Waited : std::uint8_t { kDone, kTimedOut, kStopped };

  /// Throws Failure for allowed hosts that are none, and for a ca_file that can't be read.
  Visitor(VisitorOptions options, std::stop_token stop);
  Visitor(const Visitor&) = delete;
  Visitor& operator=(const Visitor&) = delete;

  const VisitorOptions& options() const { return options_; }
  const AddressGuard& guard() const { return guard_; }
  Trust& trust() { return trust_; }
  boost::asio::io_context& io() { return *io_; }
  bool is_stopped() const { return stop_.stop_requested(); }

  /// All addresses of a host, whether they may be reached or not.
  FoundAddresses find(const std::string& host);

  /// Runs what was begun on io() until it sets `is_done`, or the time is over, or there is a stop.
  Waited wait_for(const bool& is_done, Clock::time_point deadline);
  /// The same for what has been cancelled and therefore ends soon.
  void wait_out(const bool& is_done);

 private:
  const VisitorOptions options_;
  const std::stop_token stop_;
  const std::shared_ptr<boost::asio::io_context> io_;
  const boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  const AddressGuard guard_;
  NameResolver resolver_;
  Trust trust_;
};

}  // namespace hookline

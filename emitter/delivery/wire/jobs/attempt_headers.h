#pragma once

#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/signing/signer.h"
#include "emitter/delivery/delivery.h"
#include "emitter/delivery/wire/jobs/dispatcher_options.h"

#include <optional>
#include <string>

namespace hookline {

// A signature's time is the real one, also in virtual time: receivers hold it against their own
// clock.

/// The headers that differ from attempt to attempt: its number, and the signature with the time at
/// which it is made; and that which only some receivers get, the sender's page. One thread.
class AttemptHeaders {
 public:
  /// The options outlive it. Throws std::invalid_argument for a key that can't be used.
  explicit AttemptHeaders(const DispatcherOptions& options);

  /// Whether these options want any.
  static bool wanted(const DispatcherOptions& options) {
    return options.signing_key || !options.attempt_header.empty() || options.sender_page;
  }

  /// Adds them to a head that ends in its blank line.
  void add_to(std::string& head, const Delivery& delivery);

 private:
  void add(std::string& head, std::string_view name, std::string_view value);
  void add_page(std::string& head, const Url& url);

  const DispatcherOptions& options_;
  const AddressGuard here_;  ///< lets through what is on this machine
  std::optional<Signer> signer_;
};

}  // namespace hookline

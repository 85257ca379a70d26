#pragma once

#include "catcher/signatures/signing_key.h"
#include "emitter/dispatch/promises/promise_settings.h"

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace hookline {

/// The flags with which a command says what its deliveries are promised and how they are signed.
struct DispatchFlags {
  PromiseSettings promise;
  std::string sign;
  std::string signing_key_file;
  std::string signing_header;
};

/// The flags outlive the app's reading of the arguments.
void declare_dispatch_flags(CLI::App& app, DispatchFlags& flags);

/// What they say. Tells on standard error which seed was drawn. Throws Failure(kUsage) with the
/// flag and what was expected.
DeliveryPromise promise_of(const DispatchFlags& flags);

/// The key that --sign is to use, from its file or from HOOKLINE_SIGNING_KEY; none without --sign.
/// Throws Failure: kUsage for flags that make no sense, kInvalidInput for a key that can't be used.
std::optional<SigningKey> signing_key_of(const DispatchFlags& flags);

}  // namespace hookline

#pragma once

#include "catcher/base/signing/signing_key.h"
#include "emitter/commands/flags/certificate_flags.h"
#include "emitter/commands/reports/report_clash.h"
#include "emitter/delivery/promises/promise_settings.h"
#include "emitter/delivery/wire/jobs/dispatcher_options.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace hookline {

/// The flags with which a command says what its deliveries are promised, how they are signed, and
/// whom https receivers have to be.
struct DispatchFlags : CertificateFlags {
  PromiseSettings promise;
  std::string sign;
  std::vector<std::string> signing_key_files;
  std::string signing_header;
};

/// Those that say how deliveries are sent: where others send them, these are told.
inline constexpr std::array kSendingFlags = {"--preset",        "--retry",           "--backoff",
                                             "--jitter",        "--retry-after-max", "--retry-on",
                                             "--disable-after", "--attempt-header",  "--sign"};

/// The flags outlive the app's reading of the arguments.
void declare_dispatch_flags(CLI::App& app, DispatchFlags& flags);

/// What they say. Tells on standard error which seed was drawn. Throws Failure(kUsage) with the
/// flag and what was expected.
DeliveryPromise promise_of(const DispatchFlags& flags);

/// The key that --sign is to use, from its files or from HOOKLINE_SIGNING_KEY; none without --sign.
/// Throws Failure: kUsage for flags that make no sense, kInvalidInput for a key that can't be used.
std::optional<SigningKey> signing_key_of(const DispatchFlags& flags);

/// Into the options of what sends: the promise, the key, whom https receivers have to be.
/// `timeout` is what --timeout was given; empty: as promised. Throws as signing_key_of(), and
/// Failure(kUsage) for a time-out that is none.
void apply(const DispatchFlags& flags, const DeliveryPromise& promise, const std::string& timeout,
           DispatcherOptions& dispatch);

/// What they make a command read.
std::vector<UsedFile> files_used(const DispatchFlags& flags);

}  // namespace hookline

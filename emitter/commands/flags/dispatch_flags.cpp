#include "emitter/commands/flags/dispatch_flags.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/process/flag_with_value.h"
#include "catcher/base/signing/key_file.h"
#include "catcher/base/text/spelling.h"
#include "emitter/commands/flags/values/flag_values.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

constexpr const char* kKeyVariable = "HOOKLINE_SIGNING_KEY";
constexpr std::array<std::string_view, 4> kSchemes = {"standard-webhooks", "stripe", "github",
                                                      "hmac"};

void declare_promise(CLI::App& app, PromiseSettings& promise) {
  add_flag_with_value(app, "--preset", "NAME", promise.preset,
                      "Whose promises the deliveries keep: activecampaign (one attempt), "
                      "standard-webhooks, stripe, github or shopify; the flags below change it");
  add_flag_with_value(app, "--retry", "D,…|N|none", promise.retry,
                      "Waits between attempts, 5s,5m,2h; or a number of retries; or none");
  add_flag_with_value(app, "--backoff", "D[,F[,D]]", promise.backoff,
                      "How the waits of --retry N grow: first wait, factor, longest; 1s,2,24h");
  add_flag_with_value(app, "--jitter", "PERCENT", promise.jitter,
                      "Each wait is longer or shorter by up to so much");
  add_flag_with_value(app, "--seed", "N", promise.seed,
                      "What the jitter is drawn from; else a new one, told");
  add_flag_with_value(app, "--retry-after-max", "D", promise.retry_after_max,
                      "Honour Retry-After up to so long; 0: not at all");
  add_flag_with_value(app, "--retry-on", "LIST", promise.retry_on,
                      "Which failures are tried again: 5xx,429,timeout,refused; any");
  add_flag_with_value(
      app, "--disable-after", "N|D|never", promise.disable_after,
      "Switch a webhook off after N failed deliveries in a row, or after a time in which "
      "every attempt failed; never");
  add_flag_with_value(app, "--attempt-header", "NAME", promise.attempt_header,
                      "Name of a header that tells the attempt's number, from 1");
}

/// Everybody on the machine can read an argument list. The value is not repeated: it may be a key.
[[noreturn]] void refuse_key_in_arguments(std::string_view flag) {
  throw Failure(ExitCode::kUsage,
                fmt::format("{}: a key never stands in the argument list, where every user of the "
                            "machine can read it; name its file with --signing-key-file, or put it "
                            "into the environment as {}",
                            flag, kKeyVariable));
}

void declare_signing(CLI::App& app, DispatchFlags& flags) {
  add_flag_with_value(app, "--sign", "SCHEME", flags.sign,
                      "Sign each request: standard-webhooks, stripe, github or hmac");
  add_flag_with_value(
      app, "--signing-key-file", "FILE", flags.signing_key_files,
      "File with the key; else it comes from HOOKLINE_SIGNING_KEY. With standard-webhooks "
      "and stripe several keys sign at once, as while a key is changed: repeat the flag, or "
      "write a key a line")
      ->allow_extra_args(false);
  add_flag_with_value(app, "--signing-header", "NAME", flags.signing_header,
                      "Where hmac puts the signature, in hex (X-Signature)");
  for (const char* flag : {"--signing-key", "--sign-key", "--key", "--secret"}) {
    app.add_option_function<std::string>(
           flag, [flag](const std::string&) { refuse_key_in_arguments(flag); }, "")
        ->group("");  // not in the help
  }
}

std::string flag_of(std::string_view setting) {
  std::string flag = fmt::format("--{}", setting);
  std::replace(flag.begin(), flag.end(), '_', '-');
  return flag;
}

SignatureScheme scheme_in(const std::string& text) {
  if (text == "hmac") return SignatureScheme::kHmacSha256;
  if (const auto scheme = scheme_named(text)) return *scheme;
  const auto closest = closest_name(text, kSchemes);
  if (!closest) {
    refuse_key_in_arguments("--sign wants standard-webhooks, stripe, github or hmac, and no key");
  }
  throw Failure(ExitCode::kUsage, fmt::format("--sign {}: {}", text, suggestion(text, kSchemes)));
}

std::string key_in_environment() {
  const char* key = std::getenv(kKeyVariable);
  if (key != nullptr && *key != '\0') return key;
  throw Failure(ExitCode::kUsage,
                fmt::format("--sign wants a key: name its file with --signing-key-file, or put it "
                            "into the environment as {}",
                            kKeyVariable));
}

void take_key(SigningKey& key, const std::string& text, const std::string& from) {
  try {
    add_secrets(key, text);
    check_signing_key(key);
  } catch (const std::invalid_argument& error) {
    throw Failure(ExitCode::kInvalidInput, fmt::format("{}: {}", from, error.what()));
  }
}

}  // namespace

void declare_dispatch_flags(CLI::App& app, DispatchFlags& flags) {
  declare_promise(app, flags.promise);
  declare_signing(app, flags);
  declare_certificate_flags(app, flags);
}

DeliveryPromise promise_of(const DispatchFlags& flags) {
  try {
    DeliveryPromise promise = promise_from(flags.promise);
    if (promise.retry.jitter > 0 && flags.promise.seed.empty()) {
      fmt::print(stderr, "jitter drawn from --seed {}\n", promise.retry.seed);
    }
    return promise;
  } catch (const PromiseSettingError& error) {
    throw Failure(ExitCode::kUsage,
                  fmt::format("{} {}: {}", flag_of(error.setting()), error.value(), error.what()));
  }
}

std::optional<SigningKey> signing_key_of(const DispatchFlags& flags) {
  if (flags.sign.empty()) {
    if (flags.signing_key_files.empty() && flags.signing_header.empty()) return std::nullopt;
    throw Failure(ExitCode::kUsage, "a signing key or header wants --sign SCHEME as well");
  }
  SigningKey key;
  key.scheme = scheme_in(flags.sign);
  if (!flags.signing_header.empty()) {
    if (key.scheme != SignatureScheme::kHmacSha256) {
      throw Failure(ExitCode::kUsage,
                    fmt::format("--signing-header is for hmac; {} has its own", flags.sign));
    }
    key.header = flags.signing_header;
  }
  for (const std::string& file : flags.signing_key_files) {
    if (file.starts_with("whsec_") || file.starts_with("v1,")) {
      refuse_key_in_arguments("--signing-key-file");
    }
    take_key(key, read_key_file(file), file);
  }
  if (flags.signing_key_files.empty()) take_key(key, key_in_environment(), kKeyVariable);
  return key;
}

void apply(const DispatchFlags& flags, const DeliveryPromise& promise, const std::string& timeout,
           DispatcherOptions& dispatch) {
  dispatch.timeout_ms = timeout.empty() ? promise.timeout_ms : duration_in("--timeout", timeout);
  dispatch.retry = promise.retry;
  dispatch.attempt_header = promise.attempt_header;
  dispatch.signing_key = signing_key_of(flags);
  dispatch.ca_file = flags.ca_file;
  dispatch.checks_certificates = !flags.insecure;
}

std::vector<UsedFile> files_used(const DispatchFlags& flags) {
  std::vector<UsedFile> used = {{"the certificates of --ca-file", flags.ca_file}};
  for (const std::string& file : flags.signing_key_files) {
    used.push_back({"the file of the signing key", file});
  }
  return used;
}

}  // namespace hookline

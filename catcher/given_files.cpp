#include "catcher/given_files.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/process/input_file.h"
#include "catcher/base/signing/key_file.h"
#include "catcher/options.h"
#include "catcher/replies/rules/reply_rules.h"
#include "catcher/verdicts/catalogue/event_catalogue.h"
#include "catcher/verdicts/signing_keys.h"

#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// The content of a file that a flag names. `wanted` is what belongs into it.
std::string content_of(const std::string& file, std::string_view flag, std::string_view wanted) {
  try {
    return read_input_file(file);
  } catch (const InputFileError& error) {
    throw Failure(ExitCode::kInvalidInput,
                  fmt::format("{}: {}; {} wants {}", file, error.what(), flag, wanted));
  }
}

/// A key with its scheme (several, where the sender is changing from one to another), or a list of
/// rules.
SigningRules signing_rules_of(const CatcherOptions& options, const std::string& text) {
  if (options.signing_scheme.empty()) return parse_signing_rules(text, {});
  SigningKey key;
  key.scheme = scheme_named(options.signing_scheme).value();
  if (!options.signing_header.empty()) key.header = options.signing_header;
  add_secrets(key, text);
  check_signing_key(key);
  std::vector<std::string> secrets = std::exchange(key.further_secrets, {});
  secrets.insert(secrets.begin(), key.secret);
  SigningRules rules;
  for (std::string& secret : secrets) {
    key.secret = std::move(secret);
    rules.push_back({.key = key});
  }
  return rules;
}

}  // namespace

void load_replies(const std::string& file, ReplyRules& rules) {
  if (file.empty()) return;
  const auto text = content_of(file, "--replies", "a file of reply rules");
  try {
    rules.set(parse_reply_rules(text));
  } catch (const std::invalid_argument& error) {
    throw Failure(ExitCode::kInvalidInput, fmt::format("{}: {}", file, error.what()));
  }
}

std::unique_ptr<EventCatalogue> load_catalogue(const std::string& file) {
  if (file.empty()) return nullptr;
  auto text = content_of(file, "--catalogue", "what emitter events --json writes");
  try {
    return std::make_unique<EventCatalogue>(std::move(text));
  } catch (const std::invalid_argument& error) {
    throw Failure(ExitCode::kInvalidInput, fmt::format("{}: {}", file, error.what()));
  }
}

void load_signing(const CatcherOptions& options, SigningKeys& keys) {
  const std::string& file = options.signing_key_file;
  if (file.empty() && options.signing_key.empty()) return;
  try {
    keys.set(signing_rules_of(options, file.empty() ? options.signing_key : read_key_file(file)));
  } catch (const std::invalid_argument& error) {
    const auto advice = options.signing_scheme.empty()
                            ? "; a file that holds one key alone wants --signing-scheme"
                            : "";
    throw Failure(ExitCode::kInvalidInput,
                  fmt::format("{}: {}{}", file.empty() ? "HOOKLINE_SIGNING_KEY" : file,
                              error.what(), advice));
  }
}

}  // namespace hookline

#include "catcher/given_files.h"

#include "catcher/base/json/json_mistakes.h"
#include "catcher/base/json/json_reader.h"
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

SigningRules signing_rules_in(const std::string& text, const std::string& file) {
  try {
    return parse_signing_rules(text, {}, file);
  } catch (const Failure& failure) {
    throw Failure(
        failure.code(),
        fmt::format("{}; a file that holds one key alone wants --signing-scheme", failure.what()));
  }
}

/// A key with its scheme (several, where the sender is changing from one to another), or a list of
/// rules.
SigningRules signing_rules_of(const CatcherOptions& options, const std::string& text,
                              const std::string& file) {
  if (options.signing_scheme.empty()) return signing_rules_in(text, file);
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
  const auto document = JsonDocument::parse(text, file);
  JsonMistakes mistakes;
  auto read = read_reply_rules(document.root(), mistakes);
  mistakes.refuse_if_any();
  rules.set(std::move(read));
}

std::unique_ptr<EventCatalogue> load_catalogue(const std::string& file) {
  if (file.empty()) return nullptr;
  auto text = content_of(file, "--catalogue", "what emitter events --json writes");
  return std::make_unique<EventCatalogue>(std::move(text), file);
}

void load_signing(const CatcherOptions& options, SigningKeys& keys) {
  const std::string& file = options.signing_key_file;
  if (file.empty() && options.signing_key.empty()) return;
  const std::string name = file.empty() ? "HOOKLINE_SIGNING_KEY" : file;
  try {
    const std::string text = file.empty() ? options.signing_key : read_key_file(file);
    keys.set(signing_rules_of(options, text, name));
  } catch (const std::invalid_argument& error) {
    throw Failure(ExitCode::kInvalidInput, fmt::format("{}: {}", name, error.what()));
  }
}

}  // namespace hookline

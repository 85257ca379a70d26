#include "catcher/base/signing/signing_key.h"

#include "catcher/base/http/codings/base64.h"
#include "catcher/base/http/headers/header.h"
#include "catcher/base/text/ascii.h"
#include "catcher/base/text/utf8.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace hookline {
namespace {

using enum SignatureScheme;

constexpr std::array<std::pair<SignatureScheme, std::string_view>, 4> kNames{
    {{kStandardWebhooks, "standard-webhooks"},
     {kStripe, "stripe"},
     {kGitHub, "github"},
     {kHmacSha256, "hmac-sha256"}}};

constexpr std::string_view kSecretPrefix = "whsec_";
/// As it stands before signatures, some settings pages put it before the secret.
constexpr std::string_view kVersionPrefix = "v1,";
constexpr std::string_view kBlanks = " \t\r\n\v\f";
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kQuotes{
    {{"\"", "\""}, {"'", "'"}, {"`", "`"}, {"\u201c", "\u201d"}, {"\u2018", "\u2019"}}};

/// Settings pages cut the padding off now and then.
std::string padded(std::string_view text) {
  std::string out(text);
  while (out.size() % 4 != 0) out += '=';
  return out;
}

std::string_view without_quotes(std::string_view text) {
  for (const auto& [open, close] : kQuotes) {
    const bool is_quoted = text.size() >= open.size() + close.size() && text.starts_with(open) &&
                           text.ends_with(close);
    if (is_quoted) return text.substr(open.size(), text.size() - open.size() - close.size());
  }
  return text;
}

/// What is left of a secret without all that people copy along with it.
std::string_view bare(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return trimmed(without_quotes(trimmed(text, kBlanks)), kBlanks);
}

std::string standard_webhooks_key(std::string_view secret) {
  if (secret.starts_with(kVersionPrefix)) secret.remove_prefix(kVersionPrefix.size());
  if (secret.starts_with("whsk_") || secret.starts_with("whpk_")) {
    throw std::invalid_argument(
        "the key is one for Ed25519 signatures (whsk_ or whpk_), which aren't known here; Standard "
        "Webhooks' HMAC keys begin with whsec_");
  }
  if (secret.starts_with(kSecretPrefix)) secret.remove_prefix(kSecretPrefix.size());
  auto key = decode_base64(padded(secret));
  if (!key || key->empty()) {
    throw std::invalid_argument(
        "the key is no Standard Webhooks secret: that is base64, usually with whsec_ before it");
  }
  return std::move(*key);
}

bool is_branded(std::string_view secret) {
  secret = bare(secret);
  if (secret.starts_with(kVersionPrefix)) secret.remove_prefix(kVersionPrefix.size());
  return secret.starts_with(kSecretPrefix);
}

/// Of several: at a line's end, or at a blank that another secret follows, which its beginning
/// tells. Any other blank is a mistake within one.
std::size_t end_of_secret(std::string_view text) {
  std::size_t at = text.find_first_of(kBlanks);
  for (; at != std::string_view::npos; at = text.find_first_of(kBlanks, at + 1)) {
    if (text[at] == '\n' || text[at] == '\r' || is_branded(text.substr(at + 1))) return at;
  }
  return text.size();
}

/// A secret that was broken into two lines would pass for two.
void refuse_broken_lines(const SigningKey& key) {
  for (const std::string& secret : key.further_secrets) {
    if (is_branded(secret) == is_branded(key.secret)) continue;
    throw std::invalid_argument(
        "one of several keys begins with whsec_ and another doesn't; write each key whole, a key a "
        "line");
  }
}

std::string hmac_key(SignatureScheme scheme, std::string_view secret) {
  if (takes_several_keys(scheme)) secret = bare(secret);
  if (secret.empty()) throw std::invalid_argument("the key is empty");
  return scheme == kStandardWebhooks ? standard_webhooks_key(secret) : std::string(secret);
}

}  // namespace

std::string_view name_of(SignatureScheme scheme) {
  for (const auto& [known, name] : kNames) {
    if (known == scheme) return name;
  }
  return "";
}

std::optional<SignatureScheme> scheme_named(std::string_view name) {
  for (const auto& [scheme, known] : kNames) {
    if (known == name) return scheme;
  }
  return std::nullopt;
}

bool takes_several_keys(SignatureScheme scheme) {
  return scheme == kStandardWebhooks || scheme == kStripe;
}

void refuse_surroundings(const SigningKey& key) {
  if (takes_several_keys(key.scheme)) return;
  const std::string_view secret = key.secret;
  if (secret.starts_with(kByteOrderMark)) {
    throw std::invalid_argument(
        "the key begins with a byte order mark, which editors put before UTF-8; save it without");
  }
  if (trimmed(secret, kBlanks) != secret) {
    throw std::invalid_argument(
        "the key has a blank or a line end before or behind it, which would be signed with; give "
        "it without");
  }
  if (without_quotes(secret) != secret) {
    throw std::invalid_argument(
        "the key stands in quotation marks, which would be signed with; give it without them");
  }
}

void add_secrets(SigningKey& key, std::string_view text) {
  const auto add = [&key](std::string_view secret) {
    if (key.secret.empty()) {
      key.secret = secret;
    } else {
      key.further_secrets.emplace_back(secret);
    }
  };
  if (!takes_several_keys(key.scheme)) {
    if (!key.secret.empty()) {
      throw std::invalid_argument(
          "only Standard Webhooks and Stripe send several signatures at once; give one key");
    }
    add(text);
    return refuse_surroundings(key);
  }
  text = bare(text);
  do {
    const std::size_t end = end_of_secret(text);
    add(text.substr(0, end));
    text = trimmed(text.substr(end), kBlanks);
  } while (!text.empty());
  refuse_broken_lines(key);
}

std::string hmac_key_of(const SigningKey& key) {
  return hmac_key(key.scheme, key.secret);
}

std::vector<std::string> hmac_keys_of(const SigningKey& key) {
  std::vector<std::string> keys = {hmac_key_of(key)};
  for (const std::string& secret : key.further_secrets) {
    keys.push_back(hmac_key(key.scheme, secret));
  }
  return keys;
}

void check_signing_key(const SigningKey& key) {
  hmac_keys_of(key);
  if (key.scheme == kHmacSha256) HeaderField(key.header, key.prefix);
}

}  // namespace hookline

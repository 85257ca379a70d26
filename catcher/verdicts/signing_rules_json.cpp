#include "catcher/base/json/json_members.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/quantity.h"
#include "catcher/captures/filters/match_reader.h"
#include "catcher/verdicts/signing_keys.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::ordered_json;
using enum JsonNeed;

constexpr std::size_t kRulesMax = 100;
constexpr std::array<std::string_view, 4> kSchemes = {"standard-webhooks", "stripe", "github",
                                                      "hmac-sha256"};
constexpr std::array<std::string_view, 2> kEncodings = {"hex", "base64"};

SignatureScheme read_scheme(const JsonValue& value) {
  return *scheme_named(kSchemes[value.one_of("scheme", kSchemes)]);
}

DigestEncoding read_encoding(const JsonValue& value) {
  return value.one_of("encoding", kEncodings) == 0 ? DigestEncoding::kHex : DigestEncoding::kBase64;
}

std::int64_t read_tolerance(const JsonValue& value) {
  return value.duration_ms() / 1000;
}

/// For SigningRule::key's parts.
template <auto Field, auto Read>
void read_into_key(const JsonValue& value, SigningRule& rule) {
  read_into<Field, Read>(value, rule.key);
}

/// Not a quarter of it, and never more than four characters.
Json end_of_secret(const SigningRule& rule) {
  const std::string& secret = rule.key.secret;
  return secret.substr(secret.size() - std::min<std::size_t>(4, secret.size() / 5));
}

bool is_plain(const SigningRule& rule) {
  return rule.key.scheme == SignatureScheme::kHmacSha256;
}

constexpr JsonMember<SigningRule> kMembers[] = {
    {"id", read_into<&SigningRule::id, &JsonValue::count>, kOptional, write_from<&SigningRule::id>},
    {"scheme", read_into_key<&SigningKey::scheme, read_scheme>, kRequired,
     [](const SigningRule& rule) { return Json(name_of(rule.key.scheme)); }},
    {"key", read_into_key<&SigningKey::secret, &JsonValue::text>},
    {"key_ends", nullptr, kOptional, end_of_secret},
    {"header", read_into_key<&SigningKey::header, &JsonValue::text>, kOptional,
     [](const SigningRule& rule) { return is_plain(rule) ? Json(rule.key.header) : Json(); }},
    {"encoding", read_into_key<&SigningKey::encoding, read_encoding>, kOptional,
     [](const SigningRule& rule) {
       const bool is_hex = rule.key.encoding == DigestEncoding::kHex;
       return is_plain(rule) ? Json(kEncodings[is_hex ? 0 : 1]) : Json();
     }},
    {"prefix", read_into_key<&SigningKey::prefix, &JsonValue::text>, kOptional,
     [](const SigningRule& rule) { return is_plain(rule) ? Json(rule.key.prefix) : Json(); }},
    {"tolerance", read_into<&SigningRule::tolerance_s, read_tolerance>, kOptional,
     [](const SigningRule& rule) { return Json(duration_text(rule.tolerance_s * 1000)); }},
    {"match", read_into<&SigningRule::match, read_match>, kOptional,
     [](const SigningRule& rule) { return match_json(rule.match); }},
};

/// The key that the known rule of this id has.
std::string known_secret(const JsonValue& id, const SigningRules& known) {
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const SigningRule& rule) { return rule.id == id.integer(); });
  if (found != known.end()) return found->key.secret;
  id.fail(
      "there is no such key; GET /api/signing lists them, and an entry without an id brings its "
      "own");
}

}  // namespace

SigningRule read_signing_rule(const JsonValue& entry, const SigningRules& known) {
  auto rule = read_new<SigningRule>(entry, kMembers);
  JsonObject object = entry.object();
  const auto id = object.find("id");
  const std::string secret = id ? known_secret(*id, known) : object.require("key").text();
  if (!object.find("key")) rule.key.secret = secret;
  for (const char* name : {"header", "encoding", "prefix"}) {
    const auto value = object.find(name);
    if (is_plain(rule) || !value) continue;
    value->fail("is for hmac-sha256 alone; the other schemes have their own");
  }
  entry.checked([&] {
    refuse_surroundings(rule.key);
    check_signing_key(rule.key);
  });
  return rule;
}

SigningRules parse_signing_rules(std::string_view text, const SigningRules& known,
                                 const std::string& file) {
  const auto document =
      JsonDocument::parse(text, file, {.values_max = kJsonBodyValuesMax, .holds_secrets = true});
  const auto entries = document.root().items();
  if (entries.size() > kRulesMax) {
    document.root().fail(fmt::format("{} keys; {} are the most", entries.size(), kRulesMax));
  }
  SigningRules rules;
  for (const JsonValue& entry : entries) rules.push_back(read_signing_rule(entry, known));
  return rules;
}

std::string signing_rules_json(const SigningRules& rules) {
  auto list = Json::array();
  for (const SigningRule& rule : rules) list.push_back(json_of(rule, kMembers));
  return json_to_show(list.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace hookline

#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/quantity.h"
#include "catcher/verdicts/signing_keys.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kRulesMax = 100;
constexpr std::string_view kSchemes = "standard-webhooks, stripe, github or hmac-sha256";

[[noreturn]] void refuse(std::string_view pointer, std::string_view sentence) {
  throw std::invalid_argument(pointer.empty() ? std::string(sentence)
                                              : fmt::format("{}: {}", pointer, sentence));
}

std::string text_at(const Json& value, const std::string& pointer) {
  if (!value.is_string())
    refuse(pointer, fmt::format("expected a text, not {}", value.type_name()));
  return value.get<std::string>();
}

SignatureScheme scheme_at(const Json& value, const std::string& pointer) {
  const auto name = text_at(value, pointer);
  if (const auto scheme = scheme_named(name)) return *scheme;
  refuse(pointer, fmt::format("\"{}\" is no scheme; expected {}", name, kSchemes));
}

DigestEncoding encoding_at(const Json& value, const std::string& pointer) {
  const auto name = text_at(value, pointer);
  if (name == "hex") return DigestEncoding::kHex;
  if (name == "base64") return DigestEncoding::kBase64;
  refuse(pointer, fmt::format("\"{}\" is no encoding; expected hex or base64", name));
}

std::int64_t tolerance_at(const Json& value, const std::string& pointer) {
  if (!value.is_string()) {
    refuse(pointer, "expected a duration in quotes, such as \"5m\" or \"1h30m\"");
  }
  const auto text = text_at(value, pointer);
  try {
    return parse_duration_ms(text) / 1000;
  } catch (const std::invalid_argument& refused) {
    refuse(pointer, refused.what());
  }
}

CaptureFilter match_at(const Json& value, const std::string& pointer) {
  if (!value.is_object()) {
    refuse(pointer, fmt::format("match is an object of filters, not {}", value.type_name()));
  }
  FormFields fields;
  for (const auto& [name, text] : value.items()) {
    if (const auto why = why_not_in_match(name); !why.empty()) refuse(pointer, why);
    fields.push_back({name, text_at(text, pointer + "/" + name)});
  }
  try {
    return CaptureFilter(fields);
  } catch (const std::invalid_argument& refused) {
    refuse(pointer, refused.what());
  }
}

/// The key of the known rule with the entry's id.
const SigningRule& known_rule(const Json& entry, const std::string& pointer,
                              const SigningRules& known) {
  const Json& id = entry.at("id");
  const auto found = std::find_if(known.begin(), known.end(), [&](const SigningRule& rule) {
    return id.is_number_integer() && id.get<std::int64_t>() == rule.id;
  });
  if (found == known.end()) {
    refuse(pointer + "/id",
           "there is no such key; GET /api/signing lists them, and an entry "
           "without an id brings its own");
  }
  return *found;
}

void read_member(const std::string& name, const Json& value, const std::string& pointer,
                 SigningRule& rule) {
  const auto at = pointer + "/" + name;
  if (name == "scheme") {
    rule.key.scheme = scheme_at(value, at);
  } else if (name == "key") {
    rule.key.secret = text_at(value, at);
  } else if (name == "header") {
    rule.key.header = text_at(value, at);
  } else if (name == "encoding") {
    rule.key.encoding = encoding_at(value, at);
  } else if (name == "prefix") {
    rule.key.prefix = text_at(value, at);
  } else if (name == "tolerance") {
    rule.tolerance_s = tolerance_at(value, at);
  } else if (name == "match") {
    rule.match = match_at(value, at);
  } else if (name != "id" && name != "key_ends") {
    refuse(at, "unknown key; expected scheme, key, header, encoding, prefix, tolerance or match");
  }
}

SigningRule rule_at(const Json& entry, const std::string& pointer, const SigningRules& known) {
  if (!entry.is_object()) {
    refuse(pointer, fmt::format("a key is an object, not {}", entry.type_name()));
  }
  SigningRule rule;
  if (!entry.contains("scheme")) refuse(pointer, fmt::format("it has no \"scheme\": {}", kSchemes));
  if (entry.contains("id")) {
    const SigningRule& before = known_rule(entry, pointer, known);
    rule.id = before.id;
    rule.key.secret = before.key.secret;
  } else if (!entry.contains("key")) {
    refuse(pointer, "it has no \"key\"");
  }
  for (const auto& [name, value] : entry.items()) read_member(name, value, pointer, rule);
  const bool plain = rule.key.scheme == SignatureScheme::kHmacSha256;
  for (const char* name : {"header", "encoding", "prefix"}) {
    if (!plain && entry.contains(name)) {
      refuse(pointer + "/" + name, "is for hmac-sha256 alone; the other schemes have their own");
    }
  }
  try {
    refuse_surroundings(rule.key);
    check_signing_key(rule.key);
  } catch (const std::invalid_argument& refused) {
    refuse(pointer, refused.what());
  }
  return rule;
}

/// Not a quarter of it, and never more than four characters.
std::string end_of(std::string_view secret) {
  const std::size_t size = std::min<std::size_t>(4, secret.size() / 5);
  return std::string(secret.substr(secret.size() - size));
}

nlohmann::ordered_json rule_json(const SigningRule& rule) {
  nlohmann::ordered_json json{
      {"id", rule.id}, {"scheme", name_of(rule.key.scheme)}, {"key_ends", end_of(rule.key.secret)}};
  if (rule.key.scheme == SignatureScheme::kHmacSha256) {
    json["header"] = rule.key.header;
    json["encoding"] = rule.key.encoding == DigestEncoding::kHex ? "hex" : "base64";
    json["prefix"] = rule.key.prefix;
  }
  json["tolerance"] = duration_text(rule.tolerance_s * 1000);
  json["match"] = match_json(rule.match);
  return json;
}

/// What the parser says, without what it quotes: that may be a part of a key.
Json parsed(std::string_view text) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    refuse("", fmt::format("not JSON, at byte {}", error.byte));
  }
}

}  // namespace

SigningRules parse_signing_rules(std::string_view text, const SigningRules& known) {
  const Json list = parsed(text);
  if (!list.is_array()) {
    refuse("", fmt::format("keys are a list, not {}; as in [{{\"scheme\": \"github\", \"key\": "
                           "\"…\"}}]",
                           list.type_name()));
  }
  if (list.size() > kRulesMax) {
    refuse("", fmt::format("{} keys; {} are the most", list.size(), kRulesMax));
  }
  SigningRules rules;
  for (const Json& entry : list) {
    rules.push_back(rule_at(entry, fmt::format("/{}", rules.size()), known));
  }
  return rules;
}

std::string signing_rules_json(const SigningRules& rules) {
  auto list = nlohmann::ordered_json::array();
  for (const SigningRule& rule : rules) list.push_back(rule_json(rule));
  return json_to_show(list.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace hookline

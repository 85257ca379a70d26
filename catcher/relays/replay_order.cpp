#include "catcher/relays/replay_order.h"

#include "catcher/base/http/codings/base64.h"
#include "catcher/verdicts/signing_keys.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::json;

std::string text_at(const Json& value, std::string_view pointer) {
  if (!value.is_string()) {
    throw ReplayOrderError(fmt::format("{}: expected a text, not {}", pointer, value.type_name()));
  }
  return value.get<std::string>();
}

Url url_at(const Json& value) {
  const std::string text = text_at(value, "/to");
  try {
    Url url = Url::parse(text);
    if (url.user_info().empty()) return url;
  } catch (const UrlError& error) {
    throw ReplayOrderError(fmt::format("/to: {}", error.what()));
  }
  throw ReplayOrderError(
      "/to: a user and password in the URL would not be sent; put an Authorization among the "
      "headers");
}

std::string method_at(const Json& value) {
  std::string method = text_at(value, "/method");
  try {
    return HeaderField(method, "").name();  // the same characters: a token
  } catch (const std::invalid_argument&) {
    throw ReplayOrderError("/method: expected a method's name, such as POST");
  }
}

std::string target_at(const Json& value) {
  std::string target = text_at(value, "/target");
  const auto bad = std::find_if(target.begin(), target.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7f;
  });
  if (bad != target.end()) {
    throw ReplayOrderError(
        fmt::format("/target: byte 0x{:02x} at position {} can't stand in a request line; write "
                    "it as %{:02X}",
                    static_cast<unsigned char>(*bad), bad - target.begin() + 1,
                    static_cast<unsigned char>(*bad)));
  }
  if (target.starts_with('/') || target == "*") return target;
  throw ReplayOrderError("/target: expected a path that starts with /, such as /hook?a=b");
}

std::vector<HeaderField> headers_at(const Json& value) {
  if (!value.is_array()) {
    throw ReplayOrderError(
        fmt::format("/headers: expected a list of [name, value], not {}", value.type_name()));
  }
  std::vector<HeaderField> headers;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const Json& pair = value[i];
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string()) {
      throw ReplayOrderError(fmt::format("/headers/{}: expected a pair of texts [name, value]", i));
    }
    try {
      headers.emplace_back(pair[0].get<std::string>(), pair[1].get<std::string>());
    } catch (const std::invalid_argument& refused) {
      throw ReplayOrderError(fmt::format("/headers/{}: {}", i, refused.what()));
    }
  }
  return headers;
}

std::string base64_at(const Json& value) {
  auto bytes = decode_base64(text_at(value, "/body_base64"));
  if (!bytes) throw ReplayOrderError("/body_base64: this is no base64");
  return std::move(*bytes);
}

SigningKey key_at(const Json& value) {
  try {
    return parse_signing_rules(Json::array({value}).dump(), {}).at(0).key;
  } catch (const std::invalid_argument& refused) {
    std::string_view what = refused.what();
    if (what.starts_with("/0")) what.remove_prefix(2);
    throw ReplayOrderError(fmt::format("/sign{}", what));
  }
}

void read_sign(const Json& value, ReplayOrder& order) {
  if (value.is_object()) {
    order.key = key_at(value);
  } else if (!value.is_boolean()) {
    throw ReplayOrderError(fmt::format(
        "/sign: expected true, or a key such as {{\"scheme\":\"stripe\",\"key\":\"…\"}}, not {}",
        value.type_name()));
  }
  order.wants_signature = value.is_object() || value.get<bool>();
}

Json parse_object(std::string_view text) {
  try {
    Json json = Json::parse(text);
    if (json.is_object()) return json;
    throw ReplayOrderError(fmt::format("expected an object, not {}", json.type_name()));
  } catch (const Json::exception& error) {
    const std::string_view what = error.what();
    const auto start = what.find("] ");  // behind "[json.exception.parse_error.101] "
    throw ReplayOrderError(
        fmt::format("not JSON: {}", what.substr(start == what.npos ? 0 : start + 2)));
  }
}

void refuse_unknown(const Json& json) {
  for (const auto& [key, value] : json.items()) {
    const bool known = key == "to" || key == "method" || key == "target" || key == "headers" ||
                       key == "body" || key == "body_base64" || key == "sign";
    if (known) continue;
    throw ReplayOrderError(fmt::format(
        "/{}: unknown key; expected to, method, target, headers, body, body_base64 or sign", key));
  }
  if (json.contains("body") && json.contains("body_base64")) {
    throw ReplayOrderError("/body_base64: there is a body beside it; give one of them");
  }
}

}  // namespace

std::string ReplayOrder::target(std::string_view caught) const {
  if (edits.target) return *edits.target;
  return to.target() == "/" ? target_below("/", caught) : to.target();
}

ReplayOrder parse_replay_order(std::string_view text) {
  const Json json = parse_object(text);
  refuse_unknown(json);
  if (!json.contains("to")) throw ReplayOrderError("\"to\" is missing: the URL to send it to");
  ReplayOrder order{url_at(json["to"]), {}, false, std::nullopt};
  if (json.contains("method")) order.edits.method = method_at(json["method"]);
  if (json.contains("target")) order.edits.target = target_at(json["target"]);
  if (json.contains("headers")) order.edits.headers = headers_at(json["headers"]);
  if (json.contains("body")) order.edits.body = text_at(json["body"], "/body");
  if (json.contains("body_base64")) order.edits.body = base64_at(json["body_base64"]);
  if (json.contains("sign")) read_sign(json["sign"], order);
  return order;
}

}  // namespace hookline

#include "catcher/relays/requests/replay_order.h"

#include "catcher/base/http/codings/base64.h"
#include "catcher/base/json/json_members.h"
#include "catcher/verdicts/signing_keys.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

using enum JsonNeed;

/// An order being read. RelayEdits are what it changes.
struct OrderReading : RelayEdits {
  std::optional<Url> to;
  bool wants_signature = false;
  std::optional<SigningKey> key;
};

Url read_url(const JsonValue& value) {
  Url url = value.checked([&] { return Url::parse(value.text()); });
  if (url.user_info().empty()) return url;
  value.fail(
      "a user and password in the URL would not be sent; put an Authorization among the headers");
}

std::string read_method(const JsonValue& value) {
  try {
    return HeaderField(value.text(), "").name();  // the same characters: a token
  } catch (const std::invalid_argument&) {
    value.fail("expected a method's name, such as POST");
  }
}

std::string read_target(const JsonValue& value) {
  const std::string& target = value.text();
  const auto bad = std::find_if(target.begin(), target.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7f;
  });
  if (bad != target.end()) {
    value.fail(
        fmt::format("byte 0x{:02x} at position {} can't stand in a request line; write it as "
                    "%{:02X}",
                    static_cast<unsigned char>(*bad), bad - target.begin() + 1,
                    static_cast<unsigned char>(*bad)));
  }
  if (target.starts_with('/') || target == "*") return target;
  value.fail("expected a path that starts with /, such as /hook?a=b");
}

std::vector<HeaderField> read_headers(const JsonValue& value) {
  if (!value.is_array()) value.fail_kind("a list of [name, value]");
  std::vector<HeaderField> headers;
  for (const JsonPair& pair : value.pairs()) {
    const std::string& text = pair.value.text();
    headers.push_back(pair.place.checked([&] { return HeaderField(pair.name, text); }));
  }
  return headers;
}

std::string read_base64(const JsonValue& value) {
  auto bytes = decode_base64(value.text());
  if (!bytes) value.fail("this is no base64");
  return std::move(*bytes);
}

void read_sign(const JsonValue& value, OrderReading& order) {
  if (value.is_object()) {
    order.key = read_signing_rule(value, {}).key;
  } else if (!value.is_bool()) {
    value.fail_kind("true, or a key such as {\"scheme\":\"stripe\",\"key\":\"…\"}");
  }
  order.wants_signature = value.is_object() || value.boolean();
}

constexpr JsonMember<OrderReading> kMembers[] = {
    {"to", read_into<&OrderReading::to, read_url>, kRequired},
    {"method", read_into<&RelayEdits::method, read_method>},
    {"target", read_into<&RelayEdits::target, read_target>},
    {"headers", read_into<&RelayEdits::headers, read_headers>},
    {"body", read_into<&RelayEdits::body, &JsonValue::text>},
    {"body_base64", read_into<&RelayEdits::body, read_base64>},
    {"sign", read_sign},
};

}  // namespace

std::string ReplayOrder::target(std::string_view caught) const {
  if (edits.target) return *edits.target;
  return to.target() == "/" ? target_below("/", caught) : to.target();
}

ReplayOrder parse_replay_order(std::string_view text) {
  const auto document =
      JsonDocument::parse(text, "", {.values_max = kJsonBodyValuesMax, .holds_secrets = true});
  auto order = read_new<OrderReading>(document.root(), kMembers);
  JsonObject object = document.root().object();
  if (const auto body = object.find("body_base64"); body && object.find("body")) {
    body->fail("there is a body beside it; give one of them");
  }
  RelayEdits& edits = order;
  return {*std::move(order.to), std::move(edits), order.wants_signature, std::move(order.key)};
}

}  // namespace hookline

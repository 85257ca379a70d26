#include "emitter/scenario/format/steps/request_reader.h"

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/json/json_reader.h"
#include "emitter/scenario/expect/long_text.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace hookline {
namespace {

/// Fails, at the value's place, where `set` refuses what is read.
template <class Set>
void set_checked(const JsonValue& value, Set set) {
  try {
    set();
  } catch (const std::invalid_argument& refused) {
    value.fail(refused.what());
  }
}

/// Calls `take(name, value, place)` for each pair of {"name": value} or [[name, value], …].
template <class Take>
void read_pairs(const JsonValue& pairs, Take take) {
  if (pairs.is_object()) {
    for (const auto& [name, value] : pairs.object().members()) {
      take(std::string(name), read_long_text(value), value);
    }
    return;
  }
  if (!pairs.is_array()) pairs.fail("must be an object of names and values, or a list of pairs");
  for (const JsonValue& pair : pairs.items()) {
    const auto parts = pair.is_array() ? pair.items() : std::vector<JsonValue>();
    if (parts.size() != 2) pair.fail("must be a pair, [name, value]");
    take(parts[0].text(), read_long_text(parts[1]), pair);
  }
}

void read_headers(const JsonValue& headers, GivenRequest& request) {
  read_pairs(headers, [&](std::string name, std::string value, const JsonValue& place) {
    set_checked(place, [&] { request.add_header(std::move(name), std::move(value)); });
  });
}

FormFields read_form(const JsonValue& form) {
  FormFields fields;
  read_pairs(form, [&](std::string name, std::string value, const JsonValue& /*place*/) {
    fields.push_back({std::move(name), std::move(value)});
  });
  return fields;
}

bool has_content_type(const GivenRequest& request) {
  return std::any_of(
      request.headers().begin(), request.headers().end(),
      [](const HeaderField& one) { return equals_ignoring_case(one.name(), "content-type"); });
}

void read_given(const JsonValue& value, RequestStep& step) {
  GivenRequest request;
  std::string bytes;
  JsonObject object = value.object();
  if (const auto key = object.find("method")) {
    set_checked(*key, [&] { request.set_method(key->text()); });
  }
  if (const auto key = object.find("target")) {
    set_checked(*key, [&] { request.set_target(read_long_text(*key)); });
  }
  if (const auto key = object.find("headers")) read_headers(*key, request);
  const auto form = object.find("form");
  const auto body = object.find("body");
  if (form && body) body->fail("a request has either a \"form\" or a \"body\"");
  if (form) {
    bytes = encode_form(read_form(*form));
    if (!has_content_type(request)) {
      request.add_header("Content-Type", "application/x-www-form-urlencoded");
    }
  }
  if (body) bytes = read_long_text(*body);
  object.finish();
  step.request = std::make_shared<const GivenRequest>(std::move(request));
  step.body = std::make_shared<const std::string>(std::move(bytes));
}

}  // namespace

RequestStep read_request_step(JsonObject& step, std::uint64_t repeat,
                              std::span<const std::string_view> webhooks) {
  RequestStep read;
  const JsonValue webhook = step.require("webhook");
  read.webhook = webhook.name();
  if (std::find(webhooks.begin(), webhooks.end(), read.webhook) == webhooks.end()) {
    webhook.fail_unknown("webhook of this scenario", webhooks);
  }
  read_given(step.require("request"), read);
  if (const auto expect = step.find("expect")) {
    read.expectation = read_step_expectation(*expect, read.webhook, repeat, read.body);
  }
  return read;
}

}  // namespace hookline

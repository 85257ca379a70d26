#include "emitter/scenario/format/steps/request_reader.h"

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/json/json_reader.h"
#include "emitter/platform/reading/long_text.h"

#include <algorithm>
#include <utility>

namespace hookline {
namespace {

void read_headers(const JsonValue& headers, GivenRequest& request) {
  for (const JsonPair& pair : headers.pairs()) {
    auto value = read_long_text(pair.value);
    pair.place.checked([&] { request.add_header(pair.name, std::move(value)); });
  }
}

FormFields read_form(const JsonValue& form) {
  FormFields fields;
  for (const JsonPair& pair : form.pairs())
    fields.push_back({pair.name, read_long_text(pair.value)});
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
    key->checked([&] { request.set_method(key->text()); });
  }
  if (const auto key = object.find("target")) {
    key->checked([&] { request.set_target(read_long_text(*key)); });
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
  webhook.one_of("webhook of this scenario", webhooks);
  read_given(step.require("request"), read);
  if (const auto expect = step.find("expect")) {
    read.expectation = read_step_expectation(*expect, read.webhook, repeat, read.body);
  }
  return read;
}

}  // namespace hookline

#include "emitter/scenario/expect/expectation.h"

#include "catcher/base/json/json_reader.h"
#include "emitter/scenario/expect/known_fields.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

Outcome read_outcome(const JsonValue& value) {
  if (const auto outcome = outcome_named(value.text())) return *outcome;
  std::vector<std::string_view> names;
  names.reserve(std::size(kOutcomes));
  for (const Outcome outcome : kOutcomes) names.push_back(name_of(outcome));
  value.fail_unknown("outcome", names);
}

std::string read_webhook(const JsonValue& value, std::span<const std::string_view> webhooks) {
  const std::string& name = value.name();
  if (std::find(webhooks.begin(), webhooks.end(), name) != webhooks.end()) return name;
  value.fail_unknown("webhook or automation of this scenario", webhooks);
}

/// {"contact": {"email": …}}, where "contact[email]" was meant.
void refuse_nested(std::string_view name, const JsonValue& value) {
  if (!value.is_object()) return;
  for (const auto& [key, inner] : value.object().members()) {
    const std::string field = fmt::format("{}[{}]", name, key);
    if (!KnownFields::are_anywhere(field)) continue;
    inner.fail(fmt::format("fields are not nested here: write \"{}\", as it is sent", field));
  }
}

void read_named(const JsonValue& value, RequestPart part, Expectation& expectation) {
  for (const auto& [name, matcher] : value.object().members()) {
    if (part == RequestPart::kField) refuse_nested(name, matcher);
    expectation.fields.push_back(
        {std::string(name), read_matcher(matcher), matcher.pointer(), part});
  }
}

void read_part(JsonObject& object, std::string_view key, RequestPart part,
               Expectation& expectation) {
  if (const auto value = object.find(key)) {
    expectation.fields.push_back({std::string(key), read_matcher(*value), value->pointer(), part});
  }
}

/// {"as_sent": true}: what the step's own request holds, however much that is.
Matcher read_body_matcher(const JsonValue& value,
                          const std::shared_ptr<const std::string>& sent_body) {
  const auto as_sent = value.is_object() ? value.object().find("as_sent") : std::nullopt;
  if (!as_sent) return read_matcher(value);
  if (sent_body == nullptr) {
    as_sent->fail("goes with a step's own \"request\", in the step's \"expect\"");
  }
  if (!as_sent->boolean()) as_sent->fail("must be true; leave it out where any body will do");
  JsonObject object = value.object();
  object.find("as_sent");
  object.finish();
  return Matcher::same_as(sent_body);
}

void read_absent(const JsonValue& value, Expectation& expectation) {
  for (const JsonValue& item : value.items()) {
    const std::string& name = item.name();
    const auto same = [&](const FieldExpectation& field) {
      return field.part == RequestPart::kField && field.name == name;
    };
    if (std::any_of(expectation.fields.begin(), expectation.fields.end(), same)) {
      item.fail("stands among the expected fields, or here, already; keep one of them");
    }
    expectation.fields.push_back({name, Matcher::present(false), item.pointer()});
  }
}

/// 204, "204" or "2xx"; none where it is no text of that kind.
std::optional<std::string> status_in(const JsonValue& value) {
  if (value.is_integer()) return std::to_string(value.integer(100, 599));
  std::string text = value.is_text() ? value.text() : "";
  std::replace(text.begin(), text.end(), 'X', 'x');
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool is_status = text.size() == 3 && text[0] >= '1' && text[0] <= '5' &&
                         (text.ends_with("xx") || (is_digit(text[1]) && is_digit(text[2])));
  return is_status ? std::optional(text) : std::nullopt;
}

std::string read_one_status(const JsonValue& value) {
  if (auto status = status_in(value)) return *std::move(status);
  value.fail("must be a status such as 204, or a class of them such as \"2xx\"");
}

std::vector<std::string> read_status(const JsonValue& value) {
  if (!value.is_array()) return {read_one_status(value)};
  std::vector<std::string> any_of;
  for (const JsonValue& item : value.items()) any_of.push_back(read_one_status(item));
  if (any_of.empty()) value.fail("must name at least one status");
  return any_of;
}

std::string read_ending(const JsonValue& value) {
  if (auto status = status_in(value)) return *std::move(status);
  const Outcome outcome = read_outcome(value);
  if (outcome == Outcome::kAnswered) value.fail("an answer is written as its status, such as 500");
  return std::string(name_of(outcome));
}

void read_attempts(const JsonValue& value, Expectation& expectation) {
  if (!value.is_array()) {
    expectation.attempt_count = static_cast<std::uint64_t>(value.integer(1));
    return;
  }
  std::vector<std::string> endings;
  for (const JsonValue& item : value.items()) endings.push_back(read_ending(item));
  if (endings.empty()) value.fail("is empty; each delivery has one attempt or more");
  expectation.attempts = std::move(endings);
}

/// What may be said of requests and of how their attempts end.
void read_requests(JsonObject& object, Expectation& expectation,
                   const std::shared_ptr<const std::string>& sent_body = nullptr) {
  read_part(object, "method", RequestPart::kMethod, expectation);
  read_part(object, "target", RequestPart::kTarget, expectation);
  if (const auto key = object.find("headers")) read_named(*key, RequestPart::kHeader, expectation);
  if (const auto key = object.find("fields")) read_named(*key, RequestPart::kField, expectation);
  if (const auto key = object.find("absent")) read_absent(*key, expectation);
  if (const auto key = object.find("body")) {
    expectation.fields.push_back(
        {"body", read_body_matcher(*key, sent_body), key->pointer(), RequestPart::kBody});
  }
  if (const auto key = object.find("outcome")) expectation.outcome = read_outcome(*key);
  if (const auto key = object.find("status")) expectation.status = read_status(*key);
  if (const auto key = object.find("attempts")) read_attempts(*key, expectation);
}

}  // namespace

Expectation read_expectation(const JsonValue& value, std::span<const std::string_view> webhooks) {
  JsonObject object = value.object();
  Expectation expectation;
  expectation.pointer = value.pointer();
  object.find("webhook");
  if (const auto key = object.find("count")) {
    expectation.count = static_cast<std::uint64_t>(key->integer(0));
  }
  read_requests(object, expectation);
  if (const auto key = object.find("active")) expectation.active = key->boolean();
  object.finish();
  expectation.webhook = read_webhook(object.require("webhook"), webhooks);
  return expectation;
}

Expectation read_step_expectation(const JsonValue& value, std::string webhook, std::uint64_t count,
                                  const std::shared_ptr<const std::string>& sent_body) {
  JsonObject object = value.object();
  Expectation expectation;
  expectation.pointer = value.pointer();
  expectation.webhook = std::move(webhook);
  read_requests(object, expectation, sent_body);
  if (!expectation.fields.empty()) expectation.count = count;
  object.finish();
  return expectation;
}

}  // namespace hookline

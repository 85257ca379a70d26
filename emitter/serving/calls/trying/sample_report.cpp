#include "emitter/serving/calls/trying/sample_report.h"

#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/json/json_reader.h"
#include "catcher/base/json/json_writer.h"
#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/reading/entity_reader.h"
#include "emitter/platform/running/platform.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Of an answer's body.
constexpr std::size_t kBodyShownBytes = 64 << 10;

Url url_in(const JsonValue& url, const Platform& platform) {
  try {
    return platform.webhook_url(url.text());
  } catch (const UrlError& error) {
    throw OperationError("url", error.what());
  }
}

Url url_of(const JsonValue& webhook, const Platform& platform) {
  const std::uint64_t id = webhook.id();
  const auto found = platform.read([&](const auto& view) { return view.webhooks.find(id); });
  if (!found) webhook.fail(fmt::format("there is no webhook {}", id));
  return found->url;
}

void write_header(JsonObjectWriter& object, const Header& header) {
  object.text("name", header.name);
  object.text("value", header.value);
}

/// The head without its first line, and the body.
void write_request(JsonObjectWriter& object, const std::string& request) {
  constexpr std::string_view kEnd = "\r\n\r\n";
  const auto end = request.find(kEnd) + kEnd.size();
  Headers headers;
  HeaderLines lines(split_head(std::string_view(request).substr(0, end)).header_lines);
  for (HeaderLine line; lines.next(line);)
    headers.push_back({std::string(line.name), std::string(line.value)});
  object.objects("headers", headers, write_header);
  object.text("body", std::string_view(request).substr(end));
}

void write_nothing_sent(JsonObjectWriter& object) {
  for (const char* name : {"outcome", "status", "duration_ms", "answer"}) object.null(name);
}

void write_result(JsonObjectWriter& object, const OutgoingResult& result) {
  const double duration_ms = static_cast<double>(result.duration.count()) / 1000;
  object.text("outcome", name_of(result.outcome));
  if (result.outcome == Outcome::kAnswered) {
    object.number("status", result.answer.status);
  } else {
    object.null("status");
  }
  object.raw("duration_ms", fmt::format("{:.3f}", duration_ms));
  if (!result.problem.empty()) object.text("problem", result.problem);
  if (result.outcome != Outcome::kAnswered) return object.null("answer");
  const std::string_view body = result.answer.body;
  JsonObjectWriter answer = object.object("answer");
  answer.objects("headers", result.answer.headers, write_header);
  answer.text("body", body.substr(0, kBodyShownBytes));
  answer.boolean("is_cut", body.size() > kBodyShownBytes);
  answer.end();
}

}  // namespace

SampleWanted read_sample_wanted(const JsonValue& value, const Platform& platform) {
  JsonObject keys = value.object();
  SampleWanted wanted;
  wanted.event = read_event_type(keys.require("event"));
  const auto url = keys.find("url");
  const auto webhook = keys.find("webhook");
  if (url && webhook) webhook->fail("either a \"url\" or a \"webhook\" says where to");
  if (url) wanted.to = url_in(*url, platform);
  if (webhook) wanted.to = url_of(*webhook, platform);
  wanted.is_sent = keys.boolean_or("send", true);
  if (keys.boolean_or("live", false)) wanted.form = SampleForm::kLive;
  keys.finish();
  if (wanted.is_sent && !wanted.to)
    value.fail("a \"url\" or a \"webhook\" says where to; or \"send\" is false");
  return wanted;
}

std::string sample_report(const SampleWanted& wanted, const PostedSample* posted) {
  const Url to = wanted.to.value_or(Url::parse("https://example.com/webhook"));
  std::string json;
  JsonObjectWriter object(json);
  object.text("event", name_of(wanted.event));
  object.text_or_null("url", wanted.to ? wanted.to->text() : "");
  JsonObjectWriter sent = object.object("sent");
  write_request(sent, posted != nullptr ? posted->request
                                        : sample_request(wanted.event, wanted.form, to, "RUN-1"));
  sent.end();
  object.text("live_body", sample_body(wanted.event, SampleForm::kLive, to));
  if (posted != nullptr) {
    write_result(object, posted->result);
  } else {
    write_nothing_sent(object);
  }
  object.end();
  return json + "\n";
}

}  // namespace hookline

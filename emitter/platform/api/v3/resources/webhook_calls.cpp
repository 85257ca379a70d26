#include "emitter/platform/api/v3/resources/webhook_calls.h"

#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/api/v3/rows/webhook_rows.h"
#include "emitter/platform/events/event_type.h"
#include "emitter/platform/events/source.h"

#include <algorithm>
#include <functional>
#include <string>

#include <fmt/format.h>

namespace hookline {
namespace {

void set_event(Webhook& webhook, const SentAttributes& sent, const std::string& name) {
  if (const auto type = event_type_named(name)) {
    webhook.events.set(static_cast<std::size_t>(*type));
  } else if (is_silent_event(name)) {
    webhook.silent_events.push_back(name);
  } else {
    sent.refuse("events", fmt::format("There is no event {}.", name));
  }
}

void set_source(Webhook& webhook, const SentAttributes& sent, const std::string& name) {
  const auto source = source_named(name);
  if (!source) {
    sent.refuse("sources", fmt::format("There is no source {}; known are public, admin, api and "
                                       "system.",
                                       name));
  }
  webhook.sources.set(static_cast<std::size_t>(*source));
}

void set_events(Webhook& webhook, const SentAttributes& sent) {
  webhook.events.reset();
  webhook.silent_events.clear();
  const auto names = sent.texts("events");
  if (names.empty()) sent.refuse("events", "At least one event is needed.");
  for (const std::string& name : names) set_event(webhook, sent, name);
}

void set_sources(Webhook& webhook, const SentAttributes& sent) {
  webhook.sources.reset();
  const auto names = sent.texts("sources");
  if (names.empty()) sent.refuse("sources", "At least one source is needed.");
  for (const std::string& name : names) set_source(webhook, sent, name);
}

/// What was sent of a webhook, put into one. The platform's lock isn't needed.
void set_sent(Webhook& webhook, const SentAttributes& sent, const Platform& platform) {
  if (sent.has("name")) webhook.name = sent.required_text("name");
  if (sent.has("url")) {
    try {
      webhook.url = platform.webhook_url(sent.required_text("url"));
    } catch (const UrlError& error) {
      sent.refuse("url", error.what());
    }
  }
  if (sent.has("events")) set_events(webhook, sent);
  if (sent.has("sources")) set_sources(webhook, sent);
  // Clients that mean all lists send 0, null or an empty text.
  if (sent.json().contains("listid")) webhook.list = sent.id("listid").value_or(0);
}

/// What the platform refuses of a webhook, in the words of this API.
std::shared_ptr<const Webhook> kept(const std::function<std::shared_ptr<const Webhook>()>& keep,
                                    const SentAttributes& sent, std::uint64_t id) {
  try {
    return keep();
  } catch (const OperationError& error) {
    if (error.path() == "id") throw no_result(kWebhooks.class_name, id);
    sent.refuse(error.path() == "list" ? "listid" : error.path(), error.what());
  }
}

Answer webhook_answer(const V3Call& call, int status, const Webhook& webhook) {
  return v3_answer(status, call.platform().read([&](const Platform::View& view) {
    return VendorJson{{"webhook", row_of(kWebhooks.row, webhook, call.context(view))}};
  }));
}

Answer create_webhook(const V3Call& call) {
  const SentAttributes sent = call.sent("webhook");
  for (const char* name : {"name", "url", "events", "sources"})
    if (!sent.has(name)) sent.refuse_missing(name);
  Webhook webhook{0, "", Url::parse("http://localhost/"), 0, {}, {}};
  set_sent(webhook, sent, call.platform());
  const auto made = kept([&] { return call.platform().add_webhook(webhook); }, sent, 0);
  return webhook_answer(call, 201, *made);
}

Answer change_webhook(const V3Call& call) {
  const SentAttributes sent = call.sent("webhook");
  const auto changed = kept(
      [&] {
        return call.platform().change_webhook(
            call.id(), [&](Webhook& webhook) { set_sent(webhook, sent, call.platform()); });
      },
      sent, call.id());
  return webhook_answer(call, 200, *changed);
}

Answer remove_webhook(const V3Call& call) {
  try {
    call.platform().remove_webhook(call.id());
  } catch (const OperationError&) {
    throw no_result(kWebhooks.class_name, call.id());
  }
  return v3_answer(200, VendorJson::object());
}

Answer read_webhook(const V3Call& call) {
  const auto webhook = call.platform().read(
      [&](const Platform::View& view) { return view.webhooks.find(call.id()); });
  if (!webhook) throw no_result(kWebhooks.class_name, call.id());
  return webhook_answer(call, 200, *webhook);
}

Answer list_webhooks(const V3Call& call) {
  const ListQuery query = call.query();
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    const RowSelection<Webhook> selection(kWebhooks, query, context);
    VendorJson rows = VendorJson::array();
    std::size_t total = 0;
    for (const auto& webhook : view.webhooks.all()) {
      if (!webhook || !selection.takes(*webhook)) continue;
      if (total++ >= query.offset() && rows.size() < query.limit())
        rows.push_back(row_of(kWebhooks.row, *webhook, context));
    }
    return VendorJson{{"webhooks", std::move(rows)}, {"meta", {{"total", std::to_string(total)}}}};
  }));
}

Answer list_events(const V3Call&) {
  std::vector<std::string> names;
  for (const EventType type : all_event_types()) names.emplace_back(name_of(type));
  std::ranges::sort(names);
  return v3_answer(200, {{"webhookEvents", names}, {"meta", {{"total", names.size()}}}});
}

}  // namespace

std::span<const V3Route> webhook_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/webhooks", create_webhook},        {"GET", "/webhooks", list_webhooks},
      {"GET", "/webhooks/{id}", read_webhook},      {"PUT", "/webhooks/{id}", change_webhook},
      {"DELETE", "/webhooks/{id}", remove_webhook}, {"GET", "/webhook/events", list_events},
  };
  return kRoutes;
}

}  // namespace hookline

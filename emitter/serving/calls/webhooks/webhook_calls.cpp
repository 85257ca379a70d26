#include "emitter/serving/calls/webhooks/webhook_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/base/json/json_writer.h"
#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/json_body.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/running/platform.h"
#include "emitter/serving/calls/webhooks/webhook_check.h"
#include "emitter/serving/calls/webhooks/webhook_json.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kHour_us = std::int64_t{3600} * 1'000'000;

/// How those to one webhook fare; nothing where nothing was sent.
DeliveryLog::Faring faring_of(std::uint64_t webhook,
                              const std::map<std::uint64_t, DeliveryLog::Faring>& all) {
  const auto found = all.find(webhook);
  return found == all.end() ? DeliveryLog::Faring() : found->second;
}

std::map<std::uint64_t, DeliveryLog::Faring> faring_now(const Platform& platform) {
  return platform.deliveries().faring(platform.now_us() - kHour_us);
}

Answer list(Platform& platform, const PlatformCall& call) {
  check_parameters(call, {});
  const std::uint64_t version = platform.news().now().webhooks;
  const auto faring = faring_now(platform);
  std::string json;
  JsonObjectWriter object(json);
  object.objects("webhooks", present_webhooks(platform),
                 [&](JsonObjectWriter& one, const PresentWebhook& present) {
                   write_webhook(one, present, faring_of(present.webhook->id, faring));
                 });
  object.number("version", version);
  object.end();
  return json_answer(200, json + "\n");
}

[[noreturn]] void refuse_missing(const PlatformCall& call) {
  throw CallError(404, fmt::format("there is no webhook {}", call.parts[0]),
                  "GET /hookline/webhooks lists them");
}

Answer one_webhook(Platform& platform, const PlatformCall& call, std::uint64_t id, int status) {
  const std::uint64_t version = platform.news().now().webhooks;
  const auto all = present_webhooks(platform);
  const auto found =
      std::ranges::find(all, id, [](const PresentWebhook& present) { return present.webhook->id; });
  if (found == all.end()) refuse_missing(call);
  std::string json;
  JsonObjectWriter object(json);
  JsonObjectWriter webhook = object.object("webhook");
  write_webhook(webhook, *found, faring_of(id, faring_now(platform)));
  webhook.end();
  object.number("version", version);
  object.end();
  return json_answer(status, json + "\n");
}

/// The first of them, as calls say what is wrong.
Answer refused(const WebhookProblem& problem) {
  std::string json;
  JsonObjectWriter object(json);
  write_problem(object, problem);
  object.end();
  return json_answer(422, json + "\n");
}

Answer check(const Platform& platform, const PlatformCall& call) {
  check_parameters(call, {});
  const auto body = json_body(call);
  const CheckedWebhook checked = check_webhook(read_webhook_draft(body.root()), platform);
  std::string json;
  JsonObjectWriter object(json);
  object.objects("problems", checked.problems, write_problem);
  object.objects("warnings", checked.warnings, write_problem);
  object.end();
  return json_answer(200, json + "\n");
}

/// The draft that a call is about to keep: which webhook it changes, its path says.
WebhookDraft draft_of(const PlatformCall& call) {
  check_parameters(call, {});
  const auto body = json_body(call);
  WebhookDraft draft = read_webhook_draft(body.root());
  if (draft.changed) {
    body.root().object().require("webhook").fail(
        "the path says which webhook is changed: PUT /hookline/webhooks/{id}");
  }
  return draft;
}

Answer add(Platform& platform, const PlatformCall& call) {
  const CheckedWebhook checked = check_webhook(draft_of(call), platform);
  if (!checked.webhook) return refused(checked.problems.front());
  return one_webhook(platform, call, platform.add_webhook(*checked.webhook)->id, 201);
}

/// `work`, for a webhook that may not be there (any more).
template <class Work>
Answer on_present(Platform& platform, const PlatformCall& call, Work work) {
  check_parameters(call, {});
  const std::uint64_t id = call.id(0).value_or(0);
  try {
    work(id);
  } catch (const OperationError& error) {
    if (error.path() == "id") refuse_missing(call);
    throw;
  }
  return one_webhook(platform, call, id, 200);
}

Answer change(Platform& platform, const PlatformCall& call) {
  WebhookDraft draft = draft_of(call);
  draft.changed = call.id(0).value_or(0);
  CheckedWebhook checked = check_webhook(draft, platform);
  if (!checked.webhook) {
    one_webhook(platform, call, *draft.changed, 200);  // one that isn't there can't be changed
    return refused(checked.problems.front());
  }
  return on_present(platform, call, [&](std::uint64_t id) {
    platform.change_webhook(id, [&](Webhook& webhook) { webhook = *checked.webhook; });
  });
}

Answer activate(Platform& platform, const PlatformCall& call) {
  return on_present(platform, call, [&](std::uint64_t id) { platform.activate_webhook(id); });
}

Answer remove(Platform& platform, const PlatformCall& call) {
  check_parameters(call, {});
  try {
    platform.remove_webhook(call.id(0).value_or(0));
  } catch (const OperationError&) {
    refuse_missing(call);
  }
  std::string json;
  JsonObjectWriter object(json);
  object.number("version", platform.news().now().webhooks);
  object.end();
  return json_answer(200, json + "\n");
}

}  // namespace

void route_webhooks(RouteTable& routes, Platform& platform) {
  const auto route = [&](const char* method, const char* path, auto answer) {
    routes.add(method, path,
               [&platform, answer](const PlatformCall& call) { return answer(platform, call); });
  };
  route("GET", "/hookline/webhooks", list);
  route("POST", "/hookline/webhooks", add);
  route("POST", "/hookline/webhooks/check", check);
  route("GET", "/hookline/webhooks/{id}", [](Platform& at, const PlatformCall& call) {
    check_parameters(call, {});
    return one_webhook(at, call, call.id(0).value_or(0), 200);
  });
  route("PUT", "/hookline/webhooks/{id}", change);
  route("DELETE", "/hookline/webhooks/{id}", remove);
  route("POST", "/hookline/webhooks/{id}/activate", activate);
}

}  // namespace hookline

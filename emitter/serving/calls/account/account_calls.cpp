#include "emitter/serving/calls/account/account_calls.h"

#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/running/platform.h"
#include "emitter/platform/writing/account_json.h"

#include <memory>
#include <utility>
#include <vector>

namespace hookline {
namespace {

using Webhooks = std::vector<std::shared_ptr<const Webhook>>;

/// As they are now: a webhook that was switched off says so.
Webhooks present_webhooks(const WebhookRegistry& registry) {
  Webhooks present = registry.all();
  for (auto& webhook : present) {
    if (!webhook || webhook->active == registry.is_active(webhook->id)) continue;
    auto changed = std::make_shared<Webhook>(*webhook);
    changed->active = !changed->active;
    webhook = std::move(changed);
  }
  return present;
}

/// The copy shares the entities, so that the platform goes on while they are written.
Answer account_answer(const Platform& platform) {
  const auto [account, webhooks] = platform.read([](const Platform::View& view) {
    return std::pair(view.account, present_webhooks(view.webhooks));
  });
  return json_answer(200, account_json(account, webhooks));
}

}  // namespace

void route_account(RouteTable& routes, Platform& platform) {
  routes.add("GET", "/hookline/account", [&platform](const PlatformCall& call) {
    check_parameters(call, {});
    return account_answer(platform);
  });
}

}  // namespace hookline

#include "emitter/serving/calls/account/account_calls.h"

#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/running/platform.h"
#include "emitter/platform/writing/account_json.h"
#include "emitter/platform/writing/sound_account.h"

#include <utility>

namespace hookline {
namespace {

/// The copy shares the entities, so that the platform goes on while they are written.
Answer account_answer(const Platform& platform) {
  auto [account, webhooks] = platform.read(
      [](const Platform::View& view) { return std::pair(view.account, view.webhooks.present()); });
  drop_what_is_gone(account);
  return json_answer(200, account_json(account, sound_webhooks(std::move(webhooks), account)));
}

}  // namespace

void route_account(RouteTable& routes, Platform& platform) {
  routes.add("GET", "/hookline/account", [&platform](const PlatformCall& call) {
    check_parameters(call, {});
    return account_answer(platform);
  });
}

}  // namespace hookline

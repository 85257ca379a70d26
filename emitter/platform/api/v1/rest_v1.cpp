#include "emitter/platform/api/v1/rest_v1.h"

#include "catcher/api/call/call.h"
#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/api/v1/actions/account_actions.h"
#include "emitter/platform/api/v1/actions/automation_actions.h"
#include "emitter/platform/api/v1/actions/campaign_actions.h"
#include "emitter/platform/api/v1/actions/contacts/contact_actions.h"
#include "emitter/platform/api/v1/actions/contacts/contact_part_actions.h"
#include "emitter/platform/api/v1/actions/deals/deal_actions.h"
#include "emitter/platform/api/v1/actions/deals/deal_part_actions.h"
#include "emitter/platform/api/v1/actions/list_actions.h"
#include "emitter/platform/api/v1/actions/message_actions.h"
#include "emitter/platform/api/v1/actions/webhook_actions.h"
#include "emitter/platform/api/v1/frame/v1_call.h"
#include "emitter/platform/calls/route_table.h"

#include <array>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr const char* kPath = "/admin/api.php";

using Actions = std::map<std::string_view, V1Result (*)(const V1Call&)>;

/// Known, and not imitated: refused with a sentence that says so, unlike what isn't known at all.
V1Result left_out(const V1Call& call) {
  throw V1Error(fmt::format("{} is an action of the real platform that this imitation leaves out",
                            call.parameters.text_or_empty("api_action")));
}

constexpr std::array kLeftOut = {"segment_list", "form_html", "user_add", "user_edit"};

Actions all_actions() {
  Actions actions;
  for (const auto list : {webhook_actions, contact_actions, contact_part_actions, list_actions,
                          deal_actions, deal_part_actions, campaign_actions, message_actions,
                          automation_actions, account_actions}) {
    for (const V1Action& action : list()) actions.emplace(action.name, action.handler);
  }
  for (const char* name : kLeftOut) actions.emplace(name, left_out);
  return actions;
}

/// A call that has no key, or can't be read. Its status is 200, as of everything here.
Answer refused(const std::exception_ptr& why, std::string_view target) {
  const auto mark = target.find('?');
  const V1Parameters given(
      decode_form(mark == std::string_view::npos ? "" : target.substr(mark + 1)), {});
  const V1Output output = v1_output_named(given.text_or_empty("api_output"));
  try {
    std::rethrow_exception(why);
  } catch (const CallError& error) {
    if (error.status() == 401 || error.status() == 403) return v1_not_authorized(output);
    return v1_failure(output, "root", error.what());
  } catch (const std::exception& error) {
    return v1_failure(output, "root", error.what());
  }
}

Answer answered(const Actions& actions, Platform& platform, const PlatformCall& call) {
  const bool is_form = call.media_type() != "application/json";
  const V1Call asked{{call.query, is_form ? decode_form(call.body) : FormFields{}}, platform};
  const V1Output output = v1_output_named(asked.parameters.text_or_empty("api_output"));
  const std::string name = asked.parameters.text_or_empty("api_action");
  if (!is_form) return v1_failure(output, name, "Parameters are taken as a form, not as JSON");
  const auto action = actions.find(name);
  if (action == actions.end()) return v1_not_authorized(output);
  try {
    return v1_answer(output, name, action->second(asked));
  } catch (const std::exception& error) {
    return v1_failure(output, name, error.what());
  }
}

}  // namespace

void route_rest_v1(RouteTable& routes, Platform& platform) {
  routes.add_area({kPath, refused});
  for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
    routes.add(method, kPath, [&platform, actions = all_actions()](const PlatformCall& call) {
      return answered(actions, platform, call);
    });
  }
}

}  // namespace hookline

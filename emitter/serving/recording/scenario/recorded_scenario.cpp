#include "emitter/serving/recording/scenario/recorded_scenario.h"

#include "catcher/base/http/url/url.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/platform/writing/account_json.h"
#include "emitter/scenario/format/files/scenario_loader.h"
#include "emitter/serving/recording/scenario/expectations.h"
#include "emitter/serving/recording/scenario/recorded_account.h"
#include "emitter/serving/recording/scenario/recorded_steps.h"

#include <algorithm>
#include <set>
#include <string_view>

#include <fmt/format.h>

namespace hookline {
namespace {

using Webhooks = std::vector<std::shared_ptr<const Webhook>>;

/// What messages call it.
constexpr const char* kFile = "recording.json";

/// Those that can hear something, switched as they were in the beginning.
Webhooks as_in_the_beginning(const Webhooks& now, const Webhooks& then,
                             const AccountState& account) {
  Webhooks webhooks;
  for (const auto& webhook : now) {
    if (!webhook || (webhook->list != 0 && !account.lists.find(webhook->list))) continue;
    auto copy = std::make_shared<Webhook>(*webhook);
    const auto before =
        std::ranges::find_if(then, [&](const auto& one) { return one && one->id == webhook->id; });
    copy->active = before == then.end() || (*before)->active;
    webhooks.push_back(std::move(copy));
  }
  return webhooks;
}

/// Lists that webhooks listen for, and that steps add, are there from the beginning.
void put_lists(AccountState& account, const Webhooks& webhooks, const Recording& recording) {
  for (const auto& webhook : webhooks) {
    if (!webhook || webhook->list == 0 || account.lists.find(webhook->list)) continue;
    for (const auto& doing : recording.doings) {
      for (const auto& list : doing->changes.lists.changed)
        if (list->id == webhook->list && !account.lists.find(list->id))
          account.lists.put_snapshot(list);
    }
  }
}

bool is_on_this_machine(const Url& url) {
  return AddressGuard().problem_with_host(url.host()).empty();
}

/// The same path at the catcher, with the host before it where that isn't this machine.
StepJson at_catcher(const StepJson& url) {
  const auto text = url.get<std::string>();
  if (text.starts_with("{catcher}")) return url;
  try {
    const Url parsed = Url::parse(text);
    const bool is_here = is_on_this_machine(parsed);
    return "{catcher}" + (is_here ? "" : "/" + parsed.host()) + parsed.target();
  } catch (const UrlError&) {
    return "{catcher}/";
  }
}

/// Webhooks and automations are told apart by their names.
void name_once(StepJson& named, std::set<std::string>& names) {
  const auto name = named["name"].get<std::string>();
  std::string unique = name.empty() ? "Unnamed" : name;
  for (int i = 2; !names.insert(unique).second; ++i) unique = fmt::format("{} ({})", name, i);
  named["name"] = unique;
}

StepJson account_part(const AccountState& account, const Webhooks& webhooks) {
  StepJson part = StepJson::parse(account_json(account, webhooks))["account"];
  std::set<std::string> names;
  for (const char* key : {"webhooks", "automations"}) {
    if (!part.contains(key)) continue;
    for (StepJson& entry : part[key]) name_once(entry, names);
  }
  if (part.contains("webhooks"))
    for (StepJson& webhook : part["webhooks"]) webhook["url"] = at_catcher(webhook["url"]);
  if (!part.contains("automations")) return part;
  for (StepJson& automation : part["automations"])
    for (StepJson& step : automation["steps"])
      if (step.contains("webhook")) step["webhook"] = at_catcher(step["webhook"]);
  return part;
}

/// A recording that became too long says so wherever it is played.
std::string name_of_recording(const Recording& recording) {
  std::string name = "Recorded " + timestamp_text(recording.since_us);
  if (recording.left_out == 0) return name;
  return fmt::format("{}, without the last {} of what was done: a recording ends after {}", name,
                     recording.left_out, Recorder::kDoingsMax);
}

std::string text_of(const StepJson& scenario) {
  constexpr int kIndent = 2;
  return json_to_show(scenario.dump(kIndent, ' ', false, StepJson::error_handler_t::replace)) +
         "\n";
}

}  // namespace

std::string recorded_scenario(const Recording& recording, const Webhooks& webhooks,
                              std::int64_t now_us) {
  AccountState account = recorded_account(recording);
  put_lists(account, webhooks, recording);
  StepJson scenario = {{"name", name_of_recording(recording)}};
  scenario["account"] =
      account_part(account, as_in_the_beginning(webhooks, recording.webhooks, account));
  scenario["steps"] = StepJson::array();
  // From here on the account is what a reader makes of the file.
  const Scenario empty = load_scenario_text(text_of(scenario), kFile);
  RecordedSteps steps = recorded_steps(recording, empty.account);
  scenario["steps"] = std::move(steps.steps);
  if (steps.waits) scenario["delivery"] = {{"virtual_time", true}};
  constexpr std::int64_t kMicroseconds = 1000;
  scenario["expect"] =
      expectations_of(load_scenario_text(text_of(scenario), kFile), now_us / kMicroseconds);
  return text_of(scenario);
}

}  // namespace hookline

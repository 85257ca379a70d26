#include "emitter/scenario/play/targets.h"

#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/process/failure.h"

#include <fmt/format.h>

namespace hookline {

Url action_url(const std::string& url, const Automation& automation, const Scenario& scenario,
               const std::string& catching_url) {
  WebhookSetup setup;
  setup.pointer = fmt::format("/account/automations ({})", automation.id);
  setup.name = automation.name;
  setup.url = url;
  return make_webhook(setup, scenario.file, catching_url).url;
}

std::vector<ScenarioTarget> targets_of(const Scenario& scenario, const std::string& catching_url) {
  std::vector<ScenarioTarget> targets;
  for (const WebhookSetup& setup : scenario.webhooks)
    targets.push_back({setup.name, make_webhook(setup, scenario.file, catching_url).url});
  for (const auto& [id, automation] : scenario.account.automations) {
    for (const std::string& url : webhook_urls(*automation))
      targets.push_back({automation->name, action_url(url, *automation, scenario, catching_url)});
  }
  return targets;
}

void refuse_forbidden_targets(std::span<const Scenario> scenarios, const std::string& catching_url,
                              const std::vector<std::string>& allowed_hosts) {
  const AddressGuard guard(allowed_hosts);
  for (const Scenario& scenario : scenarios) {
    for (const ScenarioTarget& target : targets_of(scenario, catching_url)) {
      const std::string problem = guard.problem_with_host(target.url.host());
      if (problem.empty()) continue;
      throw Failure(ExitCode::kCannotRun, fmt::format("{}: \"{}\" ({}): {}", scenario.file,
                                                      target.name, target.url.text(), problem));
    }
  }
}

}  // namespace hookline

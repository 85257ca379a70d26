#pragma once

#include "catcher/base/http/url/url.h"
#include "emitter/scenario/format/scenario.h"

#include <span>
#include <string>
#include <vector>

namespace hookline {

/// Where a webhook or an automation's action posts.
struct ScenarioTarget {
  std::string name;
  Url url;
};

/// For a look at where a scenario leads before anything of it is sent.
std::vector<ScenarioTarget> targets_of(const Scenario& scenario, const std::string& catching_url);

/// Throws Failure(kCannotRun) where one of the scenarios leads to a host besides loopback and the
/// allowed ones.
void refuse_forbidden_targets(std::span<const Scenario> scenarios, const std::string& catching_url,
                              const std::vector<std::string>& allowed_hosts);

/// The URL of an automation's webhook action. Throws Failure(kInvalidInput) where it isn't sound.
Url action_url(const std::string& url, const Automation& automation, const Scenario& scenario,
               const std::string& catching_url);

}  // namespace hookline

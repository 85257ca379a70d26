#include "emitter/scenario/format/steps/step.h"

#include <fmt/format.h>

namespace hookline {

std::vector<Event> OperationStep::perform_on(Account& account, std::int64_t now_s) const {
  const Cause cause{source, initiated_by, at_s.value_or(now_s)};
  std::vector<Event> events =
      action ? account.perform(action->perform, cause) : account.perform(operation, cause);
  for (Event& one : events) one.set = set;
  return events;
}

std::string OperationStep::name() const {
  if (action) return action->name;
  if (const auto* run = std::get_if<RunAutomation>(&operation))
    return fmt::format("automation {}", run->automation);
  return std::string(name_of(*event));
}

const Expectation* Step::expectation() const {
  const RequestStep* sends = request();
  return sends && sends->expectation ? &*sends->expectation : nullptr;
}

}  // namespace hookline

#include "emitter/report/json_report.h"

#include "emitter/report/report.h"

#include <ostream>

#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Mismatch& failure) {
  return {
      {"pointer", failure.pointer}, {"webhook", failure.webhook},
      {"field", failure.field},     {"expected", failure.expected},
      {"actual", failure.actual},   {"capture", failure.capture ? Json(*failure.capture) : Json()}};
}

Json json_of(const ScenarioReport& scenario) {
  Json failures = Json::array();
  for (const Mismatch& failure : scenario.failures) failures.push_back(json_of(failure));
  return {{"file", scenario.file},         {"name", scenario.name},
          {"passed", scenario.passed()},   {"deliveries", scenario.deliveries},
          {"attempts", scenario.attempts}, {"duration_ms", (scenario.duration_us + 999) / 1000},
          {"errors", scenario.errors},     {"failures", failures}};
}

}  // namespace

void write_json_report(const Report& report, std::ostream& out) {
  Json scenarios = Json::array();
  for (const ScenarioReport& scenario : report.scenarios) scenarios.push_back(json_of(scenario));
  const Json all = {{"passed", report.passed()},
                    {"failed", report.failed()},
                    {"errors", report.unreadable()},
                    {"scenarios", scenarios}};
  out << all.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace hookline

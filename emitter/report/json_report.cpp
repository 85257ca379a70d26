#include "emitter/report/json_report.h"

#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/scenario/play/results/replay_result.h"

#include <fstream>
#include <ostream>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kBegin = "{\n  \"started_at\": \"";

Json json_of(const Mismatch& failure) {
  return {
      {"pointer", failure.pointer}, {"webhook", failure.webhook},
      {"field", failure.field},     {"expected", failure.expected},
      {"actual", failure.actual},   {"capture", failure.capture ? Json(*failure.capture) : Json()},
      {"hint", failure.hint}};
}

template <class Pairs>
Json pairs_of(const Pairs& pairs) {
  Json list = Json::array();
  for (const auto& pair : pairs) list.push_back(Json::array({pair.name, pair.value}));
  return list;
}

Json json_of(const ShownExchange& exchange) {
  Json answer = {{"status", exchange.status}, {"headers", pairs_of(exchange.answer_headers)}};
  if (!exchange.problem.empty()) answer["problem"] = exchange.problem;
  return {{"capture", exchange.capture},
          {"received_at", timestamp_text(exchange.received_us)},
          {"method", exchange.method},
          {"target", exchange.target},
          {"headers", pairs_of(exchange.headers)},
          {"form", pairs_of(exchange.form)},
          {"body", exchange.body},
          {"body_bytes", exchange.body_bytes},
          {"answer", answer}};
}

Json failures_of(const ScenarioResult& scenario) {
  Json failures = Json::array();
  for (const Mismatch& failure : scenario.failures) {
    if (failure.left_out == 0) failures.push_back(json_of(failure));
  }
  return failures;
}

Json json_of(const ScenarioResult& scenario) {
  Json exchanges = Json::array();
  for (const ShownExchange& exchange : scenario.exchanges) exchanges.push_back(json_of(exchange));
  Json json = {{"file", scenario.file},
               {"name", scenario.name},
               {"passed", scenario.passed()},
               {"ending", name_of(scenario.ending())},
               {"deliveries", scenario.deliveries},
               {"attempts", scenario.attempts},
               {"duration_ms", (scenario.duration_us + 999) / 1000},
               {"errors", scenario.errors},
               {"failure_count", scenario.failure_count()},
               {"failures", failures_of(scenario)}};

  if (!scenario.explanation.empty()) json["explanation"] = scenario.explanation;
  if (!scenario.exchanges.empty()) json["exchanges"] = exchanges;
  return json;
}

}  // namespace

bool is_json_report(const std::string& file) {
  std::string begin(kBegin.size(), '\0');
  std::ifstream(file, std::ios::binary)
      .read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return begin == kBegin;
}

void write_json_report(const ReplayResult& report, std::ostream& out) {
  Json scenarios = Json::array();
  for (const ScenarioResult& scenario : report.scenarios) scenarios.push_back(json_of(scenario));
  Json all = {{"started_at", timestamp_text(report.started_us)},
              {"duration_ms", (report.duration_us() + 999) / 1000},
              {"passed", report.passed()},
              {"failed", report.failed()},
              {"errors", report.broken()},
              {"skipped", report.skipped()},
              {"deliveries", report.deliveries()},
              {"attempts", report.attempts()},
              {"interrupted", report.interrupted}};
  if (!report.problem.empty()) all["problem"] = report.problem;
  all["scenarios"] = std::move(scenarios);
  out << json_to_show(all.dump(2, ' ', false, Json::error_handler_t::replace)) << '\n';
}

}  // namespace hookline

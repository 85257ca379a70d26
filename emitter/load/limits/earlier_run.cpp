#include "emitter/load/limits/earlier_run.h"

#include "catcher/base/json/json_members.h"

#include <fmt/format.h>

namespace hookline {
namespace {

using enum JsonNeed;

double number_of(const JsonValue& value) {
  return value.number(0);
}

/// Of nothing there is no figure: null.
double figure_of(const JsonValue& value) {
  return value.kind() == JsonKind::kNull ? 0 : number_of(value);
}

constexpr JsonMember<LoadSpread> kSpreadMembers[] = {
    {"deliveries_per_s", read_into<&LoadSpread::rate, number_of>},
    {"p50", read_into<&LoadSpread::p50, number_of>},
    {"p90", read_into<&LoadSpread::p90, number_of>},
    {"p99", read_into<&LoadSpread::p99, number_of>},
    {"p999", read_into<&LoadSpread::p999, number_of>},
};

constexpr JsonMember<LoadFigures> kLatencyMembers[] = {
    {"p50", read_into<&LoadFigures::p50_us, figure_of>, kRequired},
    {"p90", read_into<&LoadFigures::p90_us, figure_of>, kRequired},
    {"p99", read_into<&LoadFigures::p99_us, figure_of>, kRequired},
    {"p999", read_into<&LoadFigures::p999_us, figure_of>, kRequired},
    {"max", read_into<&LoadFigures::max_us, figure_of>, kRequired},
    {"p95", read_into<&LoadFigures::p95_us, figure_of>},
    {"mean", read_into<&LoadFigures::mean_us, figure_of>},
};

/// One that has been counted apart from others of its kind.
void add_error(const JsonValue& value, LoadFigures& figures) {
  figures.errors += number_of(value);
}

constexpr JsonMember<LoadFigures> kFigureMembers[] = {
    {"latency_us",
     [](const JsonValue& value, LoadFigures& figures) {
       read_known_members(value.object(), figures, kLatencyMembers);
     },
     kRequired},
    {"deliveries_per_s", read_into<&LoadFigures::deliveries_per_s, figure_of>, kRequired},
    {"cpu_us_per_delivery", read_into<&LoadFigures::cpu_us_per_delivery, figure_of>, kRequired},
    {"failed", add_error, kRequired},
    {"pending", add_error, kRequired},
    {"accepted", read_into<&LoadFigures::accepted, number_of>, kRequired},
    {"valid", read_into<&LoadFigures::valid, &JsonValue::boolean>, kRequired},
    {"samples", read_into<&LoadFigures::samples, number_of>},
    {"spread",
     [](const JsonValue& value, LoadFigures& figures) {
       read_known_members(value.object(), figures.spread, kSpreadMembers);
     }},
};

LoadFigures read_figures(JsonObject& all) {
  LoadFigures figures;
  read_known_members(all, figures, kFigureMembers);
  if (!all.find("samples")) figures.samples = figures.accepted;
  return figures;
}

std::optional<PlanFacts> read_plan(JsonObject& all) {
  const auto value = all.find("plan");
  if (!value) return {};
  PlanFacts facts;
  for (const auto& [key, fact] : value->object().members()) {
    facts.emplace_back(fmt::format("--{}", key), fact.text_or_number());
  }
  return facts;
}

std::string read_machine(JsonObject& all) {
  const auto value = all.find("machine");
  if (!value) return {};
  JsonObject machine = value->object();
  return fmt::format("{}, {}, {} cores", machine.text_or("host", ""),
                     machine.text_or("processor", ""), machine.integer_or("cores", 0, 0));
}

}  // namespace

EarlierRun read_earlier_run(const std::string& file) {
  const JsonDocument document = JsonDocument::read_file(file);
  JsonObject all = document.root().object();
  EarlierRun run;
  run.file = file;
  run.figures = read_figures(all);
  run.plan = read_plan(all);
  run.machine = read_machine(all);
  run.is_resumed = all.find("covers").has_value();
  return run;
}

std::string why_incomparable(const EarlierRun& earlier, const LoadPlan& plan) {
  if (!earlier.plan) return {};
  const PlanFacts now = comparable_facts_of(plan);
  PlanFacts then;
  for (const auto& [flag, value] : now) {
    for (const auto& [known, before] : *earlier.plan) {
      if (known == flag) then.emplace_back(flag, before);
    }
  }
  return plan_difference(then, now);
}

}  // namespace hookline

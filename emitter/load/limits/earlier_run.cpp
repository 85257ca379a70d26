#include "emitter/load/limits/earlier_run.h"

#include "catcher/base/json/json_reader.h"

#include <charconv>
#include <string_view>

#include <fmt/format.h>

namespace hookline {
namespace {

double number_of(const JsonValue& value) {
  const bool is_number = value.kind() == JsonKind::kInteger || value.kind() == JsonKind::kDecimal;
  double number = -1;
  if (is_number) {
    const std::string text = value.text_or_number();
    std::from_chars(text.data(), text.data() + text.size(), number);
  }
  if (number < 0) value.fail("a number from 0 was expected, as `emitter load --json` writes it");
  return number;
}

/// Of nothing there is no figure: null.
double figure_of(const JsonValue& value) {
  return value.kind() == JsonKind::kNull ? 0 : number_of(value);
}

std::optional<double> number_in(JsonObject& object, std::string_view key) {
  const auto value = object.find(key);
  return value ? std::optional(number_of(*value)) : std::nullopt;
}

std::optional<double> figure_in(JsonObject& object, std::string_view key) {
  const auto value = object.find(key);
  return value ? std::optional(figure_of(*value)) : std::nullopt;
}

LoadSpread read_spread(JsonObject& all) {
  const auto value = all.find("spread");
  if (!value) return {};
  JsonObject spread = value->object();
  return {.rate = number_in(spread, "deliveries_per_s"),
          .p50 = number_in(spread, "p50"),
          .p90 = number_in(spread, "p90"),
          .p99 = number_in(spread, "p99"),
          .p999 = number_in(spread, "p999")};
}

LoadFigures read_figures(JsonObject& all) {
  JsonObject latency = all.require("latency_us").object();
  LoadFigures figures{
      .deliveries_per_s = figure_of(all.require("deliveries_per_s")),
      .p50_us = figure_of(latency.require("p50")),
      .p90_us = figure_of(latency.require("p90")),
      .p99_us = figure_of(latency.require("p99")),
      .p999_us = figure_of(latency.require("p999")),
      .max_us = figure_of(latency.require("max")),
      .p95_us = figure_in(latency, "p95"),
      .mean_us = figure_in(latency, "mean"),
      .cpu_us_per_delivery = figure_of(all.require("cpu_us_per_delivery")),
      .errors = number_of(all.require("failed")) + number_of(all.require("pending")),
      .accepted = number_of(all.require("accepted")),
      .valid = all.require("valid").boolean(),
      .spread = read_spread(all)};
  figures.samples = number_in(all, "samples").value_or(figures.accepted);
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

#include "emitter/load/limits/load_figures.h"

#include "emitter/scenario/json_reader.h"

#include <charconv>
#include <chrono>

namespace hookline {
namespace {

double microseconds(LatencyHistogram::Duration duration) {
  return std::chrono::duration<double, std::micro>(duration).count();
}

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

std::optional<double> number_if_any(JsonObject& object, const char* name) {
  const auto value = object.find(name);
  return value ? std::optional(number_of(*value)) : std::nullopt;
}

}  // namespace

std::optional<double> LoadFigures::percentile_us(double percent) const {
  if (latency) return microseconds(latency->percentile(percent));
  if (percent == 50) return p50_us;
  if (percent == 90) return p90_us;
  if (percent == 95) return p95_us;
  if (percent == 99) return p99_us;
  if (percent == 99.9) return p999_us;
  if (percent == 100) return max_us;
  return std::nullopt;
}

LoadFigures figures_of(const LoadResult& result) {
  const LatencyHistogram& latency = result.tally.latency;
  return {.deliveries_per_s = result.deliveries_per_s(),
          .p50_us = microseconds(latency.percentile(50)),
          .p90_us = microseconds(latency.percentile(90)),
          .p99_us = microseconds(latency.percentile(99)),
          .p999_us = microseconds(latency.percentile(99.9)),
          .max_us = microseconds(latency.max()),
          .p95_us = microseconds(latency.percentile(95)),
          .mean_us = microseconds(latency.mean()),
          .cpu_us_per_delivery = result.cpu_us_per_delivery(),
          .errors = static_cast<double>(result.failed + result.pending),
          .accepted = static_cast<double>(result.accepted),
          .valid = result.valid(),
          .latency = std::make_shared<const LatencyHistogram>(latency)};
}

LoadFigures read_load_figures(const std::string& file) {
  const JsonDocument document = JsonDocument::read_file(file);
  JsonObject all = document.root().object();
  JsonObject latency = all.require("latency_us").object();
  return {.deliveries_per_s = number_of(all.require("deliveries_per_s")),
          .p50_us = number_of(latency.require("p50")),
          .p90_us = number_of(latency.require("p90")),
          .p99_us = number_of(latency.require("p99")),
          .p999_us = number_of(latency.require("p999")),
          .max_us = number_of(latency.require("max")),
          .p95_us = number_if_any(latency, "p95"),
          .mean_us = number_if_any(latency, "mean"),
          .cpu_us_per_delivery = number_of(all.require("cpu_us_per_delivery")),
          .errors = number_of(all.require("failed")) + number_of(all.require("pending")),
          .accepted = number_of(all.require("accepted")),
          .valid = all.require("valid").boolean()};
}

}  // namespace hookline

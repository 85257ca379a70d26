#include "emitter/report/load/load_json_report.h"

#include "catcher/base/http/codings/base64.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/text/markup/markup_escaped.h"
#include "catcher/base/units/quantity.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/load/plan/plan_facts.h"
#include "emitter/report/load/load_comparison.h"
#include "emitter/report/load/load_words.h"
#include "emitter/report/load/merged_load_report.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::ordered_json;

/// Rounded to what can be measured.
double rounded(double value, double per_unit) {
  return std::round(value * per_unit) / per_unit;
}

double microseconds(LatencyHistogram::Duration duration) {
  return rounded(std::chrono::duration<double, std::micro>(duration).count(), 10);
}

/// Null where there is nothing to have a percentile.
Json json_of(const LatencyHistogram& histogram) {
  Json percentiles = Json::object();
  for (const LoadPercentile& percentile : kLoadPercentiles) {
    auto& value = percentiles[std::string(percentile.label)];
    if (histogram.count() > 0) value = microseconds_at(histogram, percentile);
  }
  const bool is_any = histogram.count() > 0;
  percentiles["p95"] = is_any ? Json(microseconds_at(histogram, {"p95", 95})) : Json();
  percentiles["mean"] = is_any ? Json(microseconds(histogram.mean())) : Json();
  return percentiles;
}

Json json_of(std::uint64_t count, const std::vector<std::uint64_t>& first) {
  return {{"count", count}, {"first", first}};
}

Json json_of(const LoadArrivals& arrivals) {
  return {{"arrived", arrivals.arrived},
          {"dropped", arrivals.dropped},
          {"missing", json_of(arrivals.missing, arrivals.first.missing)},
          {"duplicated", json_of(arrivals.duplicated, arrivals.first.duplicated)},
          {"late", json_of(arrivals.unanswered, arrivals.first.unanswered)},
          {"out_of_order", json_of(arrivals.out_of_order, arrivals.first.out_of_order)}};
}

std::string_view name_of(TriedRate::Verdict verdict) {
  switch (verdict) {
    case TriedRate::Verdict::kHeld:
      return "held";
    case TriedRate::Verdict::kBroken:
      return "broken";
    case TriedRate::Verdict::kOwnLateness:
      break;
  }
  return "own_lateness";
}

Json json_of(const TriedRate& tried) {
  Json json = {{"events_per_s", rounded(tried.rate, 10)},
               {"duration_s", rounded(tried.duration_s, 1000)},
               {"confirms", tried.is_confirmation},
               {"verdict", name_of(tried.verdict)}};
  if (!tried.why.empty()) json["why"] = tried.why;
  json["p50_us"] = tried.p50_us ? Json(rounded(*tried.p50_us, 10)) : Json();
  json["p99_us"] = tried.p99_us ? Json(rounded(*tried.p99_us, 10)) : Json();
  return json;
}

Json json_of(const LoadMaximum& maximum) {
  Json json = Json::object();
  if (maximum.rate) json["events_per_s"] = rounded(*maximum.rate, 10);
  if (maximum.broken) json["broken_at"] = rounded(*maximum.broken, 10);
  if (maximum.broken) json["why"] = maximum.why;
  json["limited_by"] = !maximum.broken ? "nothing" : maximum.is_emitters ? "emitter" : "receiver";
  json["hopeless"] = maximum.is_hopeless;
  json["ladder"] = Json::array();
  for (const TriedRate& tried : maximum.ladder) json["ladder"].push_back(json_of(tried));
  return json;
}

/// A fact that is a number in the plan is a number in JSON, too.
Json value_of(const std::string& fact) {
  double number = 0;
  const char* last = fact.data() + fact.size();
  const auto [end, problem] = std::from_chars(fact.data(), last, number);
  if (fact.empty() || problem != std::errc() || end != last) return fact;
  return number == std::floor(number) ? Json(static_cast<std::int64_t>(number)) : Json(number);
}

Json json_of(const LoadPlan& plan) {
  Json json = Json::object();
  for (const auto& [flag, value] : comparable_facts_of(plan)) {
    json[flag.substr(2)] = value_of(value);
  }
  if (plan.duration_ms) json["duration"] = duration_text(*plan.duration_ms);
  if (plan.count) json["count"] = *plan.count;
  return json;
}

Json machine_of(const RunPlace& place) {
  return {{"host", place.host},
          {"system", place.system},
          {"processor", place.processor},
          {"cores", place.cores},
          {"memory_bytes", place.memory_bytes}};
}

Json json_of(const std::vector<JudgedLimit>& limits) {
  Json all = Json::array();
  for (const JudgedLimit& limit : limits) {
    all.push_back({{"limit", limit.text}, {"met", limit.is_met}, {"actual", limit.actual}});
  }
  return all;
}

Json json_of(const LoadSpread& spread) {
  Json json = Json::object();
  const auto add = [&json](const char* name, const std::optional<double>& value) {
    if (value) json[name] = rounded(*value, 10'000);
  };
  add("deliveries_per_s", spread.rate);
  add("p50", spread.p50);
  add("p90", spread.p90);
  add("p99", spread.p99);
  add("p999", spread.p999);
  return json;
}

Json json_of(const LoadReport& report, const EarlierRun& earlier) {
  Json lines = Json::array();
  for (const LoadComparison& line : compare_loads(report)) {
    const double ratio = line.ratio();
    lines.push_back({{"figure", line.name},
                     {"then", rounded(line.then, 1000)},
                     {"now", rounded(line.now, 1000)},
                     {"ratio", std::isfinite(ratio) ? Json(rounded(ratio, 1000)) : Json()},
                     {"verdict", line.verdict()}});
  }
  return {{"file", printable(earlier.file)},
          {"warnings", comparison_warnings(report)},
          {"figures", lines}};
}

Json json_of(const std::vector<WorkerFigures>& workers, double duration_s) {
  Json all = Json::array();
  for (const WorkerFigures& worker : workers) {
    const auto delivered = static_cast<double>(worker.delivered);
    all.push_back(
        {{"name", worker.name},
         {"delivered", worker.delivered},
         {"failed", worker.failed},
         {"deliveries_per_s", duration_s > 0 ? Json(rounded(delivered / duration_s, 10)) : Json()},
         {"latency_us", json_of(worker.tally.latency)},
         {"lateness_us", json_of(worker.tally.lateness)}});
  }
  return all;
}

/// What the run is of, and what came of it as a whole.
Json head_of(const LoadReport& report) {
  std::vector<std::string> target;
  for (const Url& url : report.plan.to) target.push_back(shown_url(url));
  return {{"verdict", name_of(report.verdict())},
          {"why_failed", report.failures()},
          {"target", target},
          {"plan", json_of(report.plan)},
          {"version", report.place.version},
          {"started_at", timestamp_text(report.place.started_at_us)},
          {"machine", machine_of(report.place)},
          {"limits", json_of(report.limits)}};
}

void add_figures(const LoadResult& result, Json& all) {
  Json errors = Json::object();
  for (const auto& [kind, error] : result.tally.errors) errors[kind] = error.count;
  const bool took_time = result.duration_s > 0;
  all.update(
      {{"deliveries_per_s", took_time ? Json(rounded(result.deliveries_per_s(), 10)) : Json()},
       {"events_per_s", took_time ? Json(rounded(result.events_per_s(), 10)) : Json()},
       {"duration_s", rounded(result.duration_s, 1e6)},
       {"offered_events", result.events + result.events_unsent},
       {"accepted", result.accepted},
       {"delivered", result.delivered},
       {"failed", result.failed},
       {"pending", result.pending},
       {"attempts", result.tally.attempts},
       {"retries", result.tally.retries},
       {"errors", errors},
       {"samples", result.tally.latency.count()},
       {"latency_us", json_of(result.tally.latency)},
       {"service_us", json_of(result.tally.service)},
       {"lateness_us", json_of(result.tally.lateness)},
       {"spread", json_of(spread_of(result.tally.timeline))}});
  const std::uint64_t ended_before = result.delivered_before + result.failed_before;
  const bool any_ended = result.delivered + result.failed > ended_before;
  all["cpu_us_per_delivery"] =
      any_ended ? Json(rounded(result.cpu_us_per_delivery(), 100)) : Json();
}

}  // namespace

void write_load_json_report(const LoadReport& report, std::ostream& out) {
  const LoadResult& result = report.result;
  Json all = head_of(report);
  add_figures(result, all);
  all["valid"] = result.valid();
  all["run"] = result.run;
  if (!result.valid()) all["why_invalid"] = result.why_invalid();
  if (const std::string coverage = report.coverage(); !coverage.empty()) {
    all["covers"] = {{"start", result.journal->starts},
                     {"delivered", result.delivered - result.delivered_before},
                     {"failed", result.failed - result.failed_before},
                     {"note", coverage}};
  }
  if (!result.workers.empty()) {
    all["workers"] = json_of(result.workers, result.duration_s);
    all["taken_over"] = result.taken_over;
  }
  if (report.plan.part.of > 1) {
    std::string figures;
    append_base64(figures, packed(report));
    all["figures"] = figures;
  }
  if (result.arrivals) all["catcher"] = json_of(*result.arrivals);
  if (result.maximum) all["maximum"] = json_of(*result.maximum);
  if (report.earlier) all["compared"] = json_of(report, *report.earlier);
  out << json_to_show(all.dump(2, ' ', false, Json::error_handler_t::replace)) << '\n';
}

}  // namespace hookline

#include "emitter/report/load/merged_load_report.h"

#include "catcher/base/packing/packed_reader.h"
#include "catcher/base/packing/packed_writer.h"
#include "emitter/load/plan/plan_facts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <concepts>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// One more with each change of what is packed.
constexpr std::uint64_t kVersion = 1;

template <class T, class Whole>
concept Of = std::same_as<std::remove_const_t<T>, Whole>;

auto numbers_of(Of<LoadPlan> auto& plan) {
  return std::tie(plan.webhooks, plan.matching, plan.duration_ms, plan.count, plan.part.number,
                  plan.part.of, plan.threads, plan.connections, plan.timeout_ms);
}

auto numbers_of(Of<LoadResult> auto& result) {
  return std::tie(result.events, result.accepted, result.pending, result.out_of_place,
                  result.events_unsent, result.interrupted);
}

void put_all(PackedWriter& out, const auto& tied) {
  std::apply([&](const auto&... one) { (out.put(one), ...); }, tied);
}

void take_all(PackedReader& in, const auto& tied) {
  std::apply([&](auto&... one) { (in.take(one), ...); }, tied);
}

void put(PackedWriter& out, const LoadPlan& plan) {
  std::vector<std::string> urls;
  for (const Url& url : plan.to) urls.push_back(url.text());
  out.put(urls);
  out.put(std::vector<EventType>(plan.events));
  out.put(plan.rate.has_value());
  out.put(std::bit_cast<std::uint64_t>(plan.rate.value_or(0)));
  out.put(plan.pace == Pace::kRecorded ? Pace::kConstant : plan.pace);
  put_all(out, numbers_of(plan));
}

LoadPlan plan_in(PackedReader& in) {
  LoadPlan plan{.to = {}, .events = {}};
  std::vector<std::string> urls;
  in.take(urls);
  for (const std::string& url : urls) plan.to.push_back(Url::parse(url));
  in.take(plan.events);
  bool has_rate = false;
  std::uint64_t rate = 0;
  in.take(has_rate);
  in.take(rate);
  if (has_rate) plan.rate = std::bit_cast<double>(rate);
  in.take(plan.pace);
  take_all(in, numbers_of(plan));
  return plan;
}

/// Pointers to all that is counted.
auto counts_of(auto& arrivals) {
  return std::array{&arrivals.arrived,        &arrivals.missing,      &arrivals.duplicated,
                    &arrivals.unanswered,     &arrivals.out_of_order, &arrivals.dropped,
                    &arrivals.duplicates_max, &arrivals.retried};
}

void put(PackedWriter& out, const LoadReport& report) {
  const LoadResult& result = report.result;
  WorkerFigures figures{report.place.host, result.delivered, result.failed, result.cpu_us,
                        result.tally};
  out.put(figures.bytes());
  out.put(result.run);
  out.put(static_cast<std::uint64_t>(std::llround(result.duration_s * 1e9)));
  put_all(out, numbers_of(result));
  out.put(report.place.started_at_us);
  out.put(result.arrivals.has_value());
  if (!result.arrivals) return;
  for (const std::uint64_t* count : counts_of(*result.arrivals)) out.put(*count);
}

void take(PackedReader& in, LoadReport& report) {
  LoadResult& result = report.result;
  std::string figures;
  std::uint64_t duration_ns = 0;
  bool has_arrivals = false;
  in.take(figures);
  in.take(result.run);
  in.take(duration_ns);
  take_all(in, numbers_of(result));
  in.take(report.place.started_at_us);
  in.take(has_arrivals);
  if (has_arrivals)
    for (std::uint64_t* count : counts_of(result.arrivals.emplace())) in.take(*count);
  result.duration_s = static_cast<double>(duration_ns) / 1e9;
  result.workers.push_back(WorkerFigures::of(figures));
  const WorkerFigures& worker = result.workers.back();
  result.delivered = worker.delivered;
  result.failed = worker.failed;
  result.cpu_us = worker.cpu_us;
  result.tally = worker.tally;
}

void add(LoadArrivals& sum, const LoadArrivals& more) {
  const auto added = counts_of(more);
  auto next = added.begin();
  for (std::uint64_t* count : counts_of(sum)) *count += **next++;
}

/// Each part's own account has to close: sums could hide one's fault behind another's.
void add(LoadResult& sum, const LoadResult& more) {
  sum.duration_s = std::max(sum.duration_s, more.duration_s);
  sum.events += more.events;
  sum.accepted += more.accepted;
  sum.delivered += more.delivered;
  sum.failed += more.failed;
  sum.pending += more.pending;
  sum.out_of_place += more.out_of_place;
  sum.events_unsent += more.events_unsent;
  sum.cpu_us += more.cpu_us;
  sum.interrupted |= more.interrupted;
  sum.tally.merge(more.tally);
  sum.workers.insert(sum.workers.end(), more.workers.begin(), more.workers.end());
  if (!more.arrivals) return;
  if (!sum.arrivals) sum.arrivals.emplace();
  add(*sum.arrivals, *more.arrivals);
}

/// What all parts have to have in common.
PlanFacts facts_in_common(LoadPlan plan) {
  plan.part = {};
  return facts_of(plan);
}

void refuse_unlike(const std::vector<LoadReport>& parts) {
  const PlanFacts first = facts_in_common(parts.front().plan);
  const std::uint64_t of = parts.front().plan.part.of;
  if (parts.size() != of) {
    throw std::invalid_argument(
        fmt::format("the run has {} parts, and these are {}; give each once", of, parts.size()));
  }
  for (std::uint64_t i = 0; i < of; ++i) {
    const LoadPlan& plan = parts[i].plan;
    const std::string differs = plan_difference(first, facts_in_common(plan));
    if (!differs.empty() || plan.part.of != of) {
      throw std::invalid_argument(fmt::format("they are parts of different runs: {}", differs));
    }
    if (plan.part.number != i) {
      throw std::invalid_argument(
          fmt::format("part {} of {} is missing, or one is there twice", i + 1, of));
    }
  }
}

}  // namespace

std::string packed(const LoadReport& report) {
  std::string bytes;
  PackedWriter out(bytes);
  out.put(kVersion);
  put(out, report.plan);
  put(out, report);
  return bytes;
}

LoadReport unpacked_load_report(std::string_view bytes) {
  PackedReader in(bytes);
  std::uint64_t version = 0;
  in.take(version);
  if (version != kVersion) {
    throw Failure(ExitCode::kCannotRun, "it is of another version of the emitter");
  }
  LoadReport report{.plan = plan_in(in), .result = {}};
  take(in, report);
  return report;
}

LoadReport merged(std::vector<LoadReport> parts) {
  std::sort(parts.begin(), parts.end(), [](const LoadReport& a, const LoadReport& b) {
    return a.plan.part.number < b.plan.part.number;
  });
  refuse_unlike(parts);
  LoadReport all = std::move(parts.front());
  const std::uint64_t of = all.plan.part.of;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    add(all.result, parts[i].result);
    all.place.started_at_us = std::min(all.place.started_at_us, parts[i].place.started_at_us);
    all.result.run += "," + parts[i].result.run;
  }
  all.plan.part = {};
  all.plan.threads *= static_cast<int>(of);
  all.plan.connections *= of;
  return all;
}

}  // namespace hookline

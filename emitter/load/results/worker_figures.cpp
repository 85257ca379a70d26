#include "emitter/load/results/worker_figures.h"

#include "catcher/base/packing/packed_reader.h"
#include "catcher/base/packing/packed_writer.h"
#include "emitter/delivery/timing/wall_time.h"

#include <utility>
#include <vector>

namespace hookline {
namespace {

using Pairs = std::vector<std::pair<std::uint64_t, std::uint64_t>>;

void put(PackedWriter& out, const LatencyHistogram& histogram) {
  const LatencyHistogram::Parts parts = histogram.parts();
  out.put(parts.buckets);
  out.put(parts.max_ns);
  out.put(parts.sum_ns);
}

void take(PackedReader& in, LatencyHistogram& histogram) {
  LatencyHistogram::Parts parts;
  in.take(parts.buckets);
  in.take(parts.max_ns);
  in.take(parts.sum_ns);
  histogram.add_parts(parts);
}

void put(PackedWriter& out, const LoadTimeline& timeline) {
  out.put(timeline.width().count());
  out.put(timeline.stretches().size());
  for (const LoadTimeline::Stretch& stretch : timeline.stretches()) {
    out.put(stretch.delivered);
    out.put(stretch.failed);
    out.put(stretch.latency_max.count());
    Pairs counts;
    for (std::size_t i = 0; i < LatencyCounts::kCount; ++i) {
      if (stretch.latency.counts[i] > 0) counts.emplace_back(i, stretch.latency.counts[i]);
    }
    out.put(counts);
  }
}

LoadTimeline::Stretch stretch_in(PackedReader& in) {
  LoadTimeline::Stretch stretch;
  std::int64_t latency_max = 0;
  Pairs counts;
  in.take(stretch.delivered);
  in.take(stretch.failed);
  in.take(latency_max);
  in.take(counts);
  stretch.latency_max = LoadTimeline::Duration(latency_max);
  for (const auto& [bucket, count] : counts) {
    if (bucket < LatencyCounts::kCount)
      stretch.latency.counts[bucket] = static_cast<std::uint32_t>(count);
  }
  return stretch;
}

LoadTimeline timeline_in(PackedReader& in) {
  std::int64_t width = 0;
  std::size_t size = 0;
  in.take(width);
  in.take(size);
  std::vector<LoadTimeline::Stretch> stretches;
  for (std::size_t i = 0; i < size && i < LoadTimeline::kStretchesMax; ++i) {
    stretches.push_back(stretch_in(in));
  }
  return LoadTimeline::of(LoadTimeline::Duration(width), std::move(stretches));
}

}  // namespace

std::string WorkerFigures::bytes() const {
  std::string bytes;
  PackedWriter out(bytes);
  out.put(name);
  out.put(delivered);
  out.put(failed);
  out.put(cpu_us);
  out.put(tally.attempts);
  out.put(tally.retries);
  for (const auto* histogram : {&tally.latency, &tally.service, &tally.lateness}) {
    put(out, *histogram);
  }
  out.put(tally.errors.size());
  for (const auto& [kind, error] : tally.errors) {
    out.put(kind);
    out.put(error.count);
    out.put(error.example);
  }
  out.put(wall_time_us(tally.last_end));
  put(out, tally.timeline);
  return bytes;
}

WorkerFigures WorkerFigures::of(std::string_view bytes) {
  PackedReader in(bytes);
  WorkerFigures figures;
  LoadTally& tally = figures.tally;
  in.take(figures.name);
  in.take(figures.delivered);
  in.take(figures.failed);
  in.take(figures.cpu_us);
  in.take(tally.attempts);
  in.take(tally.retries);
  for (auto* histogram : {&tally.latency, &tally.service, &tally.lateness}) take(in, *histogram);
  std::size_t errors = 0;
  in.take(errors);
  for (; errors > 0; --errors) {
    std::string kind;
    in.take(kind);
    LoadError& error = tally.errors[kind];
    in.take(error.count);
    in.take(error.example);
  }
  std::int64_t last_end_us = 0;
  in.take(last_end_us);
  tally.last_end = steady_time(last_end_us);
  tally.timeline = timeline_in(in);
  return figures;
}

}  // namespace hookline

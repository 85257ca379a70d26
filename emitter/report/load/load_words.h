#pragma once

#include "emitter/load/load_plan.h"
#include "emitter/load/load_result.h"

#include <array>
#include <string>
#include <string_view>

namespace hookline {

/// A percentile that reports show.
struct LoadPercentile {
  std::string_view label;
  double percent;
};

inline constexpr std::array kLoadPercentiles = {
    LoadPercentile{"p50", 50}, LoadPercentile{"p90", 90}, LoadPercentile{"p99", 99},
    LoadPercentile{"p999", 99.9}, LoadPercentile{"max", 100}};

/// To a tenth.
double microseconds_at(const LatencyHistogram& histogram, const LoadPercentile& percentile);

// Sentences that several reports say.

/// "500 events a second for 10s to http://…, on 1 thread and 32 connections"
std::string description_of(const LoadPlan& plan);
/// "5000 accepted = 4990 delivered + 10 failed + 0 pending"
std::string ledger_sentence(const LoadResult& result);
/// "runs/a.db: start 2 of this run, 32 deliveries sent again"; what to do where some are pending.
std::string journal_sentence(const LoadResult& result);
std::string validity_sentence(const LoadResult& result);

}  // namespace hookline

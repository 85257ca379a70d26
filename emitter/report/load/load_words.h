#pragma once

#include "emitter/load/plan/load_plan.h"
#include "emitter/load/results/load_result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// A percentile that reports show.
struct LoadPercentile {
  std::string_view label;
  double percent;
};

inline constexpr std::array kLoadPercentiles = {
    LoadPercentile{"p50", 50}, LoadPercentile{"p90", 90}, LoadPercentile{"p99", 99},
    LoadPercentile{"p999", 99.9}, LoadPercentile{"max", 100}};

/// To a tenth. Of a histogram with something in it.
double microseconds_at(const LatencyHistogram& histogram, const LoadPercentile& percentile);

/// With a comma before each three digits: "1,234,567", "12,345.6".
std::string grouped(std::uint64_t number);
std::string grouped(double number, int digits_behind_the_point);

/// A percentile in milliseconds; a dash where there is nothing.
std::string milliseconds_text(const LatencyHistogram& histogram, const LoadPercentile& percentile);
/// "1,234.5 deliveries a second"; "nothing was delivered".
std::string delivery_rate_sentence(const LoadResult& result);
/// What was to be sent and what it took: "5,000 events; 4,990 accepted, 10 not; …".
std::string offered_sentence(const LoadResult& result);
/// Of the processor, for each delivery; a dash where none ended.
std::string cpu_text(const LoadResult& result);

// Sentences that several reports say.

/// "500 events a second for 10s to http://…, on 1 thread and 32 connections"
std::string description_of(const LoadPlan& plan);
/// "5000 accepted = 4990 delivered + 10 failed + 0 pending"
std::string ledger_sentence(const LoadResult& result);
/// "runs/a.db: start 2 of this run, 32 deliveries sent again"; what to do where some are pending.
std::string journal_sentence(const LoadResult& result);
std::string validity_sentence(const LoadResult& result);
/// "1000 captures, 3 missing, 0 duplicated, 1 late, 0 out of order"
std::string arrivals_sentence(const LoadArrivals& arrivals);
/// What is to be said beyond that, each a sentence: the first ids of what went wrong.
std::vector<std::string> arrival_details(const LoadResult& result);
/// "45254 events a second hold; at 47513: p99<50ms is broken by 61.20 ms"
std::string maximum_sentence(const LoadMaximum& maximum);

}  // namespace hookline

#include "emitter/report/load/load_text_report.h"

#include "emitter/report/load/load_words.h"
#include "emitter/report/printable.h"

#include <ostream>

#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

void write_latencies(const LoadTally& tally, std::ostream& out) {
  fmt::print(out, "\n{:<12}", "ms");
  for (const LoadPercentile& percentile : kLoadPercentiles) {
    fmt::print(out, "{:>10}", percentile.label);
  }
  fmt::print(out, "\n");
  const auto line = [&](const char* name, const LatencyHistogram& histogram, const char* what) {
    fmt::print(out, "{:<12}", name);
    for (const LoadPercentile& percentile : kLoadPercentiles) {
      fmt::print(out, "{:>10.3f}", microseconds_at(histogram, percentile) / 1000);
    }
    fmt::print(out, "   {}\n", what);
  };
  line("latency", tally.latency, "from the due time to the answer");
  line("service", tally.service, "from the send to the answer");
  line("lateness", tally.lateness, "of the emitter itself, after the due time");
}

void write_errors(const LoadTally& tally, std::ostream& out) {
  for (const auto& [kind, error] : tally.errors) {
    fmt::print(out, "{:<12}{} × {}: {}\n", "error", error.count, kind, printable(error.example));
  }
}

void write_arrivals(const LoadResult& result, std::ostream& out) {
  fmt::print(out, "{:<12}{}\n", "catcher", arrivals_sentence(*result.arrivals));
  for (const std::string& detail : arrival_details(result)) {
    fmt::print(out, "{:<12}{}\n", "", detail);
  }
}

void write_accounts(const LoadResult& result, std::ostream& out) {
  fmt::print(out, "{:<12}{}\n", "ledger", ledger_sentence(result));
  if (result.journal) fmt::print(out, "{:<12}{}\n", "journal", printable(journal_sentence(result)));
  if (result.arrivals) write_arrivals(result, out);
}

}  // namespace

void write_load_text_report(const LoadPlan& plan, const LoadResult& result, std::ostream& out) {
  fmt::print(out, "{}\n", printable(description_of(plan)));
  if (result.journal && result.journal->was_at_end) {
    fmt::print(out, "\n");
    return write_accounts(result, out);
  }
  write_latencies(result.tally, out);
  fmt::print(out, "{}\n\n", validity_sentence(result));
  fmt::print(out, "{:<12}{:.1f} deliveries a second, {:.1f} events a second, for {:.2f} s\n",
             "rate", result.deliveries_per_s(), result.events_per_s(), result.duration_s);
  fmt::print(out, "{:<12}{:.1f} µs a delivery\n", "cpu", result.cpu_us_per_delivery());
  write_accounts(result, out);
  write_errors(result.tally, out);
  if (result.maximum) fmt::print(out, "{:<12}{}\n", "maximum", maximum_sentence(*result.maximum));
  if (result.interrupted) fmt::print(out, "interrupted before its end\n");
}

}  // namespace hookline

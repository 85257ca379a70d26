#include "emitter/report/load/load_text_report.h"

#include "catcher/base/text/markup/markup_escaped.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/report/load/load_comparison.h"
#include "emitter/report/load/load_words.h"

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
      fmt::print(out, "{:>10}", milliseconds_text(histogram, percentile));
    }
    fmt::print(out, "   {}\n", what);
  };
  line("latency", tally.latency, "from the due time to the answer");
  line("service", tally.service, "from the send to the answer");
  line("lateness", tally.lateness, "of the emitter itself, after the due time");
}

void write_errors(const LoadTally& tally, std::ostream& out) {
  for (const auto& [kind, error] : tally.errors) {
    fmt::print(out, "{:<12}{} × {}: {}\n", "error", grouped(error.count), kind,
               printable(error.example));
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

void write_rates(const LoadResult& result, std::ostream& out) {
  fmt::print(out, "{:<12}{}\n", "rate", delivery_rate_sentence(result));
  fmt::print(out, "{:<12}{} events a second\n", "events", grouped(result.events_per_s(), 1));
  fmt::print(out, "{:<12}{} s\n", "duration", grouped(result.duration_s, 2));
  fmt::print(out, "{:<12}{}\n", "cpu", cpu_text(result));
  fmt::print(out, "{:<12}{}\n", "offered", offered_sentence(result));
}

/// Those that sent what the run put into a queue.
void write_workers(const LoadResult& result, std::ostream& out) {
  for (const WorkerFigures& worker : result.workers) {
    fmt::print(
        out, "{:<12}{}: {} delivered, {} failed, {} a second, p50 {} p99 {} ms\n", "worker",
        printable(worker.name), grouped(worker.delivered), grouped(worker.failed),
        grouped(
            result.duration_s > 0 ? static_cast<double>(worker.delivered) / result.duration_s : 0,
            1),
        milliseconds_text(worker.tally.latency, {"p50", 50}),
        milliseconds_text(worker.tally.latency, {"p99", 99}));
  }
  if (result.taken_over > 0) {
    fmt::print(out, "{:<12}{} were sent by another worker after the first one's lease had ended\n",
               "taken over", grouped(result.taken_over));
  }
}

void write_verdict(const LoadReport& report, std::ostream& out) {
  for (const JudgedLimit& limit : report.limits) {
    if (limit.is_met && !report.is_search_in_vain())
      fmt::print(out, "met: {} ({})\n", printable(limit.text), limit.actual);
  }
  for (const std::string& failure : report.failures()) {
    fmt::print(out, "FAILED: {}\n", printable(failure));
  }
  if (report.earlier && !report.is_search_in_vain()) write_load_comparison(report, out);
}

}  // namespace

void write_load_text_report(const LoadReport& report, std::ostream& out) {
  const LoadResult& result = report.result;
  fmt::print(out, "{}\n", printable(description_of(report.plan)));
  if (!report.place.version.empty()) {
    fmt::print(out, "emitter {}, {}, on {}\n", report.place.version,
               timestamp_text(report.place.started_at_us), printable(report.place.machine()));
  }
  if (result.journal && result.journal->was_at_end) {
    fmt::print(out, "\n");
    return write_accounts(result, out);
  }
  if (report.is_search_in_vain()) return write_verdict(report, out);
  write_latencies(result.tally, out);
  fmt::print(out, "{}\n", validity_sentence(result));
  if (const std::string coverage = report.coverage(); !coverage.empty()) {
    fmt::print(out, "{}\n", coverage);
  }
  fmt::print(out, "\n");
  write_rates(result, out);
  write_accounts(result, out);
  write_workers(result, out);
  write_errors(result.tally, out);
  if (result.maximum) fmt::print(out, "{:<12}{}\n", "maximum", maximum_sentence(*result.maximum));
  if (result.interrupted) fmt::print(out, "interrupted before its end\n");
  write_verdict(report, out);
}

}  // namespace hookline

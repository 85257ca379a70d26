#include "emitter/report/load/load_html_report.h"

#include "emitter/report/load/load_plot.h"
#include "emitter/report/load/load_words.h"
#include "emitter/report/printable.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ostream>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Hookline: load</title>
<style>
:root { color-scheme: light dark; --good: #17803d; --bad: #b91c1c; --first: #1d4ed8; --second: #b45309; --line: #8884; }
@media (prefers-color-scheme: dark) {
  :root { --good: #4ade80; --bad: #f87171; --first: #93c5fd; --second: #fbbf24; }
}
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; }
section { border-top: 1px solid var(--line); padding: .5rem 0; }
h2 { font-size: 1rem; margin: 0; }
h2 span { font-weight: normal; margin-left: 1rem; }
.good { color: var(--good); stroke: var(--good); }
.bad { color: var(--bad); stroke: var(--bad); }
.first { color: var(--first); stroke: var(--first); }
.second { color: var(--second); stroke: var(--second); }
.faint { opacity: .7; }
table { border-collapse: collapse; margin: .5rem 0; }
th, td { text-align: right; padding: .2rem .8rem .2rem 0; border-top: 1px solid var(--line); }
th:first-child, td:first-child, td.text { text-align: left; }
td { font-variant-numeric: tabular-nums; }
code { font-size: .875rem; overflow-wrap: anywhere; }
svg { width: 100%; height: auto; }
svg text { font-size: 12px; fill: currentColor; opacity: .8; }
.grid { stroke: var(--line); fill: none; }
.line { fill: none; stroke-width: 1.5; }
</style>
</head>
<body>
)";

double milliseconds(std::chrono::nanoseconds duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

std::string number(double value) {
  return fmt::format("{:g}", value);
}

void write_latency_table(const LoadTally& tally, std::ostream& out) {
  fmt::print(out, "<section>\n<h2>Latency, ms</h2>\n<table>\n<tr><th>");
  for (const LoadPercentile& percentile : kLoadPercentiles) {
    fmt::print(out, "<th>{}", percentile.label);
  }
  const auto row = [&](std::string_view name, const LatencyHistogram& histogram) {
    fmt::print(out, "</tr>\n<tr><td>{}", name);
    for (const LoadPercentile& percentile : kLoadPercentiles) {
      fmt::print(out, "<td>{:.3f}", microseconds_at(histogram, percentile) / 1000);
    }
  };
  row("latency, from the due time", tally.latency);
  row("service, from the send", tally.service);
  row("lateness of the emitter itself", tally.lateness);
  fmt::print(out, "</tr>\n</table>\n</section>\n");
}

void write_errors(const LoadTally& tally, std::ostream& out) {
  if (tally.errors.empty()) return;
  fmt::print(out, "<section>\n<h2>Errors</h2>\n<table>\n");
  for (const auto& [kind, error] : tally.errors) {
    fmt::print(out, "<tr><td>{}<td>{}<td class=\"text\">{}</tr>\n", markup_escaped(kind),
               error.count, markup_escaped(error.example));
  }
  fmt::print(out, "</table>\n</section>\n");
}

/// Nines: each mark to the right has a tenth of the deliveries beyond it.
double nines(double percent) {
  return -std::log10(1 - percent / 100);
}

PlotLine percentile_line(std::string name, std::string style, const LatencyHistogram& histogram,
                         double nines_max) {
  constexpr double kStep = 0.05;
  PlotLine line{std::move(name), std::move(style), {}};
  for (double at = 0; at <= nines_max + 1e-9; at += kStep) {
    const double percent = 100 * (1 - std::pow(10, -at));
    line.points.emplace_back(at, milliseconds(histogram.percentile(percent)));
  }
  return line;
}

void write_percentiles(const LoadTally& tally, std::ostream& out) {
  LoadPlot plot{"Latency by percentile, ms", {}, {}, {}};
  plot.x_marks = {{nines(0), "0"}, {nines(50), "50"}, {nines(90), "90"}, {nines(99), "99"}};
  if (tally.latency.count() >= 1000) plot.x_marks.push_back({nines(99.9), "99.9"});
  if (tally.latency.count() >= 10'000) plot.x_marks.push_back({nines(99.99), "99.99"});
  const double last = plot.x_marks.back().at;
  plot.lines = {percentile_line("from the due time", "first", tally.latency, last),
                percentile_line("from the send", "good", tally.service, last),
                percentile_line("lateness", "second", tally.lateness, last)};
  double max = 0;
  for (const PlotLine& line : plot.lines) max = std::max(max, line.points.back().second);
  plot.y_marks = round_marks(max, number);
  plot.write(out);
}

void write_over_time(const LoadTimeline& timeline, std::ostream& out) {
  const double width_s = std::chrono::duration<double>(timeline.width()).count();
  PlotLine delivered{"delivered", "first", {}};
  PlotLine failed{"failed", "bad", {}};
  PlotLine latency{"highest", "second", {}};
  double rate_max = 0;
  double latency_max = 0;
  double at = width_s / 2;
  for (const LoadTimeline::Stretch& stretch : timeline.stretches()) {
    delivered.points.emplace_back(at, static_cast<double>(stretch.delivered) / width_s);
    failed.points.emplace_back(at, static_cast<double>(stretch.failed) / width_s);
    latency.points.emplace_back(at, milliseconds(stretch.latency_max));
    rate_max = std::max({rate_max, delivered.points.back().second, failed.points.back().second});
    latency_max = std::max(latency_max, latency.points.back().second);
    at += width_s;
  }
  const auto seconds = round_marks(width_s * static_cast<double>(timeline.stretches().size()),
                                   [](double value) { return number(value) + " s"; });
  LoadPlot{"Per second", seconds, round_marks(rate_max, number), {delivered, failed}}.write(out);
  LoadPlot{"Latency over time, ms", seconds, round_marks(latency_max, number), {latency}}.write(
      out);
}

}  // namespace

void write_load_html_report(const LoadPlan& plan, const LoadResult& result,
                            const EarlierRun* /*earlier*/, std::ostream& out) {
  out << kHead;
  fmt::print(out, "<h1>{:.1f} deliveries a second</h1>\n", result.deliveries_per_s());
  fmt::print(out, "<p><code>{}</code></p>\n", markup_escaped(description_of(plan)));
  fmt::print(
      out,
      "<p>{} · {:.1f} events a second · {:.2f} s · {:.1f} µs of processor time a delivery</p>\n",
      ledger_sentence(result), result.events_per_s(), result.duration_s,
      result.cpu_us_per_delivery());
  fmt::print(out, "<p class=\"{}\">{}</p>\n", result.valid() ? "good" : "bad",
             markup_escaped(validity_sentence(result)));
  write_latency_table(result.tally, out);
  write_errors(result.tally, out);
  write_percentiles(result.tally, out);
  write_over_time(result.tally.timeline, out);
  fmt::print(out, "</body>\n</html>\n");
}

}  // namespace hookline

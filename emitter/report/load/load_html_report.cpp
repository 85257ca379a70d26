#include "emitter/report/load/load_html_report.h"

#include "emitter/report/content_policy.h"
#include "emitter/report/load/load_plots.h"
#include "emitter/report/load/load_words.h"
#include "emitter/report/load/page/report_page.h"
#include "emitter/report/printable.h"

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hookline: load</title>
)";

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ground: #fff; --text: #16202a; --good: #17803d; --bad: #b91c1c; --first: #1d4ed8; --second: #b45309; --line: #8884; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0e1316; --text: #e3e9ec; --good: #4ade80; --bad: #f87171; --first: #93c5fd; --second: #fbbf24; }
}
body { background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; }
section { border-top: 1px solid var(--line); padding: .5rem 0; overflow-x: auto; }
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
)";

/// The policy comes before what it is about. It lets the report's own script draw, and nothing be
/// asked of anywhere.
void write_head(const ReportPage& page, std::ostream& out) {
  out << kHead;
  fmt::print(out,
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "base-uri 'none'; form-action 'none'; style-src {} {}; script-src {}\">\n",
             hash_source(kStyle), hash_source(page.style), hash_source(page.script));
  fmt::print(out, "<style>{}</style>\n<style>{}</style>\n</head>\n<body>\n<main>\n", kStyle,
             page.style);
}

void write_latency_table(const LoadTally& tally, std::ostream& out) {
  fmt::print(out, "<section>\n<h2>Latency, ms</h2>\n<table>\n<tr><td>");
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

void write_arrivals(const LoadResult& result, std::ostream& out) {
  if (!result.arrivals) return;
  fmt::print(out, "<section>\n<h2>At the catcher</h2>\n<p>{}</p>\n",
             arrivals_sentence(*result.arrivals));
  for (const std::string& detail : arrival_details(result)) {
    fmt::print(out, "<p class=\"faint\">{}</p>\n", markup_escaped(detail));
  }
  fmt::print(out, "</section>\n");
}

void write_comparison(const LoadFigures& now, const EarlierRun& earlier, std::ostream& out) {
  fmt::print(out, "<section>\n<h2>Beside <code>{}</code>{}</h2>\n<table>\n",
             markup_escaped(earlier.file),
             earlier.figures.valid ? "" : " <span class=\"bad\">which was not valid</span>");
  fmt::print(out, "<tr><td><th>then<th>now<th>ratio<td></tr>\n");
  for (const LoadComparison& line : compare_loads(now, earlier.figures)) {
    const std::string verdict = line.verdict();
    const char* style = verdict == "better" ? "good" : verdict == "worse" ? "bad" : "faint";
    fmt::print(out, "<tr><td>{}<td>{:.3f}<td>{:.3f}<td>{:.2f}<td class=\"text {}\">{}</tr>\n",
               line.name, line.then, line.now, line.ratio(), style, verdict);
  }
  fmt::print(out, "</table>\n</section>\n");
}

void write_summary(const LoadPlan& plan, const LoadResult& result, std::ostream& out) {
  fmt::print(out, "<h1>{:.1f} deliveries a second</h1>\n", result.deliveries_per_s());
  fmt::print(out, "<p><code>{}</code></p>\n", markup_escaped(description_of(plan)));
  fmt::print(
      out,
      "<p>{} · {:.1f} events a second · {:.2f} s · {:.1f} µs of processor time a delivery</p>\n",
      ledger_sentence(result), result.events_per_s(), result.duration_s,
      result.cpu_us_per_delivery());
  if (result.maximum) {
    fmt::print(out, "<p>maximum: {}</p>\n", markup_escaped(maximum_sentence(*result.maximum)));
  }
  if (result.interrupted) fmt::print(out, "<p class=\"bad\">interrupted before its end</p>\n");
  fmt::print(out, "<p class=\"{}\">{}</p>\n", result.valid() ? "good" : "bad",
             markup_escaped(validity_sentence(result)));
}

/// Drawn, for who runs no scripts; and as data, with the script that draws them anew.
void write_plots(const LoadResult& result, const ReportPage& page, std::ostream& out) {
  const std::vector<LoadPlot> plots = plots_of(result);
  for (const LoadPlot& plot : plots) plot.write(out);
  if (page.script.empty()) return;
  fmt::print(out,
             "<script type=\"application/json\" id=\"plots\">{}</script>\n<script>{}</script>\n",
             json_of(plots), page.script);
}

}  // namespace

void write_load_html_report(const LoadPlan& plan, const LoadResult& result,
                            const EarlierRun* earlier, std::ostream& out) {
  const ReportPage page = report_page();
  write_head(page, out);
  write_summary(plan, result, out);
  write_latency_table(result.tally, out);
  write_errors(result.tally, out);
  write_arrivals(result, out);
  if (earlier) write_comparison(figures_of(result), *earlier, out);
  write_plots(result, page, out);
  fmt::print(out, "</main>\n</body>\n</html>\n");
}

}  // namespace hookline

#include "emitter/report/load/html/load_html_report.h"

#include "catcher/base/text/markup/markup_escaped.h"
#include "catcher/base/units/quantity.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/load/plan/plan_facts.h"
#include "emitter/report/html/content_policy.h"
#include "emitter/report/load/html/load_plots.h"
#include "emitter/report/load/load_comparison.h"
#include "emitter/report/load/load_words.h"
#include "emitter/report/load/page/report_page.h"

#include <optional>
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

constexpr std::string_view kLoadStyle = R"(
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
.dot { stroke: none; fill: currentColor; }
table.facts td, table.facts th { text-align: left; vertical-align: top; overflow-wrap: anywhere; }
table.facts th { font-weight: normal; opacity: .7; white-space: nowrap; }
)";

/// The policy stands before the scripts and styles it is about. It allows the report's own script,
/// and no request to anywhere.
void write_head(const ReportPage& page, std::ostream& out) {
  out << kHead;
  fmt::print(out,
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "base-uri 'none'; form-action 'none'; style-src {} {}; script-src {}\">\n",
             hash_source(kLoadStyle), hash_source(page.style), hash_source(page.script));
  fmt::print(out, "<style>{}</style>\n<style>{}</style>\n</head>\n<body>\n<main>\n", kLoadStyle,
             page.style);
}

std::string_view style_of(LoadVerdict verdict) {
  return verdict == LoadVerdict::kFailed || verdict == LoadVerdict::kInterrupted ? "bad" : "good";
}

std::string_view style_of(const std::string& comparison) {
  return comparison == "better" ? "good" : comparison == "worse" ? "bad" : "faint";
}

/// A row of a table of facts; the text may hold anything.
void write_fact(std::string_view name, std::string_view text, std::ostream& out) {
  if (text.empty()) return;
  fmt::print(out, "<tr><th>{}<td>{}</tr>\n", name, markup_escaped(text));
}

void write_summary(const LoadReport& report, std::ostream& out) {
  const LoadResult& result = report.result;
  const std::string_view verdict = name_of(report.verdict());
  fmt::print(out, "<h1>{}</h1>\n", delivery_rate_sentence(result));
  fmt::print(out, "<p><code>{}</code></p>\n", markup_escaped(description_of(report.plan)));
  fmt::print(out, "<p class=\"{}\"><b>{}</b></p>\n", style_of(report.verdict()),
             verdict == "already_done" ? "done before" : verdict);
  for (const std::string& failure : report.failures()) {
    fmt::print(out, "<p class=\"bad\">{}</p>\n", markup_escaped(failure));
  }
  if (report.is_search_in_vain()) return;
  fmt::print(out, "<p class=\"{}\">{}</p>\n", result.valid() ? "good" : "bad",
             markup_escaped(validity_sentence(result)));
  if (result.interrupted) fmt::print(out, "<p class=\"bad\">interrupted before its end</p>\n");
  if (const std::string coverage = report.coverage(); !coverage.empty()) {
    fmt::print(out, "<p>{}</p>\n", coverage);
  }
  if (result.maximum) {
    fmt::print(out, "<p>maximum: {}</p>\n", markup_escaped(maximum_sentence(*result.maximum)));
  }
}

void write_accounts_section(const LoadResult& result, std::ostream& out) {
  fmt::print(out, "<section>\n<h2>What was sent</h2>\n<table class=\"facts\">\n");
  write_fact("ledger", ledger_sentence(result), out);
  write_fact("offered", offered_sentence(result), out);
  write_fact("events", grouped(result.events_per_s(), 1) + " a second", out);
  write_fact("duration", grouped(result.duration_s, 2) + " s", out);
  write_fact("processor time", cpu_text(result), out);
  if (result.journal) write_fact("journal", journal_sentence(result), out);
  fmt::print(out, "</table>\n</section>\n");
}

void write_plan(const LoadReport& report, std::ostream& out) {
  const LoadPlan& plan = report.plan;
  fmt::print(out, "<section>\n<h2>What the run was</h2>\n<table class=\"facts\">\n");
  for (const Url& url : plan.to) write_fact("target", shown_url(url), out);
  for (const auto& [flag, value] : comparable_facts_of(plan)) write_fact(flag, value, out);
  if (plan.duration_ms) write_fact("--duration", duration_text(*plan.duration_ms), out);
  if (plan.count) write_fact("--count", grouped(*plan.count), out);
  const RunPlace& place = report.place;
  write_fact("emitter", place.version, out);
  if (place.started_at_us > 0) write_fact("started", timestamp_text(place.started_at_us), out);
  if (!place.host.empty()) write_fact("machine", place.machine(), out);
  fmt::print(out, "</table>\n</section>\n");
}

void write_limits(const LoadReport& report, std::ostream& out) {
  if (report.limits.empty()) return;
  fmt::print(out, "<section>\n<h2>Limits</h2>\n<table>\n");
  for (const JudgedLimit& limit : report.limits) {
    fmt::print(out, "<tr><td>{}<td class=\"text {}\">{}<td class=\"text\">{}</tr>\n",
               markup_escaped(limit.text), limit.is_met ? "good" : "bad",
               limit.is_met ? "met" : "not met", markup_escaped(limit.actual));
  }
  fmt::print(out, "</table>\n</section>\n");
}

std::string_view words_for(TriedRate::Verdict verdict) {
  switch (verdict) {
    case TriedRate::Verdict::kHeld:
      return "<td class=\"text good\">holds";
    case TriedRate::Verdict::kBroken:
      return "<td class=\"text bad\">doesn't hold";
    case TriedRate::Verdict::kOwnLateness:
      break;
  }
  return "<td class=\"text faint\">says nothing: the emitter was late";
}

void write_ladder(const LoadResult& result, std::ostream& out) {
  if (!result.maximum || result.maximum->ladder.empty()) return;
  fmt::print(out,
             "<section>\n<h2>Rates tried</h2>\n<table>\n<tr><th>events a second<th>for, s<th>p50, "
             "ms<th>p99, ms<td><td></tr>\n");
  for (const TriedRate& tried : result.maximum->ladder) {
    const auto ms = [](const std::optional<double>& us) {
      return us ? grouped(*us / 1000, 3) : std::string("–");
    };
    fmt::print(out, "<tr><td>{}{}<td>{:.1f}<td>{}<td>{}{}<td class=\"text\">{}</tr>\n",
               grouped(tried.rate, 1), tried.is_confirmation ? ", confirming" : "",
               tried.duration_s, ms(tried.p50_us), ms(tried.p99_us), words_for(tried.verdict),
               markup_escaped(tried.why));
  }
  fmt::print(out, "</table>\n</section>\n");
}

void write_latency_table(const LoadTally& tally, std::ostream& out) {
  fmt::print(out, "<section>\n<h2>Latency, ms</h2>\n<table>\n<tr><td>");
  for (const LoadPercentile& percentile : kLoadPercentiles) {
    fmt::print(out, "<th>{}", percentile.label);
  }
  const auto row = [&](std::string_view name, const LatencyHistogram& histogram) {
    fmt::print(out, "</tr>\n<tr><td>{}", name);
    for (const LoadPercentile& percentile : kLoadPercentiles) {
      fmt::print(out, "<td>{}", milliseconds_text(histogram, percentile));
    }
  };
  row("latency, from the due time", tally.latency);
  row("service, from the send", tally.service);
  row("lateness of the emitter itself", tally.lateness);
  fmt::print(out, "</tr>\n</table>\n</section>\n");
}

void write_error_table(const LoadTally& tally, std::ostream& out) {
  if (tally.errors.empty()) return;
  fmt::print(out, "<section>\n<h2>Failed attempts</h2>\n<table>\n");
  for (const auto& [kind, error] : tally.errors) {
    fmt::print(out, "<tr><td>{}<td>{}<td class=\"text\">{}</tr>\n", markup_escaped(kind),
               grouped(error.count), markup_escaped(error.example));
  }
  fmt::print(out, "</table>\n</section>\n");
}

void write_arrivals_section(const LoadResult& result, std::ostream& out) {
  if (!result.arrivals) return;
  fmt::print(out, "<section>\n<h2>At the catcher</h2>\n<p>{}</p>\n",
             arrivals_sentence(*result.arrivals));
  for (const std::string& detail : arrival_details(result)) {
    fmt::print(out, "<p class=\"faint\">{}</p>\n", markup_escaped(detail));
  }
  fmt::print(out, "</section>\n");
}

void write_comparison(const LoadReport& report, std::ostream& out) {
  if (!report.earlier) return;
  fmt::print(out, "<section>\n<h2>Beside <code>{}</code></h2>\n",
             markup_escaped(report.earlier->file));
  for (const std::string& warning : comparison_warnings(report)) {
    fmt::print(out, "<p class=\"bad\">{}</p>\n", markup_escaped(warning));
  }
  fmt::print(out, "<table>\n<tr><td><th>then<th>now<th>ratio<td></tr>\n");
  for (const LoadComparison& line : compare_loads(report)) {
    const std::string verdict = line.verdict();
    fmt::print(out, "<tr><td>{}<td>{}<td>{}<td>{:.2f}<td class=\"text {}\">{}</tr>\n", line.name,
               grouped(line.then, 3), grouped(line.now, 3), line.ratio(), style_of(verdict),
               verdict);
  }
  fmt::print(out, "</table>\n</section>\n");
}

/// As drawings, for readers without scripts; and as data, which the script draws anew.
void write_plots(const LoadReport& report, const ReportPage& page, std::ostream& out) {
  const std::vector<LoadPlot> plots = plots_of(report);
  for (const LoadPlot& plot : plots) plot.write(out);
  if (page.script.empty()) return;
  fmt::print(out,
             "<script type=\"application/json\" id=\"plots\">{}</script>\n<script>{}</script>\n",
             json_of(plots), page.script);
}

}  // namespace

void write_load_html_report(const LoadReport& report, std::ostream& out) {
  const ReportPage page = report_page();
  write_head(page, out);
  write_summary(report, out);
  write_limits(report, out);
  write_latency_table(report.result.tally, out);
  write_ladder(report.result, out);
  write_error_table(report.result.tally, out);
  write_arrivals_section(report.result, out);
  write_comparison(report, out);
  write_plots(report, page, out);
  write_accounts_section(report.result, out);
  write_plan(report, out);
  fmt::print(out, "</main>\n</body>\n</html>\n");
}

}  // namespace hookline

#include "emitter/report/html_report.h"

#include "emitter/report/printable.h"
#include "emitter/report/report.h"

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
<title>Hookline: replay</title>
<style>
:root { color-scheme: light dark; --good: #17803d; --bad: #b91c1c; --line: #8884; }
@media (prefers-color-scheme: dark) { :root { --good: #4ade80; --bad: #f87171; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; }
section { border-top: 1px solid var(--line); padding: .5rem 0; }
h2 { font-size: 1rem; margin: 0; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.faint { opacity: .7; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-top: 1px solid var(--line); }
td, code, pre { font-family: ui-monospace, monospace; font-size: .875rem; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; }
</style>
</head>
<body>
)";

void write_failures(const ScenarioReport& scenario, std::ostream& out) {
  fmt::print(
      out, "<table>\n<tr><th>pointer<th>webhook<th>field<th>expected<th>actual<th>capture</tr>\n");
  for (const Mismatch& failure : scenario.failures) {
    fmt::print(out, "<tr><td>{}<td>{}<td>{}<td>{}<td>{}", markup_escaped(failure.pointer),
               markup_escaped(failure.webhook), markup_escaped(failure.field),
               markup_escaped(failure.expected), markup_escaped(failure.actual));
    if (!failure.hint.empty()) {
      fmt::print(out, "<div class=\"faint\">{}</div>", markup_escaped(failure.hint));
    }
    fmt::print(out, "<td>{}</tr>\n", failure.capture ? std::to_string(*failure.capture) : "");
  }
  fmt::print(out, "</table>\n");
}

void write_explanation(const ScenarioReport& scenario, std::ostream& out) {
  fmt::print(out, "<details><summary>why each webhook fired or did not</summary>\n<pre>");
  for (const std::string& line : scenario.explanation) {
    fmt::print(out, "{}\n", markup_escaped(line));
  }
  fmt::print(out, "</pre></details>\n");
}

std::string_view verdict_of(const ScenarioReport& scenario) {
  if (scenario.passed()) return "ok";
  return scenario.errors.empty() ? "FAIL" : "NOT VALID";
}

void write_errors(const ScenarioReport& scenario, std::ostream& out) {
  fmt::print(out, "<ul>\n");
  for (const std::string& error : scenario.errors) {
    fmt::print(out, "<li><code>{}</code>\n", markup_escaped(error));
  }
  fmt::print(out, "</ul>\n");
}

void write_scenario(const ScenarioReport& scenario, std::ostream& out) {
  fmt::print(out,
             "<section>\n<h2><span class=\"{}\">{}</span> {}</h2>\n"
             "<p class=\"faint\"><code>{}</code> · deliveries: {} · {} ms{}</p>\n",
             scenario.passed() ? "good" : "bad", verdict_of(scenario),
             markup_escaped(scenario.name), markup_escaped(scenario.file), scenario.deliveries,
             (scenario.duration_us + 999) / 1000,
             scenario.interrupted ? " · interrupted before its end" : "");
  if (!scenario.errors.empty()) write_errors(scenario, out);
  if (!scenario.failures.empty()) write_failures(scenario, out);
  if (!scenario.explanation.empty()) write_explanation(scenario, out);
  fmt::print(out, "</section>\n");
}

}  // namespace

void write_html_report(const Report& report, std::ostream& out) {
  out << kHead;
  fmt::print(out,
             "<h1>{} scenarios: <span class=\"good\">{} passed</span>, <span class=\"{}\">{} "
             "failed</span>{}</h1>\n",
             report.scenarios.size(), report.passed(), report.failed() > 0 ? "bad" : "faint",
             report.failed(),
             report.unreadable() == 0
                 ? ""
                 : fmt::format(", <span class=\"bad\">{} not valid</span>", report.unreadable()));
  for (const ScenarioReport& scenario : report.scenarios) write_scenario(scenario, out);
  fmt::print(out, "</body>\n</html>\n");
}

}  // namespace hookline

#include "emitter/report/html/html_report.h"

#include "catcher/base/text/markup/markup_escaped.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/report/html/content_policy.h"
#include "emitter/report/html/html_exchange.h"
#include "emitter/scenario/play/results/replay_result.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ground: #fff; --text: #16202a; --good: #17803d; --bad: #b91c1c; --line: #8884; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0e1316; --text: #e3e9ec; --good: #4ade80; --bad: #f87171; }
}
body { background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 72rem; margin: 1.5rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1rem; margin: 0; }
section { border-top: 1px solid var(--line); padding: .5rem 0; }
label { display: inline-block; padding: .4rem .8rem .4rem .2rem; }
#find { font: inherit; width: 100%; max-width: 24rem; box-sizing: border-box; padding: .4rem; margin: .2rem 0 .8rem; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.faint { opacity: .75; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0 1rem; margin: .5rem 0; padding-left: .8rem; border-left: 3px solid var(--line); }
dt { opacity: .75; }
dd { margin: 0; }
dd, code, pre { font-family: ui-monospace, monospace; font-size: .875rem; }
pre { white-space: pre-wrap; margin: .5rem 0; }
summary { padding: .3rem 0; cursor: pointer; }
@media (max-width: 34rem) { dl { grid-template-columns: minmax(0, 1fr); } dd { padding-left: .8rem; } }
#show-bad:checked ~ section.passed, #show-bad:checked ~ section.skipped,
#show-passed:checked ~ section:not(.passed), #show-skipped:checked ~ section:not(.skipped),
[hidden] { display: none; }
)";

constexpr std::string_view kScript = R"(
const field = document.querySelector("#find");
field.hidden = false;
field.addEventListener("input", () => {
  const wanted = field.value.toLowerCase();
  for (const section of document.querySelectorAll("section")) {
    section.hidden = !section.textContent.toLowerCase().includes(wanted);
  }
});
)";

void write_head(std::ostream& out) {
  fmt::print(out, R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; style-src {}; script-src {}">
<title>Hookline: replay</title>
<style>{}</style>
</head>
<body>
<main>
)",
             hash_source(kStyle), hash_source(kScript), kStyle);
}

/// "2024-02-28 10:45:41 UTC"
std::string time_text(std::int64_t at_us) {
  const std::string stamp = timestamp_text(at_us);
  return fmt::format("{} {} UTC", stamp.substr(0, 10), stamp.substr(11, 8));
}

void write_summary(const ReplayResult& report, std::ostream& out) {
  std::string more;
  if (report.broken() > 0) {
    more += fmt::format(", <span class=\"bad\">{} with errors</span>", report.broken());
  }
  if (report.skipped() > 0) more += fmt::format(", {} skipped", report.skipped());
  fmt::print(out,
             "<h1>{} scenarios: <span class=\"good\">{} passed</span>, <span class=\"{}\">{} "
             "failed</span>{}</h1>\n",
             report.scenarios.size(), report.passed(), report.failed() > 0 ? "bad" : "faint",
             report.failed(), more);
  fmt::print(out,
             "<p class=\"faint\"><time datetime=\"{}\">{}</time> · deliveries: {} · attempts: {} · "
             "{} ms</p>\n",
             timestamp_text(report.started_us), time_text(report.started_us), report.deliveries(),
             report.attempts(), (report.duration_us() + 999) / 1000);
  const std::string why = report.interrupted ? "interrupted before its end" : report.problem;
  if (!why.empty()) fmt::print(out, "<p class=\"bad\">{}</p>\n", markup_escaped(why));
}

/// Before the sections, as their siblings, so that the style sheet alone can show and hide these.
void write_filters(const ReplayResult& report, std::ostream& out) {
  const auto choice = [&](std::string_view id, std::string_view label, std::uint64_t count,
                          std::string_view more) {
    fmt::print(out,
               "<input type=\"radio\" name=\"show\" id=\"show-{0}\"{3}>"
               "<label for=\"show-{0}\">{1} ({2})</label>\n",
               id, label, count, more);
  };
  choice("all", "all", report.scenarios.size(), " checked");
  choice("bad", "not passed", report.failed() + report.broken(), "");
  choice("passed", "passed", report.passed(), "");
  if (report.skipped() > 0) choice("skipped", "skipped", report.skipped(), "");
  fmt::print(out,
             "<div><input type=\"search\" id=\"find\" placeholder=\"find in names, files and "
             "failures\" aria-label=\"find in names, files and failures\" hidden></div>\n");
}

void write_failure(const Mismatch& failure, std::ostream& out) {
  const auto line = [&](std::string_view label, std::string_view text) {
    if (!text.empty()) fmt::print(out, "<dt>{}<dd>{}", label, markup_escaped(text));
  };
  fmt::print(out, "<dl>");
  line("at", failure.pointer);
  line("webhook", failure.webhook);
  line("field", failure.field);
  if (!failure.field.empty()) {
    line("expected", failure.expected.empty() ? "(empty)" : failure.expected);
  }
  line("actual", failure.actual.empty() ? "(empty)" : failure.actual);
  line("capture", failure.capture ? std::to_string(*failure.capture) : "");
  line("hint", failure.hint);
  fmt::print(out, "</dl>\n");
}

void write_failures(const ScenarioResult& scenario, std::ostream& out) {
  constexpr std::size_t kShownMax = 100;
  const std::size_t shown = std::min(scenario.failures.size(), kShownMax);
  for (std::size_t i = 0; i < shown; ++i) write_failure(scenario.failures[i], out);
  if (const auto others = scenario.failure_count() - shown; shown == kShownMax && others > 0) {
    fmt::print(out, "<p class=\"faint\">… and {} more; the JSON report has them</p>\n", others);
  }
}

void write_explanation(const ScenarioResult& scenario, std::ostream& out) {
  fmt::print(out, "<details><summary>why each webhook fired or did not</summary>\n<pre>");
  for (const std::string& line : scenario.explanation) {
    fmt::print(out, "{}\n", markup_escaped(line));
  }
  fmt::print(out, "</pre></details>\n");
}

std::string_view word_for(ScenarioEnding ending) {
  switch (ending) {
    case ScenarioEnding::kPassed:
      return "<span class=\"good\">ok</span>";
    case ScenarioEnding::kSkipped:
      return "<span class=\"faint\">skipped</span>";
    case ScenarioEnding::kBroken:
      return "<span class=\"bad\">ERROR</span>";
    case ScenarioEnding::kInterrupted:
      return "<span class=\"bad\">INTERRUPTED</span>";
    case ScenarioEnding::kFailed:
      break;
  }
  return "<span class=\"bad\">FAIL</span>";
}

void write_scenario(const ScenarioResult& scenario, std::ostream& out) {
  fmt::print(out, "<section class=\"{}\">\n<h2>{} {}</h2>\n<p class=\"faint\"><code>{}</code>",
             name_of(scenario.ending()), word_for(scenario.ending()), markup_escaped(scenario.name),
             markup_escaped(scenario.file));
  if (scenario.skipped) {
    fmt::print(out, " · the run ended before its turn</p>\n");
  } else {
    fmt::print(out, " · deliveries: {} · {} ms{}</p>\n", scenario.deliveries,
               (scenario.duration_us + 999) / 1000,
               scenario.interrupted ? " · interrupted before its end" : "");
  }
  for (const std::string& error : scenario.errors) {
    fmt::print(out, "<p><code>{}</code></p>\n", markup_escaped(error));
  }
  write_failures(scenario, out);
  for (const ShownExchange& exchange : scenario.exchanges) write_html_exchange(exchange, out);
  if (!scenario.explanation.empty()) write_explanation(scenario, out);
  fmt::print(out, "</section>\n");
}

/// What didn't pass first, then what didn't come to its turn.
std::vector<const ScenarioResult*> in_order(const ReplayResult& report) {
  std::vector<const ScenarioResult*> scenarios;
  for (const ScenarioResult& scenario : report.scenarios) scenarios.push_back(&scenario);
  const auto rank = [](const ScenarioResult* scenario) {
    return scenario->passed() ? 2 : scenario->skipped ? 1 : 0;
  };
  std::stable_sort(scenarios.begin(), scenarios.end(),
                   [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
  return scenarios;
}

}  // namespace

void write_html_report(const ReplayResult& report, std::ostream& out) {
  write_head(out);
  write_summary(report, out);
  write_filters(report, out);
  for (const ScenarioResult* scenario : in_order(report)) write_scenario(*scenario, out);
  fmt::print(out, "</main>\n<script>{}</script>\n</body>\n</html>\n", kScript);
}

}  // namespace hookline

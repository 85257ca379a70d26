#include "emitter/report/junit_report.h"

#include "catcher/base/text/markup/markup_escaped.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/scenario/play/results/replay_result.h"

#include <ostream>
#include <string>

#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

double seconds(std::int64_t us) {
  return static_cast<double>(us) / 1'000'000;
}

std::string message_of(const ScenarioResult& scenario) {
  const Mismatch& first = scenario.failures.front();
  std::string message = fmt::format("{} {}: expected {}, actual {}", first.webhook, first.field,
                                    first.expected, first.actual);
  if (const auto others = scenario.failure_count() - 1; others > 0) {
    message += fmt::format("; and {} more", others);
  }
  return message;
}

void write_failure(const ScenarioResult& scenario, const Mismatch& failure, std::ostream& out) {
  const auto line = [&](std::string_view label, std::string_view text) {
    if (!text.empty()) fmt::print(out, "{}: {}\n", label, markup_escaped(text));
  };
  line("at", fmt::format("{}: {}", scenario.file, failure.pointer));
  line("webhook", failure.webhook);
  line("field", failure.field);
  line("expected", failure.expected);
  line("actual", failure.actual);
  line("capture", failure.capture ? std::to_string(*failure.capture) : "");
  line("hint", failure.hint);
}

/// All failures in one element: most readers show only the first of a case.
void write_failure_element(const ScenarioResult& scenario, std::ostream& out) {
  fmt::print(out, "      <failure type=\"expectation\" message=\"{}\">",
             markup_escaped(message_of(scenario)));
  for (const Mismatch& failure : scenario.failures) {
    if (&failure != &scenario.failures.front()) fmt::print(out, "\n");
    write_failure(scenario, failure, out);
  }
  fmt::print(out, "</failure>\n");
}

void write_error_element(const ScenarioResult& scenario, std::ostream& out) {
  fmt::print(out, "      <error type=\"error\" message=\"{}\">",
             markup_escaped(scenario.errors.front()));
  for (const std::string& error : scenario.errors) fmt::print(out, "{}\n", markup_escaped(error));
  fmt::print(out, "</error>\n");
}

void write_ending(const ScenarioResult& scenario, std::ostream& out) {
  switch (scenario.ending()) {
    case ScenarioEnding::kPassed:
      return;
    case ScenarioEnding::kFailed:
      return write_failure_element(scenario, out);
    case ScenarioEnding::kInterrupted:
      fmt::print(out, "      <error type=\"interrupted\" message=\"{}\"/>\n",
                 "interrupted before its end");
      return;
    case ScenarioEnding::kBroken:
      return write_error_element(scenario, out);
    case ScenarioEnding::kSkipped:
      fmt::print(out, "      <skipped message=\"the run ended before its turn\"/>\n");
  }
}

void write_case(const ScenarioResult& scenario, std::ostream& out) {
  fmt::print(out, "    <testcase classname=\"{}\" name=\"{}\" time=\"{:.6f}\">\n",
             markup_escaped(scenario.file), markup_escaped(scenario.name),
             seconds(scenario.duration_us));
  write_ending(scenario, out);
  fmt::print(out, "    </testcase>\n");
}

}  // namespace

void write_junit_report(const ReplayResult& report, std::ostream& out) {
  const std::uint64_t failures = report.count_of(ScenarioEnding::kFailed);
  const std::string totals =
      fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\"", report.scenarios.size(), failures,
                  report.broken() + report.failed() - failures);
  const std::string time = fmt::format("time=\"{:.6f}\"", seconds(report.duration_us()));
  // Without decimals and zone, as its schema wants it; in UTC.
  const std::string started = timestamp_text(report.started_us).substr(0, 19);
  fmt::print(out,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<testsuites name=\"hookline\" {} {}>\n"
             "  <testsuite name=\"scenarios\" {} skipped=\"{}\" {} timestamp=\"{}\">\n",
             totals, time, totals, report.skipped(), time, started);
  for (const ScenarioResult& scenario : report.scenarios) write_case(scenario, out);
  fmt::print(out, "  </testsuite>\n</testsuites>\n");
}

}  // namespace hookline

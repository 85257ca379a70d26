#include "emitter/report/junit_report.h"

#include "emitter/report/printable.h"
#include "emitter/report/report.h"

#include <ostream>
#include <string>

#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

double seconds(std::int64_t us) {
  return static_cast<double>(us) / 1'000'000;
}

std::string message_of(const Mismatch& failure) {
  return fmt::format("{} {}: expected {}, actual {}", failure.webhook, failure.field,
                     failure.expected, failure.actual);
}

void write_failure(const ScenarioReport& scenario, const Mismatch& failure, std::ostream& out) {
  fmt::print(out, "      <failure type=\"expectation\" message=\"{}\">",
             markup_escaped(message_of(failure)));
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
  fmt::print(out, "</failure>\n");
}

void write_case(const ScenarioReport& scenario, std::ostream& out) {
  fmt::print(out, "    <testcase classname=\"{}\" name=\"{}\" time=\"{:.6f}\">\n",
             markup_escaped(scenario.file), markup_escaped(scenario.name),
             seconds(scenario.duration_us));
  for (const Mismatch& failure : scenario.failures) write_failure(scenario, failure, out);
  for (const std::string& error : scenario.errors) {
    fmt::print(out, "      <error type=\"invalid\" message=\"{}\"/>\n", markup_escaped(error));
  }
  if (scenario.interrupted) {
    fmt::print(out, "      <error type=\"interrupted\" message=\"interrupted before its end\"/>\n");
  }
  fmt::print(out, "    </testcase>\n");
}

std::uint64_t interrupted_in(const Report& report) {
  std::uint64_t errors = 0;
  for (const ScenarioReport& scenario : report.scenarios) {
    if (scenario.interrupted && scenario.failures.empty()) ++errors;
  }
  return errors;
}

}  // namespace

void write_junit_report(const Report& report, std::ostream& out) {
  const std::uint64_t interrupted = interrupted_in(report);
  const std::uint64_t errors = interrupted + report.unreadable();
  const std::string totals = fmt::format(
      "tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"{:.6f}\"", report.scenarios.size(),
      report.failed() - interrupted, errors, seconds(report.duration_us()));
  fmt::print(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"hookline\" {}>\n",
             totals);
  fmt::print(out, "  <testsuite name=\"scenarios\" {}>\n", totals);
  for (const ScenarioReport& scenario : report.scenarios) write_case(scenario, out);
  fmt::print(out, "  </testsuite>\n</testsuites>\n");
}

}  // namespace hookline

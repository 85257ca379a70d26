#include "emitter/report/text_report.h"

#include "catcher/base/text/markup/markup_escaped.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

constexpr std::size_t kNameBytesMax = 500;
constexpr std::size_t kLineBytesMax = 2000;

/// Quoted where a shell would not take it as one word; with bash's escapes where it holds what
/// can't be shown.
std::string for_a_shell(const std::string& word) {
  if (printable(word) != word) {
    std::string doubled;
    for (const char c : word) {
      if (c == '\'' || c == '\\') doubled += '\\';
      doubled += c;
    }
    return fmt::format("$'{}'", printable(doubled));
  }
  const auto plain = [](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') ||
           std::string_view("-_./+@:").find(c) != std::string_view::npos;
  };
  if (std::all_of(word.begin(), word.end(), plain)) return word;
  std::string quoted = "'";
  for (const char c : word) {
    if (c == '\'') quoted += "'\\'";
    quoted += c;
  }
  return quoted + "'";
}

class TextReport {
 public:
  TextReport(const ReplayResult& report, const TextReportOptions& options, std::ostream& out)
      : report_(report), options_(options), out_(out) {}

  void write() const {
    const std::size_t width = file_width();
    for (const ScenarioResult& scenario : report_.scenarios) write_scenario(scenario, width);
    if (options_.coverage) write_coverage();
    write_totals();
  }

 private:
  std::string painted(Paint paint, std::string_view text) const {
    return hookline::painted(options_.colour, paint, text);
  }

  std::size_t file_width() const {
    constexpr std::size_t kWidthMax = 60;
    std::size_t width = 0;
    for (const ScenarioResult& scenario : report_.scenarios) {
      width = std::max(width, std::min(kWidthMax, scenario.file.size()));
    }
    return width;
  }

  std::string head_of(const ScenarioResult& scenario, std::size_t width) const {
    std::string line =
        fmt::format("{}  {:<{}}", verdict_of(scenario), printable(scenario.file), width);
    // A file that can't be read has no name besides its path.
    if (scenario.name != scenario.file) line += "  " + printable(scenario.name, kNameBytesMax);
    const std::string summary = summary_of(scenario);
    if (!summary.empty()) line += "  " + painted(Paint::kFaint, summary);
    return line.substr(0, line.find_last_not_of(' ') + 1);
  }

  void write_scenario(const ScenarioResult& scenario, std::size_t width) const {
    fmt::print(out_, "{}\n", head_of(scenario, width));
    for (const std::string& error : scenario.errors) {
      fmt::print(out_, "      {}\n", printable_line(error));
    }
    for (const std::string& line : scenario.explanation)
      fmt::print(out_, "      {}\n", printable(line, kLineBytesMax));
    write_failures(scenario);
  }

  std::string verdict_of(const ScenarioResult& scenario) const {
    switch (scenario.ending()) {
      case ScenarioEnding::kPassed:
        return painted(Paint::kGood, "ok  ");
      case ScenarioEnding::kSkipped:
        return painted(Paint::kFaint, "skip");
      case ScenarioEnding::kBroken:
        return painted(Paint::kBad, "ERR ");
      case ScenarioEnding::kFailed:
      case ScenarioEnding::kInterrupted:
        break;
    }
    return painted(Paint::kBad, "FAIL");
  }

  static std::string counted(std::uint64_t count, std::string_view noun, std::string_view plural) {
    return fmt::format("{} {}", count, count == 1 ? noun : plural);
  }

  static std::string summary_of(const ScenarioResult& scenario) {
    if (scenario.skipped) return "(not played)";
    if (!scenario.errors.empty() && scenario.deliveries == 0) return "";
    const std::string tried = scenario.attempts > scenario.deliveries
                                  ? fmt::format(" in {} attempts", scenario.attempts)
                                  : "";
    return fmt::format("({}{}, {} ms)", counted(scenario.deliveries, "delivery", "deliveries"),
                       tried, (scenario.duration_us + 999) / 1000);
  }

  void write_failures(const ScenarioResult& scenario) const {
    const std::size_t shown = std::min(scenario.failures.size(), options_.failures_shown_max);
    for (std::size_t i = 0; i < shown; ++i) write_failure(scenario, scenario.failures[i]);
    if (scenario.failures.size() > shown) {
      const bool all_kept = scenario.failures.back().left_out == 0;
      fmt::print(out_, "      … and {} more; --json FILE has {}\n",
                 scenario.failure_count() - shown,
                 all_kept ? "them all" : fmt::format("the first {}", scenario.failures.size() - 1));
    }
    if (scenario.interrupted) fmt::print(out_, "      interrupted before its end\n");
    if (!scenario.failures.empty() && scenario.explanation.empty()) {
      fmt::print(out_, "      next: emitter replay{} --explain {}\n", flags_again(),
                 for_a_shell(scenario.file));
    }
  }

  std::string flags_again() const {
    std::string text;
    for (const std::string& word : options_.flags) text += ' ' + for_a_shell(word);
    return text;
  }

  void write_failure(const ScenarioResult& scenario, const Mismatch& failure) const {
    fmt::print(out_, "      {}: {}\n", printable(scenario.file), printable(failure.pointer));
    if (!failure.webhook.empty()) write_line("webhook", failure.webhook);
    if (!failure.field.empty()) write_line("field", failure.field);
    if (!failure.field.empty()) write_line("expected", failure.expected);
    write_line("actual", failure.actual);
    if (failure.capture) write_line("capture", std::to_string(*failure.capture));
    if (!failure.hint.empty()) write_line("hint", failure.hint);
  }

  void write_line(std::string_view label, std::string_view text) const {
    const std::string shown = text.empty() ? "(empty)" : printable(text, kLineBytesMax);
    fmt::print(out_, "        {:<9} {}\n", label, shown);
  }

  void write_coverage() const {
    fmt::print(out_, "\n{:<20}", "events played");
    for (const Source source : kSources) fmt::print(out_, "{:>8}", name_of(source));
    fmt::print(out_, "\n");
    std::size_t exercised = 0;
    for (const EventType type : all_event_types()) {
      const auto& row = report_.coverage[static_cast<std::size_t>(type)];
      fmt::print(out_, "{:<20}", name_of(type));
      for (const std::uint64_t count : row) {
        exercised += count > 0 ? 1 : 0;
        fmt::print(out_, "{:>8}", count > 0 ? std::to_string(count) : ".");
      }
      fmt::print(out_, "\n");
    }
    fmt::print(out_, "{} of {} combinations\n", exercised, kEventTypeCount * kSources.size());
  }
  std::string others_text() const {
    const std::string broken =
        report_.broken() == 0
            ? ""
            : ", " + painted(Paint::kBad, counted(report_.broken(), "error", "errors"));
    return broken + (report_.skipped() == 0 ? "" : fmt::format(", {} skipped", report_.skipped()));
  }

  void write_totals() const {
    const std::int64_t us = std::max<std::int64_t>(report_.duration_us(), 1);
    constexpr std::uint64_t kRateWorthShowing = 1000;
    fmt::print(out_, "\n{}: {}, {}; {} in {} ms",
               counted(report_.scenarios.size(), "scenario", "scenarios"),
               painted(Paint::kGood, fmt::format("{} passed", report_.passed())),
               painted(report_.failed() > 0 ? Paint::kBad : Paint::kFaint,
                       fmt::format("{} failed", report_.failed())) +
                   others_text(),
               counted(report_.deliveries(), "delivery", "deliveries"), (us + 999) / 1000);
    if (report_.deliveries() >= kRateWorthShowing) {
      fmt::print(out_, " ({} a second)",
                 report_.deliveries() * 1'000'000 / static_cast<std::uint64_t>(us));
    }
    fmt::print(out_, "{}\n",
               report_.interrupted        ? "; interrupted, the rest was not played"
               : !report_.problem.empty() ? "; ended early, the rest was not played"
                                          : "");
  }

  const ReplayResult& report_;
  const TextReportOptions& options_;
  std::ostream& out_;
};

}  // namespace

void write_text_report(const ReplayResult& report, const TextReportOptions& options,
                       std::ostream& out) {
  TextReport(report, options, out).write();
}

}  // namespace hookline

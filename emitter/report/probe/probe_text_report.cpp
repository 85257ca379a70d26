#include "emitter/report/probe/probe_text_report.h"

#include "catcher/base/text/printable.h"

#include <algorithm>
#include <array>
#include <ostream>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

constexpr std::size_t kTextBytesMax = 500;

/// What checks are called where their names are no words.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kLabels = {{
    {"url", "URL"},
    {"tls", "TLS"},
    {"certificate_names", "certificate: names"},
    {"certificate_dates", "certificate: dates"},
    {"certificate_chain", "certificate: trust"},
    {"get", "GET"},
    {"head", "HEAD"},
    {"post", "POST"},
    {"keep_alive", "keep-alive"},
}};

std::string_view label_of(std::string_view check) {
  const auto known =
      std::ranges::find(kLabels, check, &std::pair<std::string_view, std::string_view>::first);
  if (known != kLabels.end()) return known->second;
  return check.starts_with("field_") ? "long field" : check;
}

Paint paint_of(Grade grade) {
  switch (grade) {
    case Grade::kGood:
      return Paint::kGood;
    case Grade::kDoubtful:
      return Paint::kDoubtful;
    case Grade::kBad:
      return Paint::kBad;
    case Grade::kUntried:
      break;
  }
  return Paint::kFaint;
}

std::string_view sentence_of(ProbeVerdict verdict) {
  switch (verdict) {
    case ProbeVerdict::kWorks:
      return "webhooks work";
    case ProbeVerdict::kDoubtful:
      return "webhooks work, with doubts";
    case ProbeVerdict::kFails:
      return "webhooks would not work";
    case ProbeVerdict::kInterrupted:
      break;
  }
  return "interrupted";
}

}  // namespace

void ProbeTextReport::write(const Finding& finding) {
  if (finding.grade == Grade::kUntried) return untried_.push_back(finding.check);
  const std::string grade = fmt::format("{:<10}", name_of(finding.grade));
  fmt::print(out_, "{}{:<20}{}\n", painted(colour_, paint_of(finding.grade), grade),
             label_of(finding.check), printable(finding.found, kTextBytesMax));
  for (const std::string& more : {finding.means, finding.advice}) {
    if (!more.empty()) fmt::print(out_, "{:<10}{}\n", "", printable(more, kTextBytesMax));
  }
  out_.flush();
}

void ProbeTextReport::write_verdict(const ProbeReport& report) const {
  if (!untried_.empty()) {
    std::vector<std::string_view> labels;
    for (const std::string_view check : untried_) {
      if (labels.empty() || labels.back() != label_of(check)) labels.push_back(label_of(check));
    }
    fmt::print(out_, "{}{}\n", painted(colour_, Paint::kFaint, "untried   "),
               fmt::join(labels, ", "));
  }
  fmt::print(out_, "{}: {} bad, {} doubtful, {} good, in {} ms\n", sentence_of(report.verdict()),
             report.count(Grade::kBad), report.count(Grade::kDoubtful), report.count(Grade::kGood),
             (report.duration_us + 999) / 1000);
}

}  // namespace hookline

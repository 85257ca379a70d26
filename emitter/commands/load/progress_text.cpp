#include "emitter/commands/load/progress_text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr std::size_t kBarMin = 8;
constexpr std::size_t kBarMax = 30;

std::string milliseconds_text(LatencyCounts::Duration duration) {
  const double ms = std::chrono::duration<double, std::milli>(duration).count();
  return fmt::format("{:.{}f}", ms, ms < 10 ? 2 : ms < 100 ? 1 : 0);
}

std::string time_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
  return whole < 60 ? fmt::format("{} s", whole)
                    : fmt::format("{}:{:02} min", whole / 60, whole % 60);
}

std::string bar(double share, std::size_t columns) {
  const auto full = static_cast<std::size_t>(share * static_cast<double>(columns));
  std::string text;
  for (std::size_t i = 0; i < columns; ++i) text += i < full ? "█" : "░";
  return text;
}

/// As many of them as fit, blanks between. All are ASCII.
std::string joined(const std::vector<std::string>& pieces, std::size_t columns) {
  std::string text;
  for (const std::string& piece : pieces) {
    if (text.size() + 2 + piece.size() > columns) break;
    text += (text.empty() ? "" : "  ") + piece;
  }
  return text;
}

}  // namespace

ProgressText::ProgressText(const LoadPlan& plan)
    : duration_(plan.duration_ms ? std::optional(milliseconds(*plan.duration_ms)) : std::nullopt),
      deliveries_(plan.count ? std::optional(*plan.count * plan.matching) : std::nullopt) {}

std::optional<double> ProgressText::share_done(const LoadProgress& progress) const {
  const double share = duration_ ? static_cast<double>(progress.elapsed.count()) /
                                       static_cast<double>(duration_->count())
                                 : static_cast<double>(progress.delivered + progress.failed) /
                                       static_cast<double>(*deliveries_);
  return share > 0 ? std::optional(std::min(1.0, share)) : std::nullopt;
}

std::string ProgressText::end_text(const LoadProgress& progress) const {
  const auto share = share_done(progress);
  if (!share) return "starting";
  if (*share == 1) return "waiting for answers";
  const double elapsed_s = std::chrono::duration<double>(progress.elapsed).count();
  return time_text(elapsed_s * (1 - *share) / *share) + " left";
}

std::string ProgressText::line(const LoadProgress& progress, std::size_t columns) {
  while (before_.size() > 1 && before_[1].elapsed <= progress.elapsed - 1s) before_.pop_front();
  const LoadProgress before = before_.empty() ? LoadProgress{} : before_.front();
  before_.push_back(progress);

  const auto since = std::chrono::duration<double>(progress.elapsed - before.elapsed).count();
  const auto delivered = static_cast<double>(progress.delivered - before.delivered);
  const LatencyCounts latency = progress.latency.since(before.latency);
  std::vector<std::string> pieces = {
      fmt::format("{:.0f}/s", since > 0 ? delivered / since : 0),
      fmt::format("p50 {} p99 {} ms", milliseconds_text(latency.percentile(50)),
                  milliseconds_text(latency.percentile(99))),
      fmt::format("{} failed", progress.failed), fmt::format("{} pending", progress.pending),
      end_text(progress)};
  if (latency.count() == 0) pieces[1] = "no answers";
  std::string text = joined(pieces, columns);
  const std::size_t room = columns - std::min(columns, text.size() + 2);
  if (room < kBarMin) return text;
  return bar(share_done(progress).value_or(0), std::min(room, kBarMax)) + "  " + text;
}

}  // namespace hookline

#include "emitter/report/queue/queue_text_report.h"

#include "catcher/base/text/printable.h"
#include "catcher/base/units/quantity.h"
#include "catcher/base/units/timestamp.h"

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>

#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

constexpr std::size_t kLinesMax = 20;

std::string age_text(const QueueStatus::Pending& pending, std::int64_t now_us) {
  if (!pending.oldest_due_us) return "-";
  return fmt::format("{:.1f} s", static_cast<double>(now_us - *pending.oldest_due_us) / 1e6);
}

/// How many ended since then, in a second.
std::string rate_text(const QueueStatus& now, const QueueStatus* before, std::uint64_t ended,
                      std::optional<std::uint64_t> ended_before) {
  if (before == nullptr || !ended_before || now.at_us <= before->at_us) return "-";
  const double seconds = static_cast<double>(now.at_us - before->at_us) / 1e6;
  return fmt::format("{:.0f}", static_cast<double>(ended - *ended_before) / seconds);
}

/// What has ended at the host or worker of that name.
template <class Line>
std::optional<std::uint64_t> ended_at(const std::vector<Line>& lines, const std::string& name) {
  const auto found =
      std::find_if(lines.begin(), lines.end(), [&](const Line& line) { return line.name == name; });
  if (found == lines.end()) return std::nullopt;
  return found->delivered + found->failed;
}

void write_head(const QueueStatus& status, const QueueStatus* before, std::ostream& out) {
  const DeliveryCounts& counts = status.counts;
  const std::uint64_t ended = counts.delivered + counts.failed;
  const auto ended_before = before == nullptr
                                ? std::nullopt
                                : std::optional(before->counts.delivered + before->counts.failed);
  fmt::print(out, "{}\n", timestamp_text(status.at_us));
  fmt::print(out, "accepted {}   delivered {}   failed {}   pending {}\n", counts.accepted,
             counts.delivered, counts.failed, counts.pending);
  fmt::print(out, "leased {}   deferred {}   oldest due {}   switched off {}   ended a second {}\n",
             status.pending.leased, status.pending.deferred, age_text(status.pending, status.at_us),
             status.switched_off, rate_text(status, before, ended, ended_before));
}

void write_hosts(const QueueStatus& status, const QueueStatus* before, std::ostream& out) {
  fmt::print(out, "\n{:<40}{:>10}{:>9}{:>9}{:>10}{:>11}{:>9}{:>8}\n", "host", "pending", "leased",
             "deferred", "oldest", "delivered", "failed", "/s");
  const std::size_t shown = std::min(status.hosts.size(), kLinesMax);
  for (std::size_t i = 0; i < shown; ++i) {
    const QueueStatus::Host& host = status.hosts[i];
    const auto then = before == nullptr ? std::nullopt : ended_at(before->hosts, host.name);
    fmt::print(out, "{:<40}{:>10}{:>9}{:>9}{:>10}{:>11}{:>9}{:>8}\n",
               printable_line(host.name.empty() ? "(no host)" : host.name), host.pending.all,
               host.pending.leased, host.pending.deferred, age_text(host.pending, status.at_us),
               host.delivered, host.failed,
               rate_text(status, before, host.delivered + host.failed, then));
  }
  if (shown < status.hosts.size()) fmt::print(out, "and {} more\n", status.hosts.size() - shown);
}

void write_workers(const QueueStatus& status, const QueueStatus* before, std::ostream& out) {
  fmt::print(out, "\n{:<40}{:>10}{:>11}{:>9}{:>12}{:>12}{:>8}\n", "worker", "holds", "delivered",
             "failed", "taken over", "ended twice", "/s");
  const std::size_t shown = std::min(status.workers.size(), kLinesMax);
  for (std::size_t i = 0; i < shown; ++i) {
    const QueueStatus::Worker& worker = status.workers[i];
    const auto then = before == nullptr ? std::nullopt : ended_at(before->workers, worker.name);
    fmt::print(out, "{:<40}{:>10}{:>11}{:>9}{:>12}{:>12}{:>8}\n", printable_line(worker.name),
               worker.is_there ? fmt::to_string(worker.held) : "gone", worker.delivered,
               worker.failed, worker.taken_over, worker.duplicates,
               rate_text(status, before, worker.delivered + worker.failed, then));
  }
  if (shown < status.workers.size()) {
    fmt::print(out, "and {} more\n", status.workers.size() - shown);
  }
}

}  // namespace

void write_queue_text_report(const QueueStatus& status, const QueueStatus* before,
                             std::ostream& out) {
  write_head(status, before, out);
  write_hosts(status, before, out);
  write_workers(status, before, out);
}

}  // namespace hookline

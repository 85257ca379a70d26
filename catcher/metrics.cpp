#include "catcher/metrics.h"

#include <fmt/format.h>

namespace hookline {
namespace {

void append_metric(std::string& out, std::string_view name, std::string_view type,
                   std::string_view help, std::uint64_t value) {
  out += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, type, value);
}

}  // namespace

void Metrics::count_request(std::uint64_t bytes, Refusal refusal) {
  requests_.fetch_add(1, std::memory_order_relaxed);
  bytes_.fetch_add(bytes, std::memory_order_relaxed);
  if (refusal != Refusal::kNone)
    refused_[static_cast<std::size_t>(refusal)].fetch_add(1, std::memory_order_relaxed);
}

void Metrics::count_stored(std::chrono::nanoseconds duration) {
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
  std::size_t bucket = 0;
  while (bucket < kBounds_us.size() && us > kBounds_us[bucket]) ++bucket;
  stored_[bucket].fetch_add(1, std::memory_order_relaxed);
  stored_ns_.fetch_add(static_cast<std::uint64_t>(duration.count()), std::memory_order_relaxed);
}

void Metrics::count_unstored(std::size_t requests) {
  unstored_.fetch_add(requests, std::memory_order_relaxed);
}

std::string Metrics::text(const StoreCounts& counts, std::size_t connections, int viewers) const {
  std::string out;
  append_metric(out, "hookline_requests_total", "counter",
                "Requests that came, refused ones included.", requests_);
  append_metric(out, "hookline_request_bytes_total", "counter", "Their bytes, heads and bodies.",
                bytes_);
  out +=
      "# HELP hookline_refused_total Requests that were refused, and captured with the reason.\n"
      "# TYPE hookline_refused_total counter\n";
  for (const Refusal refusal : kRefusals) {
    if (refusal == Refusal::kNone) continue;
    out += fmt::format("hookline_refused_total{{reason=\"{}\"}} {}\n", name_of(refusal),
                       refused_[static_cast<std::size_t>(refusal)].load());
  }
  append_metric(out, "hookline_unstored_total", "counter",
                "Requests answered with 503, the store failing.", unstored_);
  append_metric(out, "hookline_captures", "gauge", "Captures kept.", counts.total);
  append_metric(out, "hookline_captures_bytes", "gauge", "Their bytes.", counts.bytes);
  append_metric(out, "hookline_dropped_total", "counter", "Captures dropped to make room.",
                counts.dropped);
  append_metric(out, "hookline_connections", "gauge", "Open connections of senders.", connections);
  append_metric(out, "hookline_viewers", "gauge", "Open streams.",
                static_cast<std::uint64_t>(viewers));
  out +=
      "# HELP hookline_store_seconds Time of the store's transactions.\n# TYPE "
      "hookline_store_seconds histogram\n";
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kBounds_us.size(); ++i) {
    sum += stored_[i];
    out += fmt::format("hookline_store_seconds_bucket{{le=\"{}\"}} {}\n",
                       static_cast<double>(kBounds_us[i]) / 1e6, sum);
  }
  sum += stored_.back();
  out += fmt::format(
      "hookline_store_seconds_bucket{{le=\"+Inf\"}} {0}\nhookline_store_seconds_sum {1}\n"
      "hookline_store_seconds_count {0}\n",
      sum, static_cast<double>(stored_ns_.load()) / 1e9);
  return out;
}

}  // namespace hookline

#include "catcher/metrics/metrics.h"

#include "catcher/base/text/utf8.h"
#include "catcher/metrics/metrics_text.h"
#include "catcher/replies/reply_decision.h"
#include "catcher/replies/reply_rule.h"

#include <fmt/format.h>

namespace hookline {
namespace {

using Count = std::atomic<std::uint64_t>;

constexpr std::size_t kMatchBytesMax = 200;

void add_one(Count& count) {
  count.fetch_add(1, std::memory_order_relaxed);
}

/// A rule's filter as one would type it into the page's search, cut where it is long.
std::string match_text(const CaptureFilter& filter) {
  std::string out;
  for (const FormField& asked : filter.asked()) {
    out += fmt::format("{}{}={}", out.empty() ? "" : " ", asked.name, asked.value);
  }
  out.resize(utf8_prefix(std::string_view(out).substr(0, kMatchBytesMax)));
  return out;
}

void add_outcomes(MetricsText& text, std::string_view name, std::string_view help,
                  const std::array<Count, kOutcomes.size()>& counts) {
  text.begin(name, "counter", help);
  for (const Outcome outcome : kOutcomes) {
    text.sample(counts[static_cast<std::size_t>(outcome)].load(), {{"outcome", name_of(outcome)}});
  }
}

void add_rules(MetricsText& text, std::span<const ReplyRule> rules) {
  const auto add = [&](std::string_view name, std::string_view help,
                       std::uint64_t ReplyRule::*count) {
    text.begin(name, "counter", help);
    for (std::size_t i = 0; i < rules.size(); ++i) {
      text.sample(rules[i].*count,
                  {{"rule", std::to_string(i)}, {"match", match_text(rules[i].match)}});
    }
  };
  add("hookline_rule_replies_total", "Answers of each reply rule since the rules were set.",
      &ReplyRule::answered);
  add("hookline_rule_limited_total", "Requests over each rule's limit since the rules were set.",
      &ReplyRule::limited);
}

void add_store(MetricsText& text, const StoreCounts& counts) {
  text.single("hookline_captures", "gauge", "Captures kept.", counts.total);
  text.single("hookline_captures_bytes", "gauge", "Their bytes.", counts.bytes);
  text.single("hookline_dropped_total", "counter", "Captures dropped to make room.",
              counts.dropped);
}

}  // namespace

void Metrics::count_request(std::uint64_t bytes, Refusal refusal) {
  add_one(requests_);
  bytes_.fetch_add(bytes, std::memory_order_relaxed);
  if (refusal != Refusal::kNone) add_one(refused_[static_cast<std::size_t>(refusal)]);
}

void Metrics::count_stored(std::chrono::nanoseconds duration) {
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
  std::size_t bucket = 0;
  while (bucket < kBoundsUs.size() && us > kBoundsUs[bucket]) ++bucket;
  add_one(stored_[bucket]);
  stored_ns_.fetch_add(static_cast<std::uint64_t>(duration.count()), std::memory_order_relaxed);
}

void Metrics::count_unstored(std::size_t requests) {
  unstored_.fetch_add(requests, std::memory_order_relaxed);
}

void Metrics::count_reply(const ReplyDecision& decision) {
  add_one(decision.rule ? rule_replies_ : decision.by_path ? path_replies_ : own_replies_);
  add_one(faults_[static_cast<std::size_t>(decision.fault)]);
}

void Metrics::count_forward(Outcome outcome) {
  add_one(forwards_[static_cast<std::size_t>(outcome)]);
}

void Metrics::count_replay(Outcome outcome) {
  add_one(replays_[static_cast<std::size_t>(outcome)]);
}

void Metrics::count_wait(WaitEnd end) {
  add_one(end == WaitEnd::kMet ? waits_met_ : waits_timed_out_);
}

std::string Metrics::text(const StoreCounts& counts, std::size_t connections,
                          std::span<const ReplyRule> rules) const {
  MetricsText text;
  text.single("hookline_requests_total", "counter", "Requests that came, refused ones included.",
              requests_.load());
  text.single("hookline_request_bytes_total", "counter", "Their bytes, heads and bodies.",
              bytes_.load());
  text.begin("hookline_refused_total", "counter",
             "Requests that were refused, and captured with the reason.");
  for (const Refusal refusal : kRefusals) {
    if (refusal == Refusal::kNone) continue;
    text.sample(refused_[static_cast<std::size_t>(refusal)].load(), {{"reason", name_of(refusal)}});
  }
  text.single("hookline_unstored_total", "counter",
              "Requests answered with 503, the store failing.", unstored_.load());
  add_store(text, counts);
  text.single("hookline_connections", "gauge", "Open connections of senders.", connections);
  add_replies(text, rules);
  add_outcomes(text, "hookline_forwards_total", "Requests sent on to the app, by what came of it.",
               forwards_);
  add_outcomes(text, "hookline_replays_total", "Captures sent again, by what came of it.",
               replays_);
  add_calls(text);
  add_store_times(text);
  return text.take();
}

void Metrics::add_replies(MetricsText& text, std::span<const ReplyRule> rules) const {
  text.begin("hookline_replies_total", "counter",
             "Answers that the catcher gave itself, by what decided on them.");
  text.sample(own_replies_.load(), {{"by", "catcher"}});
  text.sample(rule_replies_.load(), {{"by", "rule"}});
  text.sample(path_replies_.load(), {{"by", "path"}});
  text.begin("hookline_faults_total", "counter", "Answers that went wrong on purpose.");
  for (const ReplyFault fault : kReplyFaults) {
    if (fault == ReplyFault::kNone) continue;
    text.sample(faults_[static_cast<std::size_t>(fault)].load(), {{"fault", name_of(fault)}});
  }
  add_rules(text, rules);
}

void Metrics::add_calls(MetricsText& text) const {
  text.single("hookline_viewers", "gauge", "Open streams.", streams_.load());
  text.single("hookline_waits", "gauge", "Calls of /api/wait that wait now.", waits_.load());
  text.begin("hookline_waits_total", "counter", "Calls of /api/wait that have ended, by how.");
  text.sample(waits_met_.load(), {{"outcome", "met"}});
  text.sample(waits_timed_out_.load(), {{"outcome", "timeout"}});
}

void Metrics::add_store_times(MetricsText& text) const {
  text.begin("hookline_store_seconds", "histogram", "Time of the store's transactions.");
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kBoundsUs.size(); ++i) {
    sum += stored_[i];
    const std::string bound = fmt::format("{}", static_cast<double>(kBoundsUs[i]) / 1e6);
    text.sample(sum, {{"le", bound}}, "_bucket");
  }
  sum += stored_.back();
  text.sample(sum, {{"le", "+Inf"}}, "_bucket");
  text.sample(static_cast<double>(stored_ns_.load()) / 1e9, {}, "_sum");
  text.sample(sum, {}, "_count");
}

}  // namespace hookline

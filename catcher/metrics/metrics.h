#pragma once

#include "catcher/base/net/addresses/outcome.h"
#include "catcher/captures/store/capture_store.h"
#include "catcher/wire/faults/reply_fault.h"
#include "catcher/wire/head/refusal.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace hookline {

class MetricsText;
struct ReplyDecision;
struct ReplyRule;

/// What the catcher has done since it started. Any thread may count and read. Each figure is right,
/// but two of them needn't be of the same moment.
class Metrics {
 public:
  void count_request(std::uint64_t bytes, Refusal refusal);
  /// A transaction of the store.
  void count_stored(std::chrono::nanoseconds duration);
  void count_unstored(std::size_t requests);
  /// An answer that the catcher has given itself, to a request that was taken.
  void count_reply(const ReplyDecision& decision);
  void count_forward(Outcome outcome);
  void count_replay(Outcome outcome);
  enum class WaitEnd : std::uint8_t { kMet, kTimeout };
  void count_wait(WaitEnd end);

  /// One more is open for as long as this lives.
  class Open {
   public:
    explicit Open(std::atomic<int>& count) : count_(count) { ++count_; }
    ~Open() { --count_; }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;

   private:
    std::atomic<int>& count_;
  };
  Open open_stream() { return Open(streams_); }
  Open open_wait() { return Open(waits_); }
  int streams() const { return streams_; }

  /// In the text format of Prometheus, with what others know: the store's counts, open connections,
  /// the reply rules as they are now.
  std::string text(const StoreCounts& counts, std::size_t connections,
                   std::span<const ReplyRule> rules) const;

 private:
  void add_replies(MetricsText& text, std::span<const ReplyRule> rules) const;
  void add_calls(MetricsText& text) const;
  void add_store_times(MetricsText& text) const;

  using Count = std::atomic<std::uint64_t>;
  using Outcomes = std::array<Count, kOutcomes.size()>;

  /// Upper bounds of the store's latency buckets, in microseconds; the last bucket is what is over
  /// them all.
  static constexpr std::array<std::int64_t, 12> kBoundsUs = {
      50, 100, 250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 100'000, 250'000, 1'000'000};

  Count requests_{0};
  Count bytes_{0};
  Count unstored_{0};
  std::array<Count, kRefusals.size()> refused_{};
  std::array<Count, kBoundsUs.size() + 1> stored_{};
  Count stored_ns_{0};
  Count own_replies_{0};
  Count rule_replies_{0};
  Count path_replies_{0};
  std::array<Count, kReplyFaults.size()> faults_{};
  Outcomes forwards_{};
  Outcomes replays_{};
  Count waits_met_{0};
  Count waits_timed_out_{0};
  std::atomic<int> streams_{0};
  std::atomic<int> waits_{0};
};

}  // namespace hookline

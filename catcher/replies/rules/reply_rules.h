#pragma once

#include "catcher/captures/capture.h"
#include "catcher/replies/reply_decision.h"
#include "catcher/replies/reply_rule.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace hookline {

/// What of the answers doesn't change while a catcher runs.
struct ReplyOptions {
  std::uint64_t seed = 0;  ///< of rules with a chance and without a seed of their own
  bool by_path = false;    ///< where no rule answers, the path may (path_reply.h)
  bool cors = false;       ///< browsers' scripts may send and read (cors.h)
};

/// The ordered list of rules; the first that matches decides. Any thread may call anything, and no
/// thread waits while another looks at a capture.
class ReplyRules {
 public:
  explicit ReplyRules(ReplyOptions options = {});
  ~ReplyRules();
  ReplyRules(const ReplyRules&) = delete;
  ReplyRules& operator=(const ReplyRules&) = delete;

  /// Takes the place of whatever was there.
  void set(std::vector<ReplyRule> rules);
  void clear() { set({}); }
  /// As they are now: times counted down, answered counted up, each chance with its seed.
  std::vector<ReplyRule> rules() const;

  /// Whether a rule answers by chance, drawn from seed() unless it has a seed of its own.
  bool has_chance() const;
  std::uint64_t seed() const { return options_.seed; }

  /// Decides, and counts: times, draws, what its limit lets pass. The capture needs no id yet.
  ReplyDecision reply_to(const Capture& capture, std::chrono::steady_clock::time_point now);

 private:
  ReplyDecision decide_by_rules(const Capture& capture, std::chrono::steady_clock::time_point now);

  struct ArmedStep;
  struct ArmedRule;
  using ArmedRules = std::vector<std::unique_ptr<ArmedRule>>;

  std::shared_ptr<ArmedRules> current() const;
  static std::optional<ReplyDecision> decide(ArmedRule& one, const Capture& capture,
                                             std::chrono::steady_clock::time_point now);

  const ReplyOptions options_;
  std::atomic<bool> any_ = false;  ///< spares the mutex where there are no rules
  mutable std::mutex mutex_;
  std::shared_ptr<ArmedRules> rules_;  ///< guarded by mutex_; replaced, never changed in length
};

}  // namespace hookline

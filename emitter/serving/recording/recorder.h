#pragma once

#include "emitter/platform/running/platform.h"
#include "emitter/serving/recording/doing.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace hookline {

/// What was done in an account since some moment.
struct Recording {
  std::int64_t since_us = 0;
  AccountState account;                                  ///< as it was then
  std::vector<std::shared_ptr<const Webhook>> webhooks;  ///< those of then, as they were
  std::vector<std::shared_ptr<const Doing>> doings;
  std::size_t left_out = 0;  ///< what was done after as much as can be recorded
};

/// Records what is done, one recording at a time. Any thread.
class Recorder {
 public:
  /// Beyond so many, what is done is only counted.
  static constexpr std::size_t kDoingsMax = 10'000;

  struct Progress {
    std::int64_t since_us = 0;
    std::size_t steps = 0;     ///< done by somebody
    std::size_t left_out = 0;  ///< done after that, and not recorded any more
  };

  /// From now on. None: something is being recorded already.
  std::optional<Progress> begin(const Platform& platform);
  std::optional<Progress> progress() const;
  /// None: nothing is being recorded.
  std::optional<Recording> recording() const;
  void end();

  /// For PlatformOptions::on_done.
  void note(const AccountDoing& doing) noexcept;

 private:
  Progress progress_locked() const;

  mutable std::mutex mutex_;  // guards all of it
  std::optional<Recording> recording_;
};

}  // namespace hookline

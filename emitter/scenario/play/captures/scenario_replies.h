#pragma once

#include "catcher/base/process/failure.h"
#include "emitter/scenario/play/captures/capture_source.h"

#include <string>
#include <utility>

namespace hookline {

/// The scenario's reply rules, for as long as it is played.
class ScenarioReplies {
 public:
  ScenarioReplies(CaptureSource& catcher, const std::string& rules) : catcher_(catcher) {
    if (rules.empty()) return;
    catcher_.set_replies(rules);
    set_ = true;
  }
  ScenarioReplies(const ScenarioReplies&) = delete;
  ScenarioReplies& operator=(const ScenarioReplies&) = delete;
  ~ScenarioReplies() {
    if (set_) try_restoring();
  }
  void restore() {
    if (std::exchange(set_, false)) catcher_.restore_replies();
  }

 private:
  /// While another failure is on its way, which is the one to tell of.
  void try_restoring() noexcept {
    try {
      catcher_.restore_replies();
    } catch (const Failure&) {
      return;
    }
  }

  CaptureSource& catcher_;
  bool set_ = false;
};

}  // namespace hookline

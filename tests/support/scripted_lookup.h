#pragma once

#include "catcher/base/net/names/name_lookup.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace hookline {

/// A resolver that says what the test says. Names that it wasn't told of have no address. Lets go
/// of all that hang when destroyed.
class ScriptedLookup {
 public:
  using Addresses = std::vector<std::string>;

  ~ScriptedLookup() { let_go(); }

  /// What it answers for a name, one after another; the last for ever.
  void answer(const std::string& host, std::vector<Addresses> answers) {
    const std::lock_guard lock(state_->mutex);
    state_->answers[host] = std::move(answers);
  }
  /// Look-ups of this name hang until let_go().
  void hang(const std::string& host) {
    const std::lock_guard lock(state_->mutex);
    state_->hanging.insert(host);
  }
  void let_go() {
    const std::lock_guard lock(state_->mutex);
    state_->hanging.clear();
    state_->changed.notify_all();
  }

  NameLookup lookup() const {
    return [state = state_](const std::string& host) { return state->look_up(host); };
  }

  /// The names that were asked for, in this order.
  std::vector<std::string> asked() const {
    const std::lock_guard lock(state_->mutex);
    return state_->asked;
  }
  /// Waits until that many were; false when it takes over 20 s.
  bool wait_for_asked(std::size_t count) const {
    std::unique_lock lock(state_->mutex);
    return state_->changed.wait_for(lock, std::chrono::seconds(20),
                                    [&] { return state_->asked.size() >= count; });
  }
  /// The most that were under way at the same time.
  std::size_t at_once_max() const {
    const std::lock_guard lock(state_->mutex);
    return state_->at_once_max;
  }

 private:
  /// Shared with look-ups that hang.
  struct State {
    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::string, std::vector<Addresses>> answers;  ///< guarded by mutex, as all below
    std::set<std::string> hanging;
    std::vector<std::string> asked;
    std::size_t at_once = 0;
    std::size_t at_once_max = 0;

    FoundAddresses look_up(const std::string& host) {
      std::unique_lock lock(mutex);
      asked.push_back(host);
      at_once_max = std::max(at_once_max, ++at_once);
      changed.notify_all();
      changed.wait(lock, [&] { return !hanging.contains(host); });
      --at_once;
      auto& left = answers[host];
      if (left.empty()) return {{}, "it is not in the test's script"};
      const Addresses addresses = left.front();
      if (left.size() > 1) left.erase(left.begin());
      return {addresses, {}};
    }
  };

  std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace hookline

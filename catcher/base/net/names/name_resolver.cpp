#include "catcher/base/net/names/name_resolver.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

namespace hookline {
namespace {

using Clock = std::chrono::steady_clock;
using Asker = NameResolver::Asker;

/// What waits in the loop doesn't hold the loop: one that never runs again would keep itself.
void tell(Asker asker, FoundAddresses found) {
  const auto io = std::move(asker.io);
  boost::asio::post(*io, [who = std::move(asker.who), on_found = std::move(asker.on_found),
                          found = std::move(found)]() mutable {
    const auto alive = who.lock();
    if (alive) on_found(std::move(found));
  });
}

bool is_gone(const Asker& asker) {
  return asker.who.expired();
}

}  // namespace

class NameResolver::State : public std::enable_shared_from_this<State> {
 public:
  explicit State(NameResolverOptions options) : options_(std::move(options)) {
    options_.lookups_max = std::max<std::size_t>(1, options_.lookups_max);
  }

  void find(const std::string& host, Asker asker) {
    const std::lock_guard lock(mutex_);
    if (names_.size() >= options_.names_max) forget_answers();
    Name& name = names_[host];
    if (Clock::now() < name.good_until) return tell(std::move(asker), name.found);
    // Before it grows: a name that hangs for ever is asked for again and again.
    if (name.askers.size() == name.askers.capacity()) std::erase_if(name.askers, is_gone);
    name.askers.push_back(std::move(asker));
    if (!std::exchange(name.is_queued, true)) look_up_soon(host, name);
  }

  /// Forgets who asked: a look-up that still hangs then holds nothing of theirs.
  void let_go() {
    std::unordered_map<std::string, Name> names;  // ends after the lock: so may the askers' loops
    const std::lock_guard lock(mutex_);
    queue_.clear();
    names.swap(names_);
  }

 private:
  struct Name {
    FoundAddresses found;  ///< the last answer
    Clock::time_point good_until;
    std::vector<Asker> askers;
    bool is_queued = false;  ///< or being looked up
  };

  /// Of those that nobody waits for.
  void forget_answers() {
    std::erase_if(names_, [](const auto& entry) { return !entry.second.is_queued; });
  }

  void look_up_soon(const std::string& host, const Name& name) {
    // Names that had an answer before are not those that hang.
    if (name.found.addresses.empty()) {
      queue_.push_back(host);
    } else {
      queue_.push_front(host);
    }
    if (lookups_ >= options_.lookups_max) return;
    ++lookups_;
    try {
      std::thread([self = shared_from_this()] { self->work(); }).detach();
    } catch (const std::system_error& error) {
      if (--lookups_ == 0) fail_queue(error.what());
    }
  }

  void fail_queue(const std::string& why) {
    for (const std::string& host : std::exchange(queue_, {})) {
      settle(host, {{}, "no thread for the look-up: " + why});
    }
  }

  void work() {
    std::unique_lock lock(mutex_);
    while (const auto host = next()) {
      lock.unlock();
      FoundAddresses found = options_.look_up(*host);
      lock.lock();
      settle(*host, std::move(found));
    }
    --lookups_;
  }

  std::optional<std::string> next() {
    while (!queue_.empty()) {
      std::string host = std::move(queue_.front());
      queue_.pop_front();
      const auto entry = names_.find(host);
      const auto& askers = entry->second.askers;
      if (!std::all_of(askers.begin(), askers.end(), is_gone)) return host;
      names_.erase(entry);
    }
    return std::nullopt;
  }

  void settle(const std::string& host, FoundAddresses found) {
    Name& name = names_[host];
    name.found = std::move(found);
    name.good_until = Clock::now() + (name.found.addresses.empty() ? options_.failure_good_for
                                                                   : options_.good_for);
    name.is_queued = false;
    for (Asker& asker : std::exchange(name.askers, {})) tell(std::move(asker), name.found);
  }

  NameResolverOptions options_;
  std::mutex mutex_;
  std::unordered_map<std::string, Name> names_;  ///< guarded by mutex_, as all below
  std::deque<std::string> queue_;
  std::size_t lookups_ = 0;
};

NameResolver::NameResolver(NameResolverOptions options)
    : state_(std::make_shared<State>(std::move(options))) {}

NameResolver::~NameResolver() {
  state_->let_go();
}

void NameResolver::find(const std::string& host, Asker asker) {
  state_->find(host, std::move(asker));
}

}  // namespace hookline

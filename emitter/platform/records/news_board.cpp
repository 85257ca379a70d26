#include "emitter/platform/records/news_board.h"

#include <algorithm>
#include <set>

namespace hookline {
namespace {

/// Whoever is further behind has missed some.
constexpr std::size_t kChangesKept = 4096;

}  // namespace

void NewsBoard::begin(std::uint64_t event, std::uint64_t delivery) {
  const std::lock_guard lock(mutex_);
  now_.event = event;
  now_.delivery = delivery;
}

void NewsBoard::note_done(std::uint64_t event, std::uint64_t delivery, std::size_t deliveries) {
  const std::lock_guard lock(mutex_);
  now_.event = event;
  now_.delivery = delivery;
  ++now_.account;
  add({delivery + 1 - deliveries, deliveries});
}

void NewsBoard::note_delivery(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  add({id, 1});
}

void NewsBoard::note_webhooks() {
  const std::lock_guard lock(mutex_);
  ++now_.webhooks;
  add({});
}

void NewsBoard::add(Change change) {
  changes_.push_back(change);
  if (changes_.size() > kChangesKept) {
    changes_.pop_front();
    ++begin_;
  }
  changed_.notify_all();
}

News NewsBoard::now() const {
  const std::lock_guard lock(mutex_);
  return since(end());
}

std::optional<News> NewsBoard::wait_past(std::uint64_t place,
                                         std::chrono::steady_clock::time_point deadline,
                                         const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  const bool is_news = changed_.wait_until(lock, stop, deadline, [&] { return end() > place; });
  return is_news ? std::optional(since(place)) : std::nullopt;
}

/// The newest first, so that those are named that were changed last.
News NewsBoard::since(std::uint64_t place) const {
  News news = now_;
  news.place = end();
  news.has_missed = place < begin_;
  std::set<std::uint64_t> named;
  for (std::uint64_t at = end(); at > std::max(place, begin_); --at) {
    const Change& change = changes_[at - 1 - begin_];
    for (std::size_t i = change.count; i > 0 && !news.has_missed; --i) {
      named.insert(change.first + i - 1);
      news.has_missed = named.size() > kNamedMax;
    }
  }
  if (named.size() > kNamedMax) named.erase(named.begin());
  news.deliveries.assign(named.begin(), named.end());
  return news;
}

}  // namespace hookline

#include "emitter/delivery/dispatch/schedule.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hookline {

bool Schedule::is_later(const Entry& a, const Entry& b) {
  return std::pair(a.at, a.number) > std::pair(b.at, b.number);
}

void Schedule::add(Entry entry) {
  entry.number = added_++;
  entries_.push_back(std::move(entry));
  std::push_heap(entries_.begin(), entries_.end(), is_later);
}

Clock::time_point Schedule::next() const {
  return entries_.empty() ? Clock::time_point::max() : entries_.front().at;
}

Schedule::Entry Schedule::take() {
  std::pop_heap(entries_.begin(), entries_.end(), is_later);
  Entry entry = std::move(entries_.back());
  entries_.pop_back();
  return entry;
}

std::vector<Schedule::Entry> Schedule::take_all_to(ReceiverId receiver) {
  const auto first = std::stable_partition(
      entries_.begin(), entries_.end(),
      [&](const Entry& entry) { return entry.delivery.receiver != receiver; });
  std::vector<Entry> taken(std::make_move_iterator(first), std::make_move_iterator(entries_.end()));
  entries_.erase(first, entries_.end());
  std::make_heap(entries_.begin(), entries_.end(), is_later);
  return taken;
}

std::vector<Schedule::Entry> Schedule::take_all() {
  return std::exchange(entries_, {});
}

}  // namespace hookline

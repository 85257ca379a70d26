#include "emitter/delivery/queue/shared/lease_book.h"

#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/queue/stored_number.h"

#include <algorithm>
#include <iterator>

namespace hookline {

std::vector<QueuedDelivery> LeaseBook::lease(const LeaseTerms& terms, const LeaseOf& lease_of) {
  std::vector<Leased> leased;
  bool is_more = true;
  for (std::size_t seen = 0; is_more && leased.size() < terms.most;) {
    const auto shares = shares_.next(terms.now_us, terms.most - leased.size());
    if (shares.empty()) break;
    auto more = lease_of(shares, terms.most - leased.size());
    for (const Leased& one : more) hold(one, terms.until_us);
    seen += shares.size();
    // Of fewer hosts than fit all were asked that have room.
    const bool are_others = shares.size() == HostShares::kHostsAtOnce && seen < shares_.hosts();
    is_more = note_leased(shares, more) || are_others;
    std::move(more.begin(), more.end(), std::back_inserter(leased));
  }
  std::sort(leased.begin(), leased.end(), [](const Leased& a, const Leased& b) {
    return std::pair(a.at_us, a.number) < std::pair(b.at_us, b.number);
  });
  std::vector<QueuedDelivery> deliveries;
  deliveries.reserve(leased.size());
  for (Leased& one : leased) deliveries.push_back(std::move(one.delivery));
  return deliveries;
}

/// Whether a host may have more than it was asked for.
bool LeaseBook::note_leased(const std::vector<HostShares::Share>& shares,
                            const std::vector<Leased>& leased) {
  std::unordered_map<std::int64_t, std::int64_t> got;
  for (const Leased& one : leased) ++got[one.host];
  bool is_more = false;
  for (const HostShares::Share& share : shares) {
    shares_.note_leased(share.host, share.most, got[share.host]);
    is_more |= got[share.host] >= share.most;
  }
  return is_more;
}

void LeaseBook::hold(const Leased& one, std::int64_t until_us) {
  const auto [held, is_new] = held_.try_emplace(one.delivery.id);
  held->second = {one.host, one.delivery.lease, until_us};
  if (is_new) shares_.hold(one.host);
}

void LeaseBook::let_go(std::uint64_t id, bool has_ended) {
  const auto held = held_.find(id);
  if (held == held_.end()) return;
  shares_.let_go(held->second.host, wall_clock_us(), has_ended);
  held_.erase(held);
}

std::vector<std::pair<std::int64_t, std::int64_t>> LeaseBook::renewed(std::int64_t before_us,
                                                                      std::int64_t until_us) {
  std::vector<std::pair<std::int64_t, std::int64_t>> renewed;
  for (auto& [id, one] : held_) {
    if (one.until_us >= before_us) continue;
    renewed.emplace_back(stored(id), stored(one.lease));
    one.until_us = until_us;
  }
  std::sort(renewed.begin(), renewed.end());
  return renewed;
}

}  // namespace hookline

#include "emitter/load/arrival_check.h"

#include "catcher/captures/views/capture_view.h"
#include "emitter/delivery/delivery_mark.h"
#include "emitter/load/resume/lane.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace hookline {
namespace {

class ArrivalCheck {
 public:
  ArrivalCheck(const std::string& run, std::span<const Ledger* const> ledgers,
               std::uint64_t first_id)
      : run_(run), ledgers_(ledgers), first_id_(first_id) {
    for (const Ledger* ledger : ledgers) seen_.emplace_back(ledger->accepted());
    highest_.resize(ledgers.size());
  }

  void see(const Capture& capture) {
    auto id = DeliveryMark::id_in(headers_of(capture), run_);
    if (!id || *id <= first_id_) return;
    *id -= first_id_;
    const Lane lane = Lane::of_id(*id, ledgers_.size());
    const std::size_t worker = lane.number;
    const std::uint64_t number = lane.number_of(*id);
    if (number >= seen_[worker].size()) return;
    ++arrivals_.arrived;
    if (seen_[worker][number]) {
      count(arrivals_.duplicated, arrivals_.first.duplicated, *id);
      return;
    }
    seen_[worker][number] = true;
    if (ledgers_[worker]->state_of(number) != DeliveryState::kDelivered) {
      count(arrivals_.unanswered, arrivals_.first.unanswered, *id);
    }
    if (number < highest_[worker]) {
      count(arrivals_.out_of_order, arrivals_.first.out_of_order, *id);
    }
    highest_[worker] = std::max(highest_[worker], number);
  }

  LoadArrivals result(std::uint64_t dropped) {
    arrivals_.dropped = dropped;
    if (dropped > 0) return arrivals_;
    for (std::uint64_t worker = 0; worker < seen_.size(); ++worker) find_missing(worker);
    // They were found worker by worker; reported are the lowest ids.
    auto& ids = arrivals_.first.missing;
    std::sort(ids.begin(), ids.end());
    ids.resize(std::min(ids.size(), LoadArrivals::kIdsMax));
    return arrivals_;
  }

 private:
  static void count(std::uint64_t& sum, std::vector<std::uint64_t>& ids, std::uint64_t id) {
    ++sum;
    if (ids.size() < LoadArrivals::kIdsMax) ids.push_back(id);
  }

  void find_missing(std::uint64_t worker) {
    std::vector<std::uint64_t> ids;
    for (std::uint64_t number = 0; number < seen_[worker].size(); ++number) {
      const bool delivered = ledgers_[worker]->state_of(number) == DeliveryState::kDelivered;
      if (!delivered || seen_[worker][number]) continue;
      count(arrivals_.missing, ids, Lane{worker, ledgers_.size()}.id_of(number));
    }
    auto& all = arrivals_.first.missing;
    all.insert(all.end(), ids.begin(), ids.end());
  }

  const std::string run_;
  const std::span<const Ledger* const> ledgers_;
  const std::uint64_t first_id_;
  std::vector<std::vector<bool>> seen_;  ///< by worker and number
  std::vector<std::uint64_t> highest_;   ///< by worker
  LoadArrivals arrivals_;
};

}  // namespace

LoadArrivals check_arrivals(CaptureSource& catcher, const CaptureSource::Counts& before,
                            const std::string& run, std::span<const Ledger* const> ledgers,
                            std::uint64_t first_id) {
  ArrivalCheck check(run, ledgers, first_id);
  catcher.for_each_after(before.last, [&](const Capture& capture) { check.see(capture); });
  return check.result(catcher.counts().dropped - before.dropped);
}

}  // namespace hookline

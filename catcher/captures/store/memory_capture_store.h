#pragma once

#include "catcher/captures/store/capture_store.h"

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace hookline {

/// Captures for as long as the process lives.
class MemoryCaptureStore : public CaptureStore {
 public:
  /// `memory` may be null.
  MemoryCaptureStore(StoreLimits limits, MemoryBudget* memory);

  std::int64_t append(Captures batch) override;
  std::optional<Capture> find(std::int64_t id) override;
  Captures list(const CaptureQuery& query) override;
  std::vector<CaptureSize> sizes(const CaptureQuery& query) override;
  std::uint64_t count(CaptureQuery query) override;
  void scan(const CaptureQuery& query,
            const std::function<void(const CaptureMoment&)>& take) override;
  const std::string& identity() const override { return identity_; }
  using CaptureStore::remove;
  std::uint64_t remove(const CaptureIds& ids) override;
  std::uint64_t clear() override;
  bool add_relay(std::int64_t id, Relay relay, std::optional<CaptureReply> reply) override;
  std::vector<Relay> relays(std::int64_t id) override;

 private:
  /// Readers share captures with the store, so that they need the mutex for a moment only and a
  /// capture that is dropped meanwhile stays whole for them.
  using Shared = std::shared_ptr<const Capture>;

  std::vector<Shared> select(const CaptureQuery& query) const;
  std::vector<Shared> some_between(std::int64_t after, std::int64_t before, bool newest,
                                   std::size_t count_max) const;
  std::deque<Shared>::const_iterator first_past(std::int64_t id) const;
  bool is_over_limits() const;
  /// Removes the capture's relays, and takes both off the counts.
  void forget(const Capture& capture);
  Shared find_shared(std::int64_t id) const;
  void drop_over_limits(std::vector<Shared>& dropped);

  const StoreLimits limits_;
  MemoryBudget* const memory_;
  const std::string identity_;

  mutable std::mutex mutex_;
  std::deque<Shared> captures_;                                  ///< by id; guarded by mutex_
  std::unordered_map<std::int64_t, std::vector<Relay>> relays_;  ///< by capture; guarded by mutex_
  StoreCounts counts_;                                           ///< guarded by mutex_
};

}  // namespace hookline

#include "emitter/delivery/queue/memory_delivery_queue.h"
#include "emitter/platform/store/platform_store.h"

namespace hookline {
namespace {

class MemoryPlatformStore final : public PlatformStore {
 public:
  explicit MemoryPlatformStore(const DeliveryLogLimits& limits) : log_(limits) {}

  std::optional<KeptPlatform> load() override { return std::nullopt; }
  void begin(const KeptPlatform&) override {}
  void keep(const PlatformChange& change) override { queue_.accept(change.deliveries); }
  DeliveryQueue& queue() override { return queue_; }
  std::uint64_t pending_bytes() override { return queue_.payload_bytes(); }
  DeliveryLog& log() override { return log_; }
  std::string problem() const override { return ""; }
  std::int64_t producer_in(const std::string& /*queue*/) override { return 0; }
  void keep_producer(const std::string& /*queue*/, std::int64_t /*number*/) override {}
  bool lasts() const override { return false; }

 private:
  MemoryDeliveryQueue queue_;
  DeliveryLog log_;
};

}  // namespace

std::unique_ptr<PlatformStore> make_memory_platform_store(const DeliveryLogLimits& limits) {
  return std::make_unique<MemoryPlatformStore>(limits);
}

}  // namespace hookline

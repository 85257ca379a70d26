#include "emitter/delivery/queue/stored_number.h"
#include "emitter/platform/store/account_rows.h"
#include "emitter/platform/store/kept_queue.h"
#include "emitter/platform/store/platform_file.h"
#include "emitter/platform/store/platform_store.h"

namespace hookline {
namespace {

void save(PlatformRows& rows, const NextIds& next, std::int64_t advanced_us) {
  rows.save_numbers.run_with(next.event, next.delivery, next.webhook, advanced_us);
}

class SqlitePlatformStore final : public PlatformStore {
 public:
  SqlitePlatformStore(const std::string& file, const DeliveryLogLimits& limits)
      : file_(file), log_(limits), queue_(file_, log_) {}

  std::optional<KeptPlatform> load() override {
    std::optional<KeptPlatform> kept;
    file_.write([&](PlatformRows& rows) {
      auto ids =
          rows.connection.prepare("SELECT event, delivery, webhook, advanced_us FROM number");
      if (!ids.step()) return;
      kept.emplace(KeptPlatform{read_account_rows(rows.entities),
                                rows.webhooks.all(),
                                {number_in(ids, 0), number_in(ids, 1), number_in(ids, 2)},
                                ids.integer(3)});
      // Rows that were written before contacts knew their ties.
      if (tie_untied(kept->account, 0)) write_account_rows(rows.entities, kept->account);
    });
    return kept;
  }

  void begin(const KeptPlatform& platform) override {
    file_.write([&](PlatformRows& rows) {
      write_account_rows(rows.entities, platform.account);
      for (const KeptWebhook& webhook : platform.webhooks) rows.webhooks.put(webhook);
      save(rows, platform.next, platform.advanced_us);
    });
  }

  void keep(const PlatformChange& change) override {
    file_.write([&](PlatformRows& rows) {
      if (change.account != nullptr) write_changed_rows(rows.entities, *change.account);
      if (change.webhook) rows.webhooks.put(*change.webhook);
      if (change.removed_webhook) rows.webhooks.remove(*change.removed_webhook);
      if (!change.deliveries.empty()) rows.deliveries.accept(change.deliveries);
      if (change.repeat_of != 0)
        for (const auto& one : change.deliveries) rows.ended.add_repeat(one.id, change.repeat_of);
      save(rows, change.next, change.advanced_us);
    });
    queue_.take_in(change.deliveries);
  }

  DeliveryQueue& queue() override { return queue_; }
  std::uint64_t pending_bytes() override { return queue_.payload_bytes(); }
  DeliveryLog& log() override { return log_; }
  std::string problem() const override { return file_.problem(); }

  std::int64_t producer_in(const std::string& queue) override {
    std::int64_t number = 0;
    file_.write([&](PlatformRows& rows) {
      auto row = rows.connection.prepare("SELECT producer FROM shared_queue WHERE mark = ?");
      row.bind_text(1, queue);
      if (row.step()) number = row.integer(0);
    });
    return number;
  }
  void keep_producer(const std::string& queue, std::int64_t number) override {
    file_.write([&](PlatformRows& rows) {
      auto row = rows.connection.prepare("INSERT OR REPLACE INTO shared_queue VALUES (?, ?)");
      row.bind_text(1, queue);
      row.bind(2, number);
      row.run();
    });
  }
  bool lasts() const override { return true; }

 private:
  PlatformFile file_;
  DeliveryLog log_;
  KeptQueue queue_;
};

}  // namespace

std::unique_ptr<PlatformStore> open_sqlite_platform_store(const std::string& file,
                                                          const DeliveryLogLimits& limits) {
  return std::make_unique<SqlitePlatformStore>(file, limits);
}

}  // namespace hookline

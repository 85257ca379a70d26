#pragma once

#include "catcher/base/sqlite/sqlite_connection.h"
#include "emitter/delivery/queue/delivery_queue.h"

namespace hookline {

/// Makes the queue's tables, whose names begin with "delivery". Throws SqliteError.
void create_delivery_tables(SqliteConnection& connection);

/// A queue in tables of a database that somebody else opened. Within a transaction of the
/// connection's its calls are part of that: so what an operation changes and the deliveries that
/// follow from it are kept together, or not at all; and what they throw is SqliteError. One thread
/// at a time, as the connection; another thread or process has a connection and a queue of its own
/// on the same file.
class SqliteDeliveryQueue final : public DeliveryQueue {
 public:
  /// The tables exist; the connection outlives this. Throws SqliteError.
  explicit SqliteDeliveryQueue(SqliteConnection& connection);

  void accept(std::span<const QueuedDelivery> deliveries) override;
  std::vector<QueuedDelivery> lease(const LeaseTerms& terms) override;
  void settle(std::span<const Settlement> ended) override;
  void defer(std::span<const Deferral> later) override;
  std::optional<std::int64_t> next_us() override;
  DeliveryCounts counts() override;

 private:
  struct Statements {
    explicit Statements(SqliteConnection& connection);
    SqliteStatement begin, commit, has, insert_payload, insert, due, lease, settle, defer, next,
        account, add_to_account;
  };
  template <typename Work>
  void write(Work work);
  std::int64_t keep_payload(const std::string& payload);
  void insert(const QueuedDelivery& delivery, std::int64_t payload);
  std::vector<QueuedDelivery> due(const LeaseTerms& terms);
  void add_to_account(const DeliveryCounts& more, bool leases = false);

  SqliteConnection& connection_;
  Statements statements_;
};

}  // namespace hookline

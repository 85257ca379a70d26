#include "catcher/base/process/failure.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/queue/file/file_seats.h"
#include "emitter/delivery/queue/file/queue_file.h"
#include "emitter/delivery/queue/stored_number.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kFileCounts = R"(
SELECT (SELECT coalesce(sum(accepted), 0) FROM producer), coalesce(sum(delivered), 0),
       coalesce(sum(failed), 0), (SELECT count(*) FROM switched WHERE is_off)
FROM account)";
constexpr std::string_view kFileHosts = R"(
WITH pending AS (
  SELECT host, count(*) AS every, count(*) FILTER (WHERE lease <> 0 AND at_us > ?1) AS leased,
         count(*) FILTER (WHERE lease = 0 AND attempt > 1 AND at_us > ?1) AS deferred,
         min(due_us) FILTER (WHERE due_us <= ?1) AS oldest
  FROM delivery GROUP BY host
), ends AS (
  SELECT host, sum(delivered) AS delivered, sum(failed) AS failed FROM account GROUP BY host
)
SELECT name, coalesce(every, 0), coalesce(leased, 0), coalesce(deferred, 0), oldest,
       coalesce(delivered, 0), coalesce(failed, 0)
FROM host LEFT JOIN pending ON pending.host = host.id LEFT JOIN ends ON ends.host = host.id
ORDER BY 2 DESC, name)";
constexpr std::string_view kFileWorkers = R"(
WITH ends AS (
  SELECT worker, sum(delivered) AS delivered, sum(failed) AS failed, sum(taken_over) AS taken_over
  FROM account GROUP BY worker
)
SELECT name, NOT is_done AND seen_us > ?1, held, coalesce(delivered, 0), coalesce(failed, 0),
       coalesce(taken_over, 0), duplicates
FROM worker LEFT JOIN ends ON ends.worker = worker.id ORDER BY 2 DESC, worker.id)";

class FileStatusReader final : public QueueStatusReader {
 public:
  explicit FileStatusReader(const std::string& file) : file_(file) {}

  QueueStatus read() override {
    QueueStatus status;
    status.at_us = wall_clock_us();
    file_.read([&](SqliteConnection& connection) {
      auto row = connection.prepare(kFileCounts);
      row.step();
      status.counts = {number_in(row, 0), number_in(row, 1), number_in(row, 2)};
      status.switched_off = number_in(row, 3);
      read_file_hosts(connection, status);
      read_file_workers(connection, status);
    });
    status.counts.pending = status.counts.accepted - status.counts.delivered - status.counts.failed;
    return status;
  }

 private:
  static void read_file_hosts(SqliteConnection& connection, QueueStatus& status) {
    auto row = connection.prepare(kFileHosts);
    row.bind(1, status.at_us);
    while (row.step()) {
      QueueStatus::Host host;
      host.name = row.bytes(0);
      host.pending = {number_in(row, 1), number_in(row, 2), number_in(row, 3)};
      if (!row.is_null(4)) host.pending.oldest_due_us = row.integer(4);
      host.delivered = number_in(row, 5);
      host.failed = number_in(row, 6);
      status.add(std::move(host));
    }
  }

  static void read_file_workers(SqliteConnection& connection, QueueStatus& status) {
    auto row = connection.prepare(kFileWorkers);
    row.bind(1, status.at_us - WorkerSeat::kSilenceUs);
    while (row.step()) {
      status.workers.push_back({std::string(row.bytes(0)), row.integer(1) != 0, number_in(row, 2),
                                number_in(row, 3), number_in(row, 4), number_in(row, 5),
                                number_in(row, 6)});
    }
  }

  QueueFile file_;
};

}  // namespace

std::unique_ptr<QueueStatusReader> open_file_status(const std::string& file) {
  // Whoever only looks makes none: a path with a typing error isn't a queue that is empty.
  if (std::error_code none; !std::filesystem::exists(file, none)) {
    throw Failure(ExitCode::kCannotRun,
                  fmt::format("there is no queue at {}; check the path, or begin one with `emitter "
                              "load --queue`",
                              file));
  }
  return std::make_unique<FileStatusReader>(file);
}

}  // namespace hookline

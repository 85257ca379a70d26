#include "emitter/delivery/queue/postgresql/reports/report_reader.h"

#include "emitter/delivery/queue/shared/producer_seat.h"
#include "emitter/delivery/queue/stored_number.h"

#include <string_view>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kReadReports =
    "SELECT id, attempt, worker, bytes FROM report WHERE id >= $1::bigint AND id < $2::bigint "
    "ORDER BY id, attempt, worker LIMIT $3::bigint";
constexpr std::string_view kForgetReports = R"(
DELETE FROM report USING unnest($1::bigint[], $2::bigint[], $3::bigint[])
  AS given (id, attempt, worker)
WHERE report.id = given.id AND report.attempt = given.attempt::integer
  AND report.worker = given.worker::integer)";
constexpr std::string_view kKnownPending =
    "SELECT given.id FROM unnest($1::bigint[]) AS given (id) "
    "WHERE EXISTS (SELECT 1 FROM delivery WHERE delivery.id = given.id)";
/// {0}: the block. Their order doesn't matter, and all of them are looked at.
constexpr const char* kKnownEnded =
    "SELECT ended.id, ended.state FROM unnest($1::bigint[]) AS given (id) "
    "JOIN ended ON ended.id = given.id WHERE ended.block = {0}";

}  // namespace

std::vector<AttemptReport> ReportReader::read(std::size_t most) {
  const IdsOfProducer ids(producer_);
  const auto values =
      PostgresValues().add(ids.first).add(ids.end).add(static_cast<std::int64_t>(most));
  std::vector<AttemptReport> reports;
  session_.run([&](PostgresConnection& connection, bool) {
    reports.clear();
    const auto rows = connection.run("read_reports", kReadReports, values);
    for (int row = 0; row < rows.size(); ++row) {
      reports.push_back({rows.integer(row, 2), attempt_in(rows.bytes(row, 3), rows.number(row, 0),
                                                          static_cast<int>(rows.integer(row, 1)))});
    }
  });
  return reports;
}

void ReportReader::forget(std::span<const AttemptReport> reports) {
  if (reports.empty()) return;
  std::vector<std::int64_t> ids, attempts, workers;
  for (const AttemptReport& one : reports) {
    ids.push_back(stored(one.attempt.delivery_id));
    attempts.push_back(one.attempt.number);
    workers.push_back(one.worker);
  }
  const auto values = PostgresValues().add(ids).add(attempts).add(workers);
  session_.run([&](PostgresConnection& connection, bool) {
    connection.run("forget_reports", kForgetReports, values);
  });
}

std::unordered_map<std::uint64_t, DeliveryState> ReportReader::known(
    const std::vector<std::int64_t>& ids) {
  std::unordered_map<std::uint64_t, DeliveryState> known;
  if (ids.empty()) return known;
  const auto values = PostgresValues().add(ids);
  session_.run_whole([&](PostgresConnection& connection, bool) {
    known.clear();
    // First what is pending: so one that ends meanwhile is found in one place at least.
    const auto pending = connection.run("known_pending", kKnownPending, values);
    for (int row = 0; row < pending.size(); ++row)
      known[pending.number(row, 0)] = DeliveryState::kPending;
    connection.run("SET LOCAL enable_seqscan = on; SET LOCAL enable_hashjoin = on");
    const auto blocks = connection.run(
        "kept_blocks", "SELECT id FROM block WHERE producer = $1::bigint AND NOT is_dropped",
        PostgresValues().add(producer_));
    for (int block = 0; block < blocks.size(); ++block) {
      const std::int64_t number = blocks.integer(block, 0);
      const auto ended = connection.run(fmt::format("known_ended_{}", number),
                                        fmt::format(kKnownEnded, number), values);
      for (int row = 0; row < ended.size(); ++row)
        known[ended.number(row, 0)] = static_cast<DeliveryState>(ended.integer(row, 1));
    }
  });
  return known;
}

}  // namespace hookline

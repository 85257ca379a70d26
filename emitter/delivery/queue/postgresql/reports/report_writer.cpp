#include "emitter/delivery/queue/postgresql/reports/report_writer.h"

#include "emitter/delivery/queue/shared/attempt_report.h"
#include "emitter/delivery/queue/shared/producer_seat.h"
#include "emitter/delivery/queue/stored_number.h"

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace hookline {
namespace {

constexpr std::string_view kWhoHears =
    "SELECT id FROM producer WHERE hears AND id = ANY ($1::bigint[]::integer[])";
/// Of what another worker has ended meanwhile nothing is told.
constexpr std::string_view kWriteReports = R"(
INSERT INTO report (id, attempt, worker, block, bytes)
SELECT given.id, given.attempt, $4::bigint, delivery.block, given.bytes
FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS given (id, attempt, bytes)
JOIN delivery ON delivery.id = given.id
ON CONFLICT DO NOTHING)";

}  // namespace

void ReportWriter::note(const Attempt& attempt) {
  const std::lock_guard lock(mutex_);
  const auto known = hears_.find(producer_of(attempt.delivery_id));
  if (known == hears_.end() || known->second) noted_.push_back(attempt);
}

void ReportWriter::write() {
  std::vector<Attempt> attempts;
  {
    const std::lock_guard lock(mutex_);
    std::swap(attempts, noted_);
  }
  if (attempts.empty()) return;
  learn_who_hears(attempts);
  write_those_heard(attempts);
}

void ReportWriter::learn_who_hears(const std::vector<Attempt>& attempts) {
  std::unordered_set<std::int64_t> unknown;
  {
    const std::lock_guard lock(mutex_);
    for (const Attempt& one : attempts) {
      if (!hears_.contains(producer_of(one.delivery_id)))
        unknown.insert(producer_of(one.delivery_id));
    }
  }
  if (unknown.empty()) return;
  const auto values = PostgresValues().add(std::vector(unknown.begin(), unknown.end()));
  std::unordered_set<std::int64_t> hearing;
  session_.run([&](PostgresConnection& connection, bool) {
    const auto rows = connection.run("who_hears", kWhoHears, values);
    for (int row = 0; row < rows.size(); ++row) hearing.insert(rows.integer(row, 0));
  });
  const std::lock_guard lock(mutex_);
  for (const std::int64_t producer : unknown) hears_[producer] = hearing.contains(producer);
}

void ReportWriter::write_those_heard(const std::vector<Attempt>& attempts) {
  std::vector<std::int64_t> ids;
  std::vector<std::int64_t> numbers;
  std::vector<std::string> reports;
  for (const Attempt& one : attempts) {
    {
      const std::lock_guard lock(mutex_);
      if (!hears_.at(producer_of(one.delivery_id))) continue;
    }
    ids.push_back(stored(one.delivery_id));
    numbers.push_back(one.number);
    reports.push_back(report_bytes(one));
  }
  if (ids.empty()) return;
  const std::vector<std::string_view> bytes(reports.begin(), reports.end());
  const auto values = PostgresValues().add(ids).add(numbers).add_bytes(bytes).add(worker_);
  session_.run([&](PostgresConnection& connection, bool) {
    connection.run("write_reports", kWriteReports, values);
  });
}

}  // namespace hookline

#include "emitter/platform/store/rows/delivery_rows.h"

#include "catcher/base/json/json_reader.h"
#include "catcher/base/json/json_writer.h"
#include "emitter/delivery/queue/stored_number.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace hookline {
namespace {

std::string attempts_text(const std::vector<AttemptRecord>& attempts) {
  std::string json;
  JsonObjectWriter object(json);
  object.objects("attempts", attempts, [](JsonObjectWriter& one, const AttemptRecord& attempt) {
    one.number("at_us", attempt.at_us);
    one.number("duration_us", attempt.duration_us);
    one.text("outcome", attempt.outcome);
    one.number("status", attempt.status);
    one.text("problem", attempt.problem);
    one.text("answer", attempt.answer);
  });
  object.end();
  return json;
}

std::vector<AttemptRecord> attempts_in(std::string_view text) {
  const auto document = JsonDocument::parse(text, "");
  std::vector<AttemptRecord> attempts;
  for (const JsonValue& value : document.root().object().items_or_none("attempts")) {
    JsonObject one = value.object();
    attempts.push_back({one.integer_or("at_us", 0), one.integer_or("duration_us", 0),
                        one.text_or("outcome", ""), static_cast<int>(one.integer_or("status", 0)),
                        one.text_or("problem", ""), one.text_or("answer", "")});
  }
  return attempts;
}

DeliveryRecord record_in(const SqliteStatement& row, const DeliveryRecord* before) {
  DeliveryRecord record;
  record.id = number_in(row, 0);
  record.event_id = number_in(row, 1);
  record.receiver = {number_in(row, 3), static_cast<ReceiverId::Kind>(row.integer(2))};
  record.type = event_type_named(row.bytes(4));
  record.url = row.bytes(5);
  record.accepted_us = row.integer(6);
  record.state = static_cast<DeliveryState>(row.integer(7));
  record.attempts = attempts_in(row.bytes(8));
  const bool is_shared = before != nullptr && before->event_id == record.event_id;
  record.body =
      is_shared ? before->body : std::make_shared<const std::string>(std::string(row.bytes(9)));
  record.about = is_shared ? before->about : about_body(*record.body);
  return record;
}

}  // namespace

void DeliveryRows::create_tables(SqliteConnection& connection) {
  connection.run(R"(
CREATE TABLE ended (
  id INTEGER PRIMARY KEY,  -- of the delivery
  event INTEGER NOT NULL,
  kind INTEGER NOT NULL,   -- of the receiver
  receiver INTEGER NOT NULL,
  type TEXT NOT NULL,      -- of the event; empty: none
  url TEXT NOT NULL,
  accepted_us INTEGER NOT NULL,
  state INTEGER NOT NULL,
  attempts TEXT NOT NULL   -- JSON
))");
  connection.run("CREATE TABLE ended_body (event INTEGER PRIMARY KEY, bytes BLOB NOT NULL)");
}

void DeliveryRows::add_tables(SqliteConnection& connection) {
  connection.run(R"(
CREATE TABLE IF NOT EXISTS repeated (
  delivery INTEGER PRIMARY KEY,  -- whose body is that
  repeat_of INTEGER NOT NULL     -- of this one
))");
  connection.run(R"(
CREATE TABLE IF NOT EXISTS shared_queue (
  mark TEXT PRIMARY KEY,         -- of a queue that deliveries are handed over to
  producer INTEGER NOT NULL      -- under which number
))");
}

DeliveryRows::DeliveryRows(SqliteConnection& connection)
    : add_(connection.prepare("INSERT OR REPLACE INTO ended VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      add_body_(connection.prepare("INSERT OR IGNORE INTO ended_body VALUES (?, ?)")),
      add_repeat_(connection.prepare("INSERT OR REPLACE INTO repeated VALUES (?, ?)")),
      trim_(connection.prepare("DELETE FROM ended WHERE accepted_us < ?2 OR id <= (SELECT id FROM "
                               "ended ORDER BY id DESC LIMIT 1 OFFSET ?1)")),
      trim_bodies_(connection.prepare(
          "DELETE FROM ended_body WHERE event NOT IN (SELECT event FROM ended)")),
      trim_repeats_(connection.prepare(
          "DELETE FROM repeated WHERE delivery NOT IN (SELECT id FROM ended) AND delivery NOT IN "
          "(SELECT id FROM delivery)")),
      forget_(connection.prepare("DELETE FROM ended WHERE id < ?")),
      all_(connection.prepare(
          "SELECT ended.id, ended.event, kind, receiver, type, url, accepted_us, state, attempts, "
          "bytes FROM ended JOIN ended_body ON ended_body.event = ended.event ORDER BY ended.id")),
      repeats_(connection.prepare("SELECT delivery, repeat_of FROM repeated")) {}

void DeliveryRows::add(const DeliveryRecord& record) {
  const std::string attempts = attempts_text(record.attempts);
  if (std::exchange(last_event_, record.event_id) != record.event_id) {
    add_body_.bind(1, stored(record.event_id));
    add_body_.bind_blob(2, *record.body);
    add_body_.run();
  }
  add_.bind(1, stored(record.id));
  add_.bind(2, stored(record.event_id));
  add_.bind(3, static_cast<std::int64_t>(record.receiver.kind));
  add_.bind(4, stored(record.receiver.number));
  add_.bind_text(5, record.type ? name_of(*record.type) : "");
  add_.bind_text(6, record.url);
  add_.bind(7, record.accepted_us);
  add_.bind(8, static_cast<std::int64_t>(record.state));
  add_.bind_text(9, attempts);
  add_.run();
}

void DeliveryRows::trim(const DeliveryLogLimits& limits, std::int64_t now_us) {
  trim_.run_with(limits.count_max, now_us - limits.age_max_us);
  trim_what_is_alone();
}

void DeliveryRows::forget_before(std::uint64_t id) {
  forget_.run_with(id);
  trim_what_is_alone();
}

void DeliveryRows::trim_what_is_alone() {
  trim_bodies_.run();
  trim_repeats_.run();
  last_event_ = 0;
}

void DeliveryRows::add_repeat(std::uint64_t delivery, std::uint64_t repeat_of) {
  add_repeat_.run_with(stored(delivery), stored(repeat_of));
}

std::map<std::uint64_t, std::uint64_t> DeliveryRows::repeats() {
  const SqliteReset reset(repeats_);
  std::map<std::uint64_t, std::uint64_t> repeats;
  while (repeats_.step()) repeats.emplace(number_in(repeats_, 0), number_in(repeats_, 1));
  return repeats;
}

std::vector<DeliveryRecord> DeliveryRows::all() {
  const SqliteReset reset(all_);
  std::vector<DeliveryRecord> all;
  while (all_.step()) all.push_back(record_in(all_, all.empty() ? nullptr : &all.back()));
  return all;
}

}  // namespace hookline

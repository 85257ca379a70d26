#include "emitter/load/resume/journal.h"

#include "catcher/base/process/failure.h"
#include "emitter/delivery/queue/stored_number.h"
#include "emitter/delivery/timing/wall_time.h"
#include "emitter/load/resume/journal_file.h"
#include "emitter/load/resume/lane.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kWordsPerRow = Journal::kStatesPerRow / Ledger::kPerWord;
/// As many threads as a run may have.
constexpr std::int64_t kLanesMax = 256;

/// What is numbered by its place would be another delivery after the next start.
[[noreturn]] void refuse_disorder(std::uint64_t id, std::uint64_t accepted) {
  throw Failure(ExitCode::kCannotRun,
                fmt::format("the journal was given delivery {} before earlier ones of its lane, "
                            "which has {}; this is a defect of the emitter: please report it",
                            id, accepted));
}

}  // namespace

Journal::Statements::Statements(SqliteConnection& connection)
    : begin(connection.prepare("BEGIN IMMEDIATE")),
      commit(connection.prepare("COMMIT")),
      insert(connection.prepare("INSERT INTO delivery VALUES (?, ?, ?, ?, ?, ?)")),
      remove(connection.prepare("DELETE FROM delivery WHERE first = ?")),
      save_lane(connection.prepare("INSERT OR REPLACE INTO lane VALUES (?, ?, ?, ?)")),
      save_states(connection.prepare("INSERT OR REPLACE INTO states VALUES (?, ?, ?)")) {}

Journal::Journal(const std::string& file)
    : lock_(file, kJournalFile),
      file_(lock_.path()),
      connection_(file_, SqliteAccess::kReadWrite),
      statements_(prepared_journal(connection_, file_)),
      checkpointer_(file_, connection_) {
  load();
}

// Reading

void Journal::load() {
  auto row = connection_.prepare(
      "SELECT id, lanes, caught_before, dropped_before, starts, sent_again, is_accepted_whole "
      "FROM run");
  if (!row.step()) return;
  if (row.integer(1) < 1 || row.integer(1) > kLanesMax) refuse_damage(file_, "it has no lanes");
  run_.emplace();
  run_->id = row.bytes(0);
  run_->lanes = number_in(row, 1);
  run_->caught_before = row.integer(2);
  run_->dropped_before = number_in(row, 3);
  run_->starts = number_in(row, 4);
  run_->sent_again = number_in(row, 5);
  run_->is_accepted_whole = row.integer(6) != 0;
  auto flag = connection_.prepare("SELECT flag, value FROM plan ORDER BY flag");
  while (flag.step()) run_->plan.emplace_back(flag.bytes(0), flag.bytes(1));
  load_lanes();
  load_pending();
}

void Journal::load_lanes() {
  lanes_.resize(run_->lanes);
  rows_.resize(run_->lanes);
  changes_.resize(run_->lanes);
  auto row = connection_.prepare("SELECT number, accepted, last_event, last_due_ns FROM lane");
  while (row.step()) {
    const std::uint64_t lane = number_in(row, 0);
    if (lane >= lanes_.size()) refuse_damage(file_, "it has a lane too many");
    lanes_[lane].last_event = number_in(row, 2);
    lanes_[lane].last_due = std::chrono::nanoseconds(row.integer(3));
    load_states(lane, number_in(row, 1));
  }
}

void Journal::load_states(std::uint64_t lane, std::uint64_t accepted) {
  auto row = connection_.prepare("SELECT part, bits FROM states WHERE lane = ? ORDER BY part");
  row.bind(1, stored(lane));
  std::vector<std::uint64_t> all;
  while (row.step()) {
    if (number_in(row, 0) * kWordsPerRow != all.size()) refuse_damage(file_, "states are missing");
    const auto words = words_in(row.bytes(1));
    all.insert(all.end(), words.begin(), words.end());
  }
  if (all.size() != (accepted + Ledger::kPerWord - 1) / Ledger::kPerWord) {
    refuse_damage(file_, "it has states of fewer or more deliveries than were accepted");
  }
  lanes_[lane].ledger = Ledger(std::move(all), accepted);
}

void Journal::load_pending() {
  auto row = connection_.prepare(
      "SELECT first, event, due_us, url, webhooks, payload FROM delivery ORDER BY first");
  std::shared_ptr<const Url> url;
  while (row.step()) load_row(row, url);
  std::uint64_t pending = 0;
  for (const JournalLane& lane : lanes_) pending += lane.ledger.pending();
  if (pending != pending_.size()) refuse_damage(file_, "pending deliveries are missing");
}

/// `url` is the last row's, so that deliveries to one share it.
void Journal::load_row(SqliteStatement& row, std::shared_ptr<const Url>& url) {
  const std::uint64_t first = number_in(row, 0);
  if (first == 0) refuse_damage(file_, "there is a delivery without an id");
  const Lane lane = Lane::of_id(first, run_->lanes);
  const Ledger& ledger = lanes_[lane.number].ledger;
  const std::uint64_t number = lane.number_of(first);
  const auto webhooks = words_in(row.bytes(4));
  if (number >= ledger.accepted() || webhooks.size() > ledger.accepted() - number) {
    refuse_damage(file_, "there is a delivery that was never accepted");
  }
  if (!url || url->text() != row.bytes(3)) {
    try {
      url = std::make_shared<const Url>(Url::parse(row.bytes(3)));
    } catch (const UrlError&) {
      refuse_damage(file_, "there is a delivery to what is no URL");
    }
  }
  const auto payload = std::make_shared<const std::string>(row.bytes(5));
  Row known{webhooks.size(), 0};
  for (std::uint64_t i = 0; i < webhooks.size(); ++i) {
    if (ledger.state_of(number + i) != DeliveryState::kPending) continue;
    ++known.pending;
    pending_.push_back({lane.id_of(number + i), number_in(row, 1), webhooks[i], url, payload,
                        steady_time(row.integer(2))});
  }
  rows_[lane.number].emplace(number, known);
}

std::vector<Delivery> Journal::pending() {
  return std::exchange(pending_, {});
}

// Writing

template <typename Work>
void Journal::write(Work work) {
  if (connection_.is_moved()) {
    throw Failure(ExitCode::kCannotRun,
                  fmt::format("the journal {} was moved or deleted while the run went on; start "
                              "again with another file",
                              file_));
  }
  with_sentence(file_, kJournalFile, [&] {
    SqliteTransaction transaction(connection_, statements_.begin, statements_.commit);
    work();
    transaction.commit();
  });
}

void Journal::save(const JournalRun& run) {
  write([&] { write_run(run); });
  run_ = run;
  lanes_.resize(run.lanes);
  rows_.resize(run.lanes);
  changes_.resize(run.lanes);
}

void Journal::write_run(const JournalRun& run) {
  auto row = connection_.prepare("INSERT OR REPLACE INTO run VALUES (1, ?, ?, ?, ?, ?, ?, ?)");
  row.bind_text(1, run.id);
  row.bind(2, stored(run.lanes));
  row.bind(3, run.caught_before);
  row.bind(4, stored(run.dropped_before));
  row.bind(5, stored(run.starts));
  row.bind(6, stored(run.sent_again));
  row.bind(7, run.is_accepted_whole ? 1 : 0);
  row.run();
  auto flag = connection_.prepare("INSERT OR REPLACE INTO plan VALUES (?, ?)");
  for (const auto& [name, value] : run.plan) {
    flag.bind_text(1, name);
    flag.bind_text(2, value);
    flag.run();
  }
}

void Journal::commit(std::span<const Delivery> accepted, std::span<const Settlement> ended) {
  write([&] {
    while (!accepted.empty()) accepted = accepted.subspan(accept_row(accepted));
    for (const Settlement& ended_one : ended) end(ended_one);
    for (std::uint64_t lane = 0; lane < lanes_.size(); ++lane) {
      if (changes_[lane].is_any) save_changes(lane);
    }
  });
}

/// Accepts as many of the first ones as make a row; returns how many.
std::size_t Journal::accept_row(std::span<const Delivery> deliveries) {
  const Delivery& first = deliveries.front();
  const Lane lane = Lane::of_id(first.id, run_->lanes);
  JournalLane& state = lanes_[lane.number];
  const std::uint64_t number = lane.number_of(first.id);
  if (number != state.ledger.accepted()) refuse_disorder(first.id, state.ledger.accepted());
  const auto belongs = [&](const Delivery& next) {
    return next.payload == first.payload && next.url == first.url && next.due == first.due &&
           next.event_id == first.event_id &&
           next.id == first.id + static_cast<std::uint64_t>(&next - &first) * lane.of;
  };
  const auto end = std::find_if_not(deliveries.begin(), deliveries.end(), belongs);
  const auto count = static_cast<std::size_t>(end - deliveries.begin());
  insert_row(deliveries.first(count));
  rows_[lane.number].emplace(number, Row{count, count});
  for (std::size_t i = 0; i < count; ++i) touch(lane.number, state.ledger.accept());
  state.last_event = first.event_id;
  state.last_due = first.due - start_;
  return count;
}

/// All of one event to one URL.
void Journal::insert_row(std::span<const Delivery> deliveries) {
  const Delivery& first = deliveries.front();
  std::vector<std::uint64_t> webhooks;
  webhooks.reserve(deliveries.size());
  for (const Delivery& delivery : deliveries) webhooks.push_back(delivery.receiver.number);
  SqliteStatement& insert = statements_.insert;
  const SqliteReset reset(insert);
  insert.bind(1, stored(first.id));
  insert.bind(2, stored(first.event_id));
  insert.bind(3, wall_time_us(first.due));
  insert.bind_text(4, first.url->text());
  insert.bind_blob(5, bytes_of(webhooks));
  insert.bind_blob(6, *first.payload);
  insert.step();
}

void Journal::end(const Settlement& end) {
  const Lane lane = Lane::of_id(end.id, run_->lanes);
  const std::uint64_t number = lane.number_of(end.id);
  Ledger& ledger = lanes_[lane.number].ledger;
  const bool is_pending =
      number < ledger.accepted() && ledger.state_of(number) == DeliveryState::kPending;
  if (!is_pending || end.state == DeliveryState::kPending) return;
  ledger.end(number, end.state);
  touch(lane.number, number);
  const auto row = std::prev(rows_[lane.number].upper_bound(number));
  if (--row->second.pending > 0) return;
  statements_.remove.bind(1, stored(lane.id_of(row->first)));
  statements_.remove.run();
  rows_[lane.number].erase(row);
}

void Journal::touch(std::uint64_t lane, std::uint64_t number) {
  Change& change = changes_[lane];
  change.is_any = true;
  const std::uint64_t row = number / kStatesPerRow;
  if (change.state_rows.empty() || change.state_rows.back() != row)
    change.state_rows.push_back(row);
}

void Journal::save_changes(std::uint64_t lane) {
  Change& change = changes_[lane];
  std::sort(change.state_rows.begin(), change.state_rows.end());
  const auto end = std::unique(change.state_rows.begin(), change.state_rows.end());
  const auto words = lanes_[lane].ledger.words();
  for (auto row = change.state_rows.begin(); row != end; ++row) {
    const auto rest = words.subspan(*row * kWordsPerRow);
    statements_.save_states.bind(1, stored(lane));
    statements_.save_states.bind(2, stored(*row));
    statements_.save_states.bind_blob(
        3, bytes_of(rest.first(std::min<std::size_t>(rest.size(), kWordsPerRow))));
    statements_.save_states.run();
  }
  statements_.save_lane.bind(1, stored(lane));
  statements_.save_lane.bind(2, stored(lanes_[lane].ledger.accepted()));
  statements_.save_lane.bind(3, stored(lanes_[lane].last_event));
  statements_.save_lane.bind(4, std::chrono::nanoseconds(lanes_[lane].last_due).count());
  statements_.save_lane.run();
  change.is_any = false;
  change.state_rows.clear();
}

std::unique_ptr<Journal> open_journal(const std::string& file) {
  return with_sentence(file, kJournalFile, [&] { return std::make_unique<Journal>(file); });
}

}  // namespace hookline

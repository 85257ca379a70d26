#include "emitter/platform/store/kept_queue.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/units/timestamp.h"

#include <limits>
#include <map>
#include <optional>
#include <string_view>

namespace hookline {
namespace {

/// The log is shortened once it has grown by so many, for which it is looked through.
constexpr std::size_t kTrimEvery = 2000;

/// A live payload begins with its type; an automation's has none.
std::optional<EventType> type_of(std::string_view payload) {
  constexpr std::string_view kType = "type=";
  if (!payload.starts_with(kType)) return std::nullopt;
  payload.remove_prefix(kType.size());
  return event_type_named(payload.substr(0, payload.find('&')));
}

DeliveryRecord pending_record(const QueuedDelivery& queued) {
  DeliveryRecord record;
  record.id = queued.id;
  record.event_id = queued.event_id;
  record.receiver = queued.receiver;
  record.type = type_of(*queued.payload);
  record.url = queued.url;
  record.body = queued.payload;
  record.accepted_us = queued.due_us;
  record.about = about_body(*queued.payload);
  return record;
}

/// 0: it is no repeat.
std::uint64_t repeated_by(std::uint64_t delivery,
                          const std::map<std::uint64_t, std::uint64_t>& repeats) {
  const auto found = repeats.find(delivery);
  return found == repeats.end() ? 0 : found->second;
}

/// In the file all are without a lease, and stay so.
Deferral as_in_file(Deferral later) {
  later.lease = 0;
  return later;
}

}  // namespace

KeptQueue::KeptQueue(PlatformFile& file, DeliveryLog& log) : file_(file), log_(log) {
  load();
}

void KeptQueue::load() {
  std::vector<QueuedDelivery> pending;
  std::map<std::uint64_t, std::uint64_t> repeats;
  file_.write([&](PlatformRows& rows) {
    repeats = rows.ended.repeats();
    std::vector<DeliveryRecord> ended = rows.ended.all();
    for (DeliveryRecord& record : ended) record.repeat_of = repeated_by(record.id, repeats);
    log_.accept(ended);
    pending = rows.deliveries.lease(
        {std::numeric_limits<std::int64_t>::max(), 0, std::numeric_limits<std::int64_t>::max()});
    std::vector<Deferral> leases;
    leases.reserve(pending.size());
    for (const QueuedDelivery& one : pending)
      leases.push_back({one.id, one.lease, one.due_us, one.attempt});
    rows.deliveries.defer(leases);
  });
  for (QueuedDelivery& one : pending) {
    one.lease = 0;
    DeliveryRecord record = pending_record(one);
    record.repeat_of = repeated_by(one.id, repeats);
    log_.accept({&record, 1});
  }
  leased_.accept(pending);
}

void KeptQueue::accept(std::span<const QueuedDelivery> deliveries) {
  file_.write([&](PlatformRows& rows) { rows.deliveries.accept(deliveries); });
  take_in(deliveries);
}

void KeptQueue::settle(std::span<const Settlement> ended) {
  leased_.settle(ended);
  ended_.insert(ended_.end(), ended.begin(), ended.end());
  write_ends();
}

void KeptQueue::defer(std::span<const Deferral> later) {
  leased_.defer(later);
  for (const Deferral& one : later) later_.push_back(as_in_file(one));
  write_ends();
}

void KeptQueue::write_ends() {
  try {
    file_.write([this](PlatformRows& rows) { write_ends(rows); });
    ended_.clear();
    later_.clear();
  } catch (const Failure&) {
    // The file tells of it.
  }
}

void KeptQueue::write_ends(PlatformRows& rows) {
  if (!later_.empty()) rows.deliveries.defer(later_);
  if (ended_.empty()) return;
  rows.deliveries.settle(ended_);
  for (const Settlement& one : ended_) {
    if (const auto record = log_.find(one.id)) rows.ended.add(*record);
  }
  added_since_trim_ += ended_.size();
  if (added_since_trim_ >= kTrimEvery) trim(rows.ended);
}

void KeptQueue::trim(DeliveryRows& ended) {
  ended.trim(log_.limits(), wall_clock_us());
  ended.forget_before(log_.oldest_id());
  added_since_trim_ = 0;
}

}  // namespace hookline

#include "emitter/delivery/queue/shared/attempt_report.h"

#include "catcher/base/packing/packed_reader.h"
#include "catcher/base/packing/packed_writer.h"
#include "emitter/delivery/timing/wall_time.h"

#include <optional>

namespace hookline {
namespace {

void take_time(PackedReader& in, Clock::time_point& time) {
  std::int64_t wall_us = 0;
  in.take(wall_us);
  time = steady_time(wall_us);
}

}  // namespace

std::string report_bytes(const Attempt& attempt) {
  std::string bytes;
  PackedWriter out(bytes);
  out.put(attempt.event_id);
  out.put(attempt.receiver.number);
  out.put(attempt.receiver.kind);
  for (const auto time : {attempt.due, attempt.ready, attempt.started, attempt.finished})
    out.put(wall_time_us(time));
  out.put(std::string(name_of(attempt.outcome)));
  out.put(attempt.status);
  out.put(attempt.resent);
  out.put(attempt.problem);
  out.put(attempt.state);
  out.put(attempt.put_off_until ? std::optional(wall_time_us(*attempt.put_off_until))
                                : std::nullopt);
  out.put(attempt.location);
  out.put(attempt.switched_off);
  out.put(attempt.answer);
  return bytes;
}

Attempt attempt_in(std::string_view bytes, std::uint64_t delivery, int number) {
  PackedReader in(bytes);
  Attempt attempt;
  attempt.delivery_id = delivery;
  attempt.number = number;
  in.take(attempt.event_id);
  in.take(attempt.receiver.number);
  in.take(attempt.receiver.kind);
  for (auto* time : {&attempt.due, &attempt.ready, &attempt.started, &attempt.finished})
    take_time(in, *time);
  std::string outcome;
  in.take(outcome);
  // One that only a newer program knows.
  attempt.outcome = outcome_named(outcome).value_or(Outcome::kClosed);
  in.take(attempt.status);
  in.take(attempt.resent);
  in.take(attempt.problem);
  in.take(attempt.state);
  std::optional<std::int64_t> put_off_until_us;
  in.take(put_off_until_us);
  if (put_off_until_us) attempt.put_off_until = steady_time(*put_off_until_us);
  in.take(attempt.location);
  in.take(attempt.switched_off);
  in.take(attempt.answer);
  return attempt;
}

}  // namespace hookline

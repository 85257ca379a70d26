#include "catcher/api/finding/viewer.h"

#include "catcher/api/call/call.h"
#include "catcher/api/finding/capture_notes.h"
#include "catcher/api/finding/capture_walk.h"
#include "catcher/captures/json/capture_json.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kCapturesAtOnce = 500;
/// A viewer further behind than this is told to load the list again instead of being fed every
/// capture.
constexpr std::int64_t kBehindMax = 5'000;
/// How long to wait after a feed of so many captures. A single capture goes out at once. In a burst
/// the pauses grow: without them, ten viewers of forty thousand captures a second would take the
/// processor from those who send.
std::chrono::milliseconds pause_after(std::int64_t fed) {
  if (fed > 2'000) return std::chrono::milliseconds(250);
  if (fed > 500) return std::chrono::milliseconds(100);
  return std::chrono::milliseconds(20);
}
/// A capture changes after it was stored when its answer comes from the app. Of so many changes the
/// viewer is told one by one; of more, to load the list again. One that comes back is told again of
/// the last kUpdatesAgain, since it may have missed them.
constexpr std::uint64_t kUpdatesMax = 500;
constexpr std::uint64_t kUpdatesAgain = 200;
/// A comment line now and then shows that the stream is alive, and finds viewers that have gone.
constexpr std::chrono::seconds kHeartbeat{15};

/// An event without a capture. Its id says how far the viewer has seen. "counts" tells that
/// captures came of which none matches.
void append_event(std::string& out, std::string_view name, const StoreCounts& counts) {
  out +=
      fmt::format("event: {0}\nid: {1}\ndata: {{\"last\":{1},\"total\":{2},\"dropped\":{3}}}\n\n",
                  name, counts.last, counts.total, counts.dropped);
}

/// "17", or "17@STORE" as streams say it.
StreamStart start_at_event(std::string_view seen, const std::string& store) {
  const auto at = seen.find('@');
  const std::string_view digits = seen.substr(0, at);
  StreamStart start{.is_resumed = true};
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), start.after);
  if (error != std::errc() || end != digits.data() + digits.size() || start.after < 0) {
    throw CallError(400, "Last-Event-ID is no id of an event",
                    "send the id of the last event that was seen");
  }
  start.is_lost = at != std::string_view::npos && seen.substr(at + 1) != store;
  return start;
}

}  // namespace

StreamStart stream_start(const httplib::Request& request, const CallQuery& query,
                         StoredCaptures& store) {
  const StoreCounts counts = store.counts();
  const std::string seen = request.get_header_value("Last-Event-ID");
  StreamStart start{.after = counts.last};
  if (!seen.empty()) {
    start = start_at_event(seen, store.identity());
  } else if (query.text("after")) {
    start.after = query.integer("after", 0, 0, std::numeric_limits<std::int64_t>::max());
    start.is_resumed = true;
  }
  if (start.after > counts.last) start.is_lost = true;
  // A viewer that has seen nothing starts with the oldest that is there, and has missed nothing.
  if (start.after == 0 && seen.find('@') == std::string::npos) start.after = counts.floor;
  return start;
}

Viewer::Viewer(StoredCaptures& store, const CallMemory& memory, const CaptureNotes& notes,
               CaptureFilter filter, const StreamStart& start, std::stop_token stop,
               Metrics& metrics)
    : store_(store),
      memory_(memory),
      notes_(notes),
      is_lost_(start.is_lost),
      stop_(std::move(stop)),
      open_(metrics.open_stream()) {
  range_.after = start.after;
  range_.limit = kCapturesAtOnce;
  range_.filter = std::move(filter);
  const StoreCounts counts = store_.counts();
  cleared_ = counts.cleared;
  updates_ = counts.updated;
  if (start.is_resumed) updates_ -= std::min(updates_, kUpdatesAgain);
}

bool Viewer::feed(httplib::DataSink& sink) {
  if (stop_.stop_requested()) {
    sink.done();
    return true;
  }
  std::string out;
  if (!greeted_) {
    greeted_ = true;
    out = "retry: 1000\n\n";
    if (is_lost_) append_resync(out, store_.counts());
    append_place(out);
  } else {
    rest();
    const StoreCounts counts = store_.wait_past(range_.after, cleared_ + updates_,
                                                steady_clock::now() + kHeartbeat, stop_);
    const std::int64_t before = range_.after;
    append_events(out, counts);
    if (range_.after != before) append_place(out);
    rested_at_ = steady_clock::now() + pause_after(range_.after - before);
  }
  if (out.empty()) out = ": alive\n\n";
  sink.write(out.data(), out.size());
  return sink.is_writable();
}

/// Waits until the pause is over or a stop is asked for, on a condition of its own: the store's
/// would wake it for each capture.
void Viewer::rest() {
  std::unique_lock lock(mutex_);
  resting_.wait_until(lock, stop_, rested_at_, [] { return false; });
}

void Viewer::append_events(std::string& out, const StoreCounts& counts) {
  if (std::exchange(cleared_, counts.cleared) != counts.cleared) {
    out += fmt::format("event: cleared\ndata: {{\"last\":{},\"total\":{},\"dropped\":{}}}\n\n",
                       counts.last, counts.total, counts.dropped);
  }
  if (counts.last - range_.after > kBehindMax) {
    updates_ = counts.updated;
    return append_resync(out, counts);
  }
  range_.before = counts.last + 1;
  auto found = store_.sizes(range_);
  const bool is_none = found.empty();
  const bool is_all = found.size() < kCapturesAtOnce;
  CaptureWalk walk(store_, memory_, std::move(found), summary_part(notes_));
  std::string events;
  append_captures(events, walk);
  // Asked after reading, since captures may have been dropped meanwhile that the viewer missed.
  if (const StoreCounts now = store_.counts(); now.floor > range_.after) {
    updates_ = now.updated;
    return append_resync(out, now);
  }
  out += events;
  if (is_none && counts.last > range_.after) append_event(out, "counts", counts);
  range_.after = is_all && walk.is_at_end() ? counts.last : walk.last_id();
  append_updates(out, counts);
}

/// Some megabytes of them at most; the next feed brings the rest.
void Viewer::append_captures(std::string& out, CaptureWalk& walk) const {
  constexpr std::size_t kFeedBytes = std::size_t{2} << 20;
  while (!walk.is_at_end() && out.size() < kFeedBytes) {
    const auto some = walk.next();
    for (const Capture& capture : some.captures) {
      out += fmt::format("event: capture\nid: {}\ndata: ", capture.id);
      append_capture(out, capture);
    }
  }
}

void Viewer::append_resync(std::string& out, const StoreCounts& counts) {
  range_.after = counts.last;
  append_event(out, "resync", counts);
}

/// About captures that the viewer knows already, so that these events have no id of their own.
void Viewer::append_updates(std::string& out, const StoreCounts& counts) {
  const StoreUpdates since = store_.updates_after(updates_);
  updates_ = since.last;
  if (!since.complete || since.ids.size() > kUpdatesMax) return append_resync(out, counts);
  CaptureQuery one = range_;
  one.part = summary_part(notes_);
  one.limit = 1;
  for (const std::int64_t id : std::set<std::int64_t>(since.ids.begin(), since.ids.end())) {
    if (id > range_.after) continue;
    one.after = id - 1;
    one.before = id + 1;
    for (const Capture& capture : store_.list(one)) {
      out += "event: updated\ndata: ";
      append_capture(out, capture);
    }
  }
}

void Viewer::append_capture(std::string& out, const Capture& capture) const {
  append_summary_json(out, capture);
  notes_.add_to_summary(out, capture);
  out += "\n\n";
}

/// An id without an event, which browsers remember and send as Last-Event-ID when they come back.
/// It names the store too, since another store has other captures under the same ids.
void Viewer::append_place(std::string& out) const {
  out += fmt::format("id: {}@{}\n\n", range_.after, store_.identity());
}

}  // namespace hookline

#include "catcher/api/live_calls.h"

#include "catcher/api/call.h"
#include "catcher/api/capture_notes.h"
#include "catcher/api/captures_json.h"
#include "catcher/api/closest_capture.h"
#include "catcher/api/found_captures.h"
#include "catcher/captures/capture_filter.h"
#include "catcher/captures/capture_json.h"
#include "catcher/metrics/metrics.h"
#include "catcher/quantity.h"

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

using std::chrono::steady_clock;

constexpr std::int64_t kWaitCountMax = 10'000;
constexpr std::size_t kPage = 500;
/// A viewer further behind than this is told to load the list again instead of being fed every
/// capture.
constexpr std::int64_t kBehindMax = 5'000;
/// Between two feeds of a viewer. At rest a capture goes out at once; in a burst a feed carries
/// what came since the last, and the larger it was the longer the next is waited for: ten viewers
/// of forty thousand captures a second would else take the processor from those who send. Past
/// kBehindMax they are told to load the list again.
std::chrono::milliseconds pause_after(std::int64_t fed) {
  if (fed > 2'000) return std::chrono::milliseconds(250);
  if (fed > 500) return std::chrono::milliseconds(100);
  return std::chrono::milliseconds(20);
}
/// Of captures that were answered by someone else after they were stored, so many are told of one
/// by one; beyond, the viewer loads the list again. One that comes back is told of the last again:
/// it may have missed them.
constexpr std::uint64_t kUpdatesMax = 500;
constexpr std::uint64_t kUpdatesAgain = 200;
/// A comment line now and then shows that the stream is alive, and finds viewers that have gone.
constexpr std::chrono::seconds kHeartbeat{15};

std::int64_t timeout_of(const CallQuery& query) {
  const std::string text = query.text("timeout").value_or("10s");
  try {
    return parse_duration_ms(text);
  } catch (const std::invalid_argument& error) {
    throw CallError(400, fmt::format("timeout={}: {}", text, error.what()),
                    "write timeout=500ms, timeout=10s, timeout=2m");
  }
}

std::string timeout_json(CaptureStore& store, const CallMemory& memory, const CaptureQuery& range,
                         std::size_t wanted, std::size_t seen, std::int64_t timeout_ms) {
  const ClosestCapture closest = closest_to(store, memory, range);
  std::string json = "{\"error\":";
  append_json_string(json, fmt::format("{} of {} matching requests came within {}", seen, wanted,
                                       duration_text(timeout_ms)));
  json += fmt::format(",\"seen\":{},\"closest\":{},\"why\":[", seen,
                      closest.capture ? summary_json(*closest.capture) : "null");
  for (std::size_t i = 0; i < closest.why.size(); ++i) {
    if (i > 0) json += ',';
    append_json_string(json, closest.why[i]);
  }
  if (!closest.capture)
    append_json_string(json, seen > 0 ? "nothing else was caught" : "nothing was caught");
  return json + "]}\n";
}

/// Adds those of the captures seen so far, up to `seen`, that match only now: the status of one
/// that was forwarded is known when it has been answered.
void add_answered(CaptureStore& store, const CaptureQuery& range, std::int64_t seen,
                  std::uint64_t& updates, FoundCaptures& found) {
  if (!range.filter.status) return;
  const StoreUpdates since = store.updates_after(updates);
  updates = since.last;
  CaptureQuery one = range;
  if (!since.complete) {
    one.before = seen + 1;
    one.limit = kWaitCountMax;
    found = FoundCaptures();
    found.add(store, store.sizes(one));
    return;
  }
  one.limit = 1;
  for (const std::int64_t id : since.ids) {
    if (id <= range.after || id > seen || found.has(id)) continue;
    one.after = id - 1;
    one.before = id + 1;
    found.add(store, store.sizes(one));
  }
}

void answer_found(CaptureStore& store, const CallMemory& memory, const CaptureNotes& notes,
                  FoundCaptures::Taken found, std::uint64_t bytes, httplib::Response& response) {
  const auto append = [&notes](std::string& json, const Capture& capture) {
    append_capture_json(json, capture);
    notes.add_to_capture(json, capture);
  };
  if (found.kept.size() != found.sizes.size()) {
    CaptureWalk walk(store, memory, std::move(found.sizes), CaptureWalk::Part::kWhole);
    return answer_captures(response, CapturesJson(std::move(walk), append, "]}\n"), bytes);
  }
  std::string json = "{\"captures\":[";
  for (const Capture& capture : found.kept) {
    if (json.back() != '[') json += ',';
    append(json, capture);
  }
  answer_json(response, json + "]}\n");
}

void wait(CaptureStore& store, const CallMemory& memory, const CaptureNotes& notes,
          const std::stop_token& stop, Metrics& metrics, const httplib::Request& request,
          httplib::Response& response) {
  const CallQuery query(request);
  query.refuse_unknown({"count", "timeout", "after"});
  const auto wanted = static_cast<std::size_t>(query.integer("count", 1, 1, kWaitCountMax));
  const std::int64_t timeout_ms = timeout_of(query);
  const auto deadline = steady_clock::now() + std::chrono::milliseconds(timeout_ms);
  CaptureQuery range;
  range.after = query.integer("after", 0, 0, std::numeric_limits<std::int64_t>::max());
  range.filter = query.filter();
  const auto open = metrics.open_wait();
  CaptureQuery next = range;
  FoundCaptures found;
  StoreCounts counts = store.counts();
  std::uint64_t updates = counts.updated;
  while (true) {
    add_answered(store, range, next.after, updates, found);
    // Up to what is there now; what comes meanwhile is the next round's.
    next.before = counts.last + 1;
    next.limit = wanted - std::min(wanted, found.count());
    found.add(store, store.sizes(next));
    next.after = std::max(next.after, counts.last);
    if (found.count() >= wanted || stop.stop_requested()) break;
    if (steady_clock::now() >= deadline) break;
    counts = store.wait_past(next.after, counts.changes(), deadline, stop);
  }
  const bool is_met = found.count() >= wanted;
  metrics.count_wait(is_met ? Metrics::WaitEnd::kMet : Metrics::WaitEnd::kTimeout);
  if (!is_met) {
    response.status = 408;
    return answer_json(response,
                       timeout_json(store, memory, range, wanted, found.count(), timeout_ms));
  }
  answer_found(store, memory, notes, found.take(wanted), found.bytes(), response);
}

/// One viewer's stream of server-sent events.
class Viewer {
 public:
  enum class Start { kNew, kResumed };

  Viewer(CaptureStore& store, const CallMemory& memory, const CaptureNotes& notes,
         CaptureQuery range, Start start, std::stop_token stop, Metrics& metrics)
      : store_(store),
        memory_(memory),
        notes_(notes),
        range_(std::move(range)),
        stop_(std::move(stop)),
        open_(metrics.open_stream()) {
    range_.limit = kPage;
    const StoreCounts counts = store_.counts();
    cleared_ = counts.cleared;
    updates_ = counts.updated;
    if (start == Start::kResumed) updates_ -= std::min(updates_, kUpdatesAgain);
  }
  Viewer(const Viewer&) = delete;
  Viewer& operator=(const Viewer&) = delete;

  /// Sends what there is, or waits for it. False: the viewer has gone.
  bool feed(httplib::DataSink& sink) {
    if (stop_.stop_requested()) {
      sink.done();
      return true;
    }
    std::string out;
    if (!greeted_) {
      greeted_ = true;
      out = "retry: 1000\n\n";
    } else {
      rest();
      const StoreCounts counts = store_.wait_past(range_.after, cleared_ + updates_,
                                                  steady_clock::now() + kHeartbeat, stop_);
      const std::int64_t before = range_.after;
      append_events(out, counts);
      rested_at_ = steady_clock::now() + pause_after(range_.after - before);
    }
    if (out.empty()) out = ": alive\n\n";
    sink.write(out.data(), out.size());
    return sink.is_writable();
  }

 private:
  /// Until the pause is over, or a stop is asked for. On a condition of its own: the store's would
  /// wake it for each capture.
  void rest() {
    std::unique_lock lock(mutex_);
    resting_.wait_until(lock, stop_, rested_at_, [] { return false; });
  }

  void append_events(std::string& out, const StoreCounts& counts) {
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
    if (found.empty() && counts.last > range_.after) append_event(out, "counts", counts);
    const bool is_all = found.size() < kPage;
    CaptureWalk walk(store_, memory_, std::move(found), summary_part(notes_));
    append_captures(out, walk);
    range_.after = is_all && walk.is_at_end() ? counts.last : walk.last_id();
    append_updates(out, counts);
  }

  /// As many as are some megabytes together; the rest is the next feed's.
  void append_captures(std::string& out, CaptureWalk& walk) {
    constexpr std::size_t kFeedBytes = std::size_t{2} << 20;
    while (!walk.is_at_end() && out.size() < kFeedBytes) {
      const auto some = walk.next();
      for (const Capture& capture : some.captures) {
        out += fmt::format("event: capture\nid: {}\ndata: ", capture.id);
        append_summary_json(out, capture);
        notes_.add_to_summary(out, capture);
        out += "\n\n";
      }
    }
  }

  void append_resync(std::string& out, const StoreCounts& counts) {
    range_.after = counts.last;
    append_event(out, "resync", counts);
  }

  /// Of captures that were told of before: Last-Event-ID stays where it was.
  void append_updates(std::string& out, const StoreCounts& counts) {
    const StoreUpdates since = store_.updates_after(updates_);
    updates_ = since.last;
    if (!since.complete || since.ids.size() > kUpdatesMax) return append_resync(out, counts);
    CaptureQuery one = range_;
    one.body_starts = notes_.want_body_starts();
    one.limit = 1;
    for (const std::int64_t id : std::set<std::int64_t>(since.ids.begin(), since.ids.end())) {
      if (id > range_.after) continue;
      one.after = id - 1;
      one.before = id + 1;
      for (const Capture& capture : store_.list_heads(one)) {
        out += "event: updated\ndata: ";
        append_summary_json(out, capture);
        notes_.add_to_summary(out, capture);
        out += "\n\n";
      }
    }
  }

  /// With the id up to which the viewer needn't ask again. "counts" says that something came, and
  /// that none of it matches.
  static void append_event(std::string& out, std::string_view name, const StoreCounts& counts) {
    out +=
        fmt::format("event: {0}\nid: {1}\ndata: {{\"last\":{1},\"total\":{2},\"dropped\":{3}}}\n\n",
                    name, counts.last, counts.total, counts.dropped);
  }

  CaptureStore& store_;
  const CallMemory& memory_;
  const CaptureNotes& notes_;
  CaptureQuery range_;
  const std::stop_token stop_;
  const Metrics::Open open_;
  std::mutex mutex_;  ///< for the condition alone
  std::condition_variable_any resting_;
  steady_clock::time_point rested_at_;
  std::uint64_t cleared_ = 0;
  std::uint64_t updates_ = 0;  ///< as StoreCounts::updated
  bool greeted_ = false;
};

/// Where the viewer left off: Last-Event-ID, which browsers send when they come back, or after=;
/// else from now on.
std::int64_t start_of(const httplib::Request& request, const CallQuery& query, std::int64_t last) {
  const std::string seen = request.get_header_value("Last-Event-ID");
  if (seen.empty())
    return query.integer("after", last, 0, std::numeric_limits<std::int64_t>::max());
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(seen.data(), seen.data() + seen.size(), id);
  if (error != std::errc() || end != seen.data() + seen.size() || id < 0) {
    throw CallError(400, "Last-Event-ID is no capture's id",
                    "send the id of the last event that was seen");
  }
  return id;
}

void stream(CaptureStore& store, const CallMemory& memory, const CaptureNotes& notes,
            const std::stop_token& stop, Metrics& metrics, const httplib::Request& request,
            httplib::Response& response) {
  const CallQuery query(request);
  query.refuse_unknown({"after"});
  CaptureQuery range;
  range.filter = query.filter();
  const std::int64_t last = store.counts().last;
  range.after = start_of(request, query, last);
  // An id from another store's life: everything that is there is new to this viewer.
  if (range.after > last) range.after = 0;
  response.set_header("Cache-Control", "no-store");
  const bool resumed = request.has_header("Last-Event-ID") || query.text("after");
  auto viewer = std::make_shared<Viewer>(store, memory, notes, std::move(range),
                                         resumed ? Viewer::Start::kResumed : Viewer::Start::kNew,
                                         stop, metrics);
  response.set_chunked_content_provider(
      "text/event-stream", [viewer = std::move(viewer)](std::size_t, httplib::DataSink& sink) {
        return viewer->feed(sink);
      });
}

}  // namespace

void route_live(HttpServer& server, CaptureStore& store, const CallMemory& memory,
                const CaptureNotes& notes, std::stop_token stop, Metrics& metrics) {
  server.Get("/api/wait",
             [&store, &memory, &notes, stop, &metrics](const auto& request, auto& response) {
               wait(store, memory, notes, stop, metrics, request, response);
             });
  server.Get("/api/stream",
             [&store, &memory, &notes, stop, &metrics](const auto& request, auto& response) {
               stream(store, memory, notes, stop, metrics, request, response);
             });
}

}  // namespace hookline

#include "catcher/api/captures/live_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/api/captures/captures_json.h"
#include "catcher/api/finding/capture_notes.h"
#include "catcher/api/finding/closest_capture.h"
#include "catcher/api/finding/found_captures.h"
#include "catcher/api/finding/viewer.h"
#include "catcher/base/units/quantity.h"
#include "catcher/captures/json/capture_json.h"
#include "catcher/metrics/metrics.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

using std::chrono::steady_clock;

constexpr std::int64_t kWaitCountMax = 10'000;

std::int64_t timeout_of(const CallQuery& query) {
  const std::string text = query.text("timeout").value_or("10s");
  try {
    return parse_duration_ms(text);
  } catch (const std::invalid_argument& error) {
    throw CallError(400, fmt::format("timeout={}: {}", text, error.what()),
                    "write timeout=500ms, timeout=10s, timeout=2m");
  }
}

std::string timeout_json(StoredCaptures& store, const CallMemory& memory, const CaptureQuery& range,
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

/// Adds those of the captures up to `seen` that match only now: the status of a forwarded one is
/// known once the app has answered.
void add_answered(StoredCaptures& store, const CaptureQuery& range, std::int64_t seen,
                  std::uint64_t& updates, FoundCaptures& found) {
  if (!range.filter.asks_for_reply()) return;
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

void answer_found(StoredCaptures& store, const CallMemory& memory, const CaptureNotes& notes,
                  FoundCaptures::Taken found, std::uint64_t bytes, const httplib::Request& request,
                  httplib::Response& response) {
  const auto append = [&notes](std::string& json, const Capture& capture) {
    append_capture_json(json, capture);
    notes.add_to_capture(json, capture);
  };
  if (found.kept.size() != found.sizes.size()) {
    CaptureWalk walk(store, memory, std::move(found.sizes), CapturePart::kWhole);
    return answer_captures(request, response, CapturesJson(std::move(walk), append, "]}\n"), bytes);
  }
  std::string json = "{\"captures\":[";
  for (const Capture& capture : found.kept) {
    if (json.back() != '[') json += ',';
    append(json, capture);
  }
  answer_json(response, json + "]}\n");
}

void wait(StoredCaptures& store, const CallMemory& memory, const CaptureNotes& notes,
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
    // Up to what is there now; the next round looks at what comes meanwhile.
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
  answer_found(store, memory, notes, found.take(wanted), found.bytes(), request, response);
}

void stream(StoredCaptures& store, const CallMemory& memory, const CaptureNotes& notes,
            const std::stop_token& stop, Metrics& metrics, const httplib::Request& request,
            httplib::Response& response) {
  const CallQuery query(request);
  query.refuse_unknown({"after"});
  const StreamStart start = stream_start(request, query, store);
  // Proxies would hold events back to pack them, or to fill a buffer.
  response.headers.erase("Cache-Control");
  response.set_header("Cache-Control", "no-store, no-transform");
  response.set_header("X-Accel-Buffering", "no");
  auto viewer =
      std::make_shared<Viewer>(store, memory, notes, query.filter(), start, stop, metrics);
  answer_in_pieces(request, response, "text/event-stream",
                   [viewer = std::move(viewer)](std::size_t, httplib::DataSink& sink) {
                     return viewer->feed(sink);
                   });
}

}  // namespace

void route_live(HttpServer& server, StoredCaptures& store, const CallMemory& memory,
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

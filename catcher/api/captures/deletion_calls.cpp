#include "catcher/api/captures/deletion_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/api/captures/bin.h"
#include "catcher/api/finding/capture_in.h"
#include "catcher/base/text/printable.h"
#include "catcher/base/units/quantity.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::chrono::hours kUndoMax{1};

/// For how long it is to be possible to take the deletion back; none where that isn't asked for.
std::optional<std::chrono::milliseconds> undo_time_in(const CallQuery& query) {
  const auto text = query.text("undo");
  if (!text) return std::nullopt;
  const std::string hint = "write undo=30s; an hour is the most";
  try {
    const std::chrono::milliseconds time(parse_duration_ms(*text));
    if (time <= kUndoMax) return time;
  } catch (const std::invalid_argument& error) {
    throw CallError(400, fmt::format("undo={}: {}", *text, error.what()), hint);
  }
  throw CallError(400, fmt::format("undo={} is too long", *text), hint);
}

/// Those that the query asks for, whatever its limit.
CaptureIds ids_of(StoredCaptures& store, CaptureQuery query) {
  constexpr std::size_t kAtOnce = 10'000;
  query.limit = kAtOnce;
  CaptureIds ids;
  while (true) {
    const auto some = store.sizes(query);
    for (const CaptureSize& one : some) ids.push_back(one.id);
    if (some.size() < kAtOnce) return ids;
    query.after = ids.back();
  }
}

/// Those that keep= names and that are there.
CaptureIds kept_in(const CallQuery& query, StoredCaptures& store) {
  const auto text = query.text("keep");
  if (!text) return {};
  CaptureQuery kept;
  try {
    const FormFields asked = {{"id", *text}};
    kept.filter = CaptureFilter(asked);
  } catch (const std::invalid_argument& error) {
    throw CallError(400, fmt::format("keep={}: {}", *text, error.what()), "write keep=3,17");
  }
  return ids_of(store, std::move(kept));
}

std::string deleted_json(std::uint64_t deleted) {
  return fmt::format("{{\"deleted\":{}}}\n", deleted);
}

void delete_captures(CaptureStore& store, Bin& bin, const httplib::Request& request,
                     httplib::Response& response) {
  const CallQuery query(request);
  // A filter that was misspelt would delete captures that nobody meant.
  query.refuse_unknown({"after", "before", "keep", "undo"});
  const auto time = undo_time_in(query);
  const CaptureQuery range = query.range();
  const bool is_bounded = query.text("after") || query.text("before") || query.text("keep");
  if (range.filter.empty() && !is_bounded && !time) {
    return answer_json(response, deleted_json(store.clear()));
  }
  const CaptureIds found = ids_of(store, range);
  const CaptureIds kept = kept_in(query, store);
  CaptureIds ids;
  std::set_difference(found.begin(), found.end(), kept.begin(), kept.end(),
                      std::back_inserter(ids));
  if (!time || ids.empty()) return answer_json(response, deleted_json(store.remove(ids)));
  const auto deleted = ids.size();
  const std::int64_t number = bin.put(std::move(ids), *time);
  answer_json(response, fmt::format("{{\"deleted\":{},\"undo\":{}}}\n", deleted, number));
}

void undo(Bin& bin, const httplib::Request& request, httplib::Response& response) {
  CallQuery(request).refuse_all();
  const std::string text = request.matches[1];
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  const std::uint64_t restored = bin.take_back(number);
  if (restored == 0) {
    throw CallError(404, fmt::format("there is no deletion {} to be undone", printable(text, 20)),
                    "its time is over, or it was undone before");
  }
  answer_json(response, fmt::format("{{\"restored\":{}}}\n", restored));
}

}  // namespace

void route_deletions(HttpServer& server, CaptureStore& store) {
  const auto bin = std::make_shared<Bin>(store);
  server.Delete("/api/captures", [&store, bin](const auto& request, auto& response) {
    delete_captures(store, *bin, request, response);
  });
  server.Delete("/api/captures/([^/]+)", [&store](const auto& request, auto& response) {
    CallQuery(request).refuse_all();
    const std::int64_t id = id_in(request);
    if (store.remove(id) == 0) throw no_capture(id);
    answer_json(response, deleted_json(1));
  });
  server.Post("/api/undo/([^/]+)",
              [bin](const auto& request, auto& response) { undo(*bin, request, response); });
}

}  // namespace hookline

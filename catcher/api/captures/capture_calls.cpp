#include "catcher/api/captures/capture_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/api/captures/captures_json.h"
#include "catcher/api/finding/capture_in.h"
#include "catcher/api/finding/capture_notes.h"
#include "catcher/api/finding/capture_walk.h"
#include "catcher/captures/exports/capture_export.h"
#include "catcher/captures/json/capture_json.h"
#include "catcher/captures/json/shown_values.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kListMax = 10'000;
/// How many copies of a capture's bytes a call holds at once.
constexpr std::uint64_t kCopiesAsJson = 4;
constexpr std::uint64_t kCopiesAsBytes = 3;

ShownValues shown_in(const CallQuery& query) {
  try {
    return ShownValues(query.texts("show"));
  } catch (const std::invalid_argument& error) {
    throw CallError(400, error.what(),
                    "write show=form.NAME, show=header.NAME, show=query.NAME or show=json.PATH");
  }
}

void list(StoredCaptures& store, const CallMemory& memory, const CaptureNotes& notes,
          const httplib::Request& request, httplib::Response& response) {
  const CallQuery query(request);
  query.refuse_unknown({"after", "before", "limit"}, "show");
  const ShownValues shown = shown_in(query);
  CaptureQuery range = query.search();
  range.limit = static_cast<std::size_t>(query.integer("limit", 100, 1, kListMax));
  // With "after" the list goes on from there; otherwise the newest are wanted.
  range.newest = !query.text("after");
  const StoreCounts counts = store.counts();
  auto found = store.sizes(range);
  std::uint64_t bytes = 0;
  for (const CaptureSize& size : found)
    bytes += shown.needs_bodies() ? size.kept_bytes : size.head_bytes;
  const auto append = [&notes, shown](std::string& json, const Capture& capture) {
    append_summary_json(json, capture);
    notes.add_to_summary(json, capture);
    shown.add_to_summary(json, capture);
  };
  const auto part = shown.needs_bodies() ? CapturePart::kWhole : summary_part(notes);
  CapturesJson captures({store, memory, std::move(found), part}, append,
                        fmt::format("],\"last\":{},\"dropped\":{},\"total\":{}}}\n", counts.last,
                                    counts.dropped, counts.total));
  answer_captures(request, response, std::move(captures), bytes);
}

void count(StoredCaptures& store, const httplib::Request& request, httplib::Response& response) {
  const CallQuery query(request);
  query.refuse_unknown({"after", "before"});
  answer_json(response, fmt::format("{{\"count\":{}}}\n", store.count(query.search())));
}

void download(httplib::Response& response, MemoryBudget::Share share, std::string bytes,
              const std::string& file_name) {
  response.set_header("Content-Disposition", fmt::format("attachment; filename=\"{}\"", file_name));
  answer_held(response, std::move(share), std::move(bytes), "application/octet-stream");
}

/// What an export is made of: a file's beginning, an entry per capture, its end.
struct ExportFormat {
  using Relays = std::function<std::vector<Relay>()>;  ///< what came of sending the capture on
  std::string file_name;
  std::string content_type;
  std::string begin = "";
  std::function<void(std::string&, const Capture&, const Relays&)> append;
  std::string separator = "";
  std::function<std::string()> end = [] { return std::string(); };
};

ExportFormat ndjson_export(const CaptureNotes& notes) {
  return {.file_name = "captures.ndjson",
          .content_type = "application/x-ndjson",
          .append = [&notes](std::string& out, const Capture& capture, const auto& relays) {
            append_capture_json(out, capture, relays());
            notes.add_to_capture(out, capture);
            out += '\n';
          }};
}

ExportFormat curl_export(const std::string& origin) {
  return {.file_name = "captures.sh",
          .content_type = "text/x-shellscript",
          .begin = "#!/bin/sh\n",
          .append = [origin](std::string& out, const Capture& capture, const auto& /*relays*/) {
            append_curl(out, capture, origin);
          }};
}

ExportFormat har_export(const std::string& origin) {
  return {
      .file_name = "captures.har",
      .content_type = "application/json",
      .begin = har_begin(HOOKLINE_VERSION),
      .append = [origin](std::string& out, const Capture& capture,
                         const auto& relays) { append_har_entry(out, capture, relays(), origin); },
      .separator = ",",
      .end = har_end};
}

ExportFormat scenario_export() {
  const auto scenario = std::make_shared<ScenarioExport>();
  return {.file_name = "captures.scenario.json",
          .content_type = "text/plain",  // for its comments, it isn't JSON
          .begin = ScenarioExport::begin(),
          .append = [scenario](std::string& out, const Capture& capture,
                               const auto& /*relays*/) { scenario->append(out, capture); },
          .end = [scenario] { return scenario->end(); }};
}

ExportFormat export_format(const std::string& name, const CaptureNotes& notes,
                           const std::string& origin) {
  if (name == "ndjson") return ndjson_export(notes);
  if (name == "curl") return curl_export(origin);
  if (name == "har") return har_export(origin);
  if (name == "scenario") return scenario_export();
  throw CallError(400, fmt::format("there is no export format \"{}\"", name),
                  "format is ndjson, har, curl or scenario");
}

/// Reads some captures at a time, so that an export of any size needs the memory of those.
class ExportStream {
 public:
  /// Reads the first of them: where there is no memory for these, the answer hasn't begun, and can
  /// say so. Throws CallError.
  ExportStream(StoredCaptures& store, CaptureWalk walk, ExportFormat format)
      : store_(store), walk_(std::move(walk)), format_(std::move(format)), first_(walk_.next()) {}

  bool write_some(httplib::DataSink& sink) {
    std::string out = std::exchange(format_.begin, "");
    const auto some = first_ ? *std::exchange(first_, std::nullopt) : walk_.next();
    for (const Capture& capture : some.captures) {
      if (!std::exchange(is_first_, false)) out += format_.separator;
      format_.append(out, capture, [&] { return store_.relays(capture.id); });
      // An answer that was kept may be larger than its request, which the walk counts.
      if (out.size() > kPieceBytes && !send(sink, out)) return false;
    }
    const bool is_last = walk_.is_at_end();
    if (is_last) out += format_.end();
    if (!out.empty() && !send(sink, out)) return false;
    if (is_last) sink.done();
    return true;
  }

 private:
  static constexpr std::size_t kPieceBytes = std::size_t{2} << 20;

  /// False: nobody reads any more.
  static bool send(httplib::DataSink& sink, std::string& out) {
    const bool sent = sink.write(out.data(), out.size());
    out.clear();
    return sent;
  }

  StoredCaptures& store_;
  CaptureWalk walk_;
  ExportFormat format_;
  std::optional<CaptureWalk::Some> first_;
  bool is_first_ = true;
};

void export_captures(StoredCaptures& store, const CallMemory& memory, const CaptureNotes& notes,
                     const std::string& origin, const httplib::Request& request,
                     httplib::Response& response) {
  const CallQuery query(request);
  query.refuse_unknown({"after", "before", "format"});
  ExportFormat format = export_format(query.text("format").value_or("ndjson"), notes, origin);
  CaptureQuery range = query.search();
  // What comes in while the export runs is not part of it.
  range.before = std::min(range.before, store.counts().last + 1);
  const std::string file_name = format.file_name;
  const std::string content_type = format.content_type;
  CaptureWalk walk(store, memory, std::move(range));
  const auto stream = std::make_shared<ExportStream>(store, std::move(walk), std::move(format));
  response.set_header("Content-Disposition", fmt::format("attachment; filename=\"{}\"", file_name));
  answer_in_pieces(request, response, content_type, [stream](std::size_t, httplib::DataSink& sink) {
    return stream->write_some(sink);
  });
}

}  // namespace

void route_captures(HttpServer& server, StoredCaptures& store, const CallMemory& memory,
                    const CaptureNotes& notes, const std::string& origin) {
  server.Get("/api/captures", [&store, &memory, &notes](const auto& request, auto& response) {
    list(store, memory, notes, request, response);
  });
  server.Get("/api/count",
             [&store](const auto& request, auto& response) { count(store, request, response); });
  server.Get("/api/captures/([^/]+)",
             [&store, &memory, &notes](const auto& request, auto& response) {
               CallQuery(request).refuse_all();
               auto [share, capture] = capture_in(store, memory, kCopiesAsJson, request);
               std::string json = capture_json(capture, store.relays(capture.id));
               notes.add_to_capture(json, capture);
               json += '\n';
               answer_held(response, std::move(share), std::move(json), "application/json");
             });
  server.Get("/api/captures/([^/]+)/raw", [&store, &memory](const auto& request, auto& response) {
    CallQuery(request).refuse_all();
    auto [share, capture] = capture_in(store, memory, kCopiesAsBytes, request);
    download(response, std::move(share), std::move(capture.raw),
             fmt::format("capture-{}.raw", capture.id));
  });
  server.Get("/api/captures/([^/]+)/body", [&store, &memory](const auto& request, auto& response) {
    CallQuery(request).refuse_all();
    auto [share, capture] = capture_in(store, memory, kCopiesAsBytes, request);
    download(response, std::move(share), body_of(capture),
             fmt::format("capture-{}.body", capture.id));
  });
  server.Get("/api/export", [&store, &memory, &notes, origin](const auto& request, auto& response) {
    export_captures(store, memory, notes, origin, request, response);
  });
}

}  // namespace hookline

#include "catcher/api/capture_calls.h"

#include "catcher/api/call.h"
#include "catcher/api/capture_in.h"
#include "catcher/api/capture_notes.h"
#include "catcher/captures/capture_export.h"
#include "catcher/captures/capture_json.h"
#include "catcher/captures/capture_view.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kListMax = 10'000;
constexpr std::size_t kExportPage = 200;
constexpr std::uint64_t kExportPageBytes = std::uint64_t{2} << 20;

void list(CaptureStore& store, const CaptureNotes& notes, const httplib::Request& request,
          httplib::Response& response) {
  const CallQuery query(request);
  query.refuse_unknown({"after", "before", "limit"});
  CaptureQuery range = query.range();
  range.limit = static_cast<std::size_t>(query.integer("limit", 100, 1, kListMax));
  // "after" pages forward from there; otherwise the newest are wanted.
  range.newest = !query.text("after");
  range.body_starts = notes.want_body_starts();
  const StoreCounts counts = store.counts();
  std::string json = "{\"captures\":[";
  for (const Capture& capture : store.list_heads(range)) {
    if (json.back() != '[') json += ',';
    append_summary_json(json, capture);
    notes.add_to_summary(json, capture);
  }
  json += fmt::format("],\"last\":{},\"dropped\":{},\"total\":{}}}\n", counts.last, counts.dropped,
                      counts.total);
  answer_json(response, std::move(json));
}

void count(CaptureStore& store, const httplib::Request& request, httplib::Response& response) {
  const CallQuery query(request);
  query.refuse_unknown({"after", "before"});
  answer_json(response, fmt::format("{{\"count\":{}}}\n", store.count(query.range())));
}

void download(httplib::Response& response, std::string bytes, const std::string& file_name) {
  response.set_header("Content-Disposition", fmt::format("attachment; filename=\"{}\"", file_name));
  response.set_content(std::move(bytes), "application/octet-stream");
}

/// What an export is made of: a file's beginning, an entry per capture, its end.
struct ExportFormat {
  using Relays = std::function<std::vector<Relay>()>;  ///< what came of sending the capture on
  std::string file_name;
  std::string content_type;
  std::string begin;
  std::function<void(std::string&, const Capture&, const Relays&)> append;
  std::string separator;
  std::function<std::string()> end;
};

std::string no_end() {
  return {};
}

ExportFormat export_format(const std::string& name, const CaptureNotes& notes,
                           const std::string& origin) {
  if (name == "ndjson") {
    return {"captures.ndjson",
            "application/x-ndjson",
            "",
            [&notes](std::string& out, const Capture& capture, const auto& relays) {
              append_capture_json(out, capture, relays());
              notes.add_to_capture(out, capture);
              out += '\n';
            },
            "",
            no_end};
  }
  if (name == "curl") {
    return {"captures.sh",
            "text/x-shellscript",
            "#!/bin/sh\n",
            [origin](std::string& out, const Capture& capture, const auto& /*relays*/) {
              append_curl(out, capture, origin);
            },
            "",
            no_end};
  }
  if (name == "har") {
    return {"captures.har",
            "application/json",
            har_begin(HOOKLINE_VERSION),
            [origin](std::string& out, const Capture& capture, const auto& relays) {
              append_har_entry(out, capture, relays(), origin);
            },
            ",",
            har_end};
  }
  if (name == "scenario") {
    const auto scenario = std::make_shared<ScenarioExport>();
    return {"captures.scenario.json",
            "text/plain",  // for its comments, it isn't JSON
            ScenarioExport::begin(),
            [scenario](std::string& out, const Capture& capture, const auto& /*relays*/) {
              scenario->append(out, capture);
            },
            "",
            [scenario] { return scenario->end(); }};
  }
  throw CallError(400, fmt::format("there is no export format \"{}\"", name),
                  "format is ndjson, har, curl or scenario");
}

/// Reads page by page, so that an export of any size needs the memory of one page.
class ExportStream {
 public:
  ExportStream(CaptureStore& store, CaptureQuery range, ExportFormat format)
      : store_(store), range_(std::move(range)), format_(std::move(format)) {
    range_.limit = kExportPage;
  }

  bool operator()(httplib::DataSink& sink) {
    std::string out = std::exchange(format_.begin, "");
    for (const Capture& capture : next_page()) {
      if (std::exchange(is_first_, false) == false) out += format_.separator;
      format_.append(out, capture, [&] { return store_.relays(capture.id); });
      range_.after = capture.id;
      // An answer that was kept may be larger than its request, which the page's size counts.
      if (out.size() > kExportPageBytes && !send(sink, out)) return false;
    }
    if (is_last_) out += format_.end();
    if (!out.empty() && !send(sink, out)) return false;
    if (is_last_) sink.done();
    return true;
  }

 private:
  /// False: nobody reads any more.
  static bool send(httplib::DataSink& sink, std::string& out) {
    const bool sent = sink.write(out.data(), out.size());
    out.clear();
    return sent;
  }

  /// The heads tell how many bodies are some megabytes together.
  Captures next_page() {
    const Captures heads = store_.list_heads(range_);
    CaptureQuery page = range_;
    page.limit = 0;
    std::uint64_t bytes = 0;
    for (const Capture& head : heads) {
      bytes += head.body_bytes;
      if (page.limit > 0 && bytes > kExportPageBytes) break;
      ++page.limit;
    }
    is_last_ = page.limit == heads.size() && heads.size() < kExportPage;
    return heads.empty() ? Captures() : store_.list(page);
  }

  CaptureStore& store_;
  CaptureQuery range_;
  ExportFormat format_;
  bool is_first_ = true;
  bool is_last_ = false;
};

void export_captures(CaptureStore& store, const CaptureNotes& notes, const std::string& origin,
                     const httplib::Request& request, httplib::Response& response) {
  const CallQuery query(request);
  query.refuse_unknown({"after", "before", "format"});
  ExportFormat format = export_format(query.text("format").value_or("ndjson"), notes, origin);
  CaptureQuery range = query.range();
  // What comes in while the export runs is not part of it.
  range.before = std::min(range.before, store.counts().last + 1);
  response.set_header("Content-Disposition",
                      fmt::format("attachment; filename=\"{}\"", format.file_name));
  const std::string content_type = format.content_type;
  answer_in_pieces(request, response, content_type,
                   [stream = ExportStream(store, std::move(range), std::move(format))](
                       std::size_t, httplib::DataSink& sink) mutable { return stream(sink); });
}

}  // namespace

void route_captures(HttpServer& server, CaptureStore& store, const CaptureNotes& notes,
                    const std::string& origin) {
  server.Get("/api/captures", [&store, &notes](const auto& request, auto& response) {
    list(store, notes, request, response);
  });
  server.Get("/api/count",
             [&store](const auto& request, auto& response) { count(store, request, response); });
  server.Delete("/api/captures", [&store](const auto& request, auto& response) {
    // A filter that is ignored here would delete what was not meant.
    CallQuery(request).refuse_all();
    answer_json(response, fmt::format("{{\"deleted\":{}}}\n", store.clear()));
  });
  server.Get("/api/captures/([^/]+)", [&store, &notes](const auto& request, auto& response) {
    CallQuery(request).refuse_all();
    const Capture capture = capture_in(store, request);
    std::string json = capture_json(capture, store.relays(capture.id));
    notes.add_to_capture(json, capture);
    answer_json(response, json + "\n");
  });
  server.Delete("/api/captures/([^/]+)", [&store](const auto& request, auto& response) {
    CallQuery(request).refuse_all();
    const std::int64_t id = id_in(request);
    if (store.remove(id) == 0) throw no_capture(id);
    answer_json(response, "{\"deleted\":1}\n");
  });
  server.Get("/api/captures/([^/]+)/raw", [&store](const auto& request, auto& response) {
    CallQuery(request).refuse_all();
    Capture capture = capture_in(store, request);
    download(response, std::move(capture.raw), fmt::format("capture-{}.raw", capture.id));
  });
  server.Get("/api/captures/([^/]+)/body", [&store](const auto& request, auto& response) {
    CallQuery(request).refuse_all();
    const Capture capture = capture_in(store, request);
    download(response, body_of(capture), fmt::format("capture-{}.body", capture.id));
  });
  server.Get("/api/export", [&store, &notes, origin](const auto& request, auto& response) {
    export_captures(store, notes, origin, request, response);
  });
}

}  // namespace hookline

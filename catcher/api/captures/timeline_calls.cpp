#include "catcher/api/captures/timeline_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/timestamp.h"
#include "catcher/captures/store/timeline.h"

#include <chrono>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kBucketsMax = 5'000;
constexpr std::int64_t kBucketsUsual = 120;

std::int64_t now_us() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

void append_series(std::string& out, const Timeline::Series& series) {
  JsonObjectWriter json(out);
  json.text("status", fmt::format("{}xx", series.status_class));
  json.text("channel", series.of_other_channels ? "other channels" : series.channel);
  if (series.of_other_channels) json.boolean("of_other_channels", true);
  json.numbers("counts", series.counts);
  json.end();
}

std::string json_of(Timeline timeline) {
  if (timeline.spans == 0) {
    timeline.from_us = now_us();
    timeline.step_us = 1'000'000;
  }
  const auto length_us = static_cast<std::int64_t>(timeline.spans) * timeline.step_us;
  std::string out;
  JsonObjectWriter json(out);
  json.text("from", timestamp_text(timeline.from_us));
  json.text("to", timestamp_text(timeline.from_us + length_us));
  json.number("bucket_ms", timeline.step_us / 1000);
  json.number("total", timeline.total);
  out += ",\"series\":[";
  for (const Timeline::Series& series : timeline.series) {
    if (out.back() != '[') out += ',';
    append_series(out, series);
  }
  return out + "]}\n";
}

}  // namespace

void route_timeline(HttpServer& server, CaptureStore& store) {
  server.Get("/api/timeline", [&store](const auto& request, auto& response) {
    const CallQuery query(request);
    query.refuse_unknown({"after", "before", "buckets"});
    const auto buckets = query.integer("buckets", kBucketsUsual, 2, kBucketsMax);
    answer_json(response,
                json_of(timeline_of(store, query.range(), static_cast<std::size_t>(buckets))));
  });
}

}  // namespace hookline

#include "catcher/api/captures/timeline_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/timestamp.h"
#include "catcher/captures/views/timeline.h"

#include <optional>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kBucketsMax = 5'000;
constexpr std::int64_t kBucketsUsual = 120;

/// The filter has refused what is no time, so that this is none only where nothing is asked.
std::optional<std::int64_t> time_in(const CaptureFilter& filter, std::string_view name) {
  for (const FormField& term : filter.terms()) {
    if (term.name == name) return parse_timestamp(term.value);
  }
  return std::nullopt;
}

void add_series(JsonObjectWriter& json, const Timeline::Series& series) {
  json.text("status", fmt::format("{}xx", series.status_class));
  json.text("channel", series.of_other_channels ? "other channels" : series.channel);
  if (series.of_other_channels) json.boolean("of_other_channels", true);
  json.numbers("counts", series.counts);
}

std::string json_of(Timeline timeline) {
  if (timeline.spans == 0) {
    timeline.from_us = wall_clock_us();
    timeline.step_us = 1'000'000;
  }
  const auto length_us = static_cast<std::int64_t>(timeline.spans) * timeline.step_us;
  std::string out;
  JsonObjectWriter json(out);
  json.text("from", timestamp_text(timeline.from_us));
  json.text("to", timestamp_text(timeline.from_us + length_us));
  json.number("bucket_ms", timeline.step_us / 1000);
  json.number("total", timeline.total);
  json.objects("series", timeline.series, add_series);
  json.end();
  return out + '\n';
}

}  // namespace

void route_timeline(HttpServer& server, StoredCaptures& store) {
  server.Get("/api/timeline", [&store](const auto& request, auto& response) {
    const CallQuery query(request);
    query.refuse_unknown({"after", "before", "buckets"});
    const auto buckets = query.integer("buckets", kBucketsUsual, 2, kBucketsMax);
    TimelineBuilder builder;
    const CaptureQuery range = query.search();
    store.scan(range, [&builder](const CaptureMoment& moment) { builder.add(moment); });
    const Timeline timeline =
        builder.build(time_in(range.filter, "since"), time_in(range.filter, "until"),
                      static_cast<std::size_t>(buckets));
    answer_json(response, json_of(timeline));
  });
}

}  // namespace hookline

#include "emitter/serving/calls/recordings/recording_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/serving/recording/recorder.h"
#include "emitter/serving/recording/scenario/recorded_scenario.h"

#include <string>

namespace hookline {
namespace {

Answer progress_answer(const std::optional<Recorder::Progress>& progress) {
  std::string json;
  JsonObjectWriter object(json);
  if (progress) {
    JsonObjectWriter recording = object.object("recording");
    recording.text("since", timestamp_text(progress->since_us));
    recording.number("steps", progress->steps);
    recording.number("left_out", progress->left_out);
    recording.end();
  } else {
    object.null("recording");
  }
  object.end();
  return json_answer(200, json + "\n");
}

Answer begin(const Platform& platform, Recorder& recorder) {
  if (const auto progress = recorder.begin(platform)) return progress_answer(progress);
  throw CallError(409, "something is being recorded already",
                  "DELETE /hookline/recordings ends that");
}

Answer scenario(const Platform& platform, const Recorder& recorder) {
  const auto recording = recorder.recording();
  if (!recording)
    throw CallError(404, "nothing is being recorded", "POST /hookline/recordings begins it");
  const auto webhooks =
      platform.read([](const Platform::View& view) { return view.webhooks.present(); });
  return json_answer(200, recorded_scenario(*recording, webhooks, platform.now_us()));
}

}  // namespace

void route_recordings(RouteTable& routes, const Platform& platform, Recorder& recorder) {
  const auto add = [&](const char* method, const char* path, auto answer) {
    routes.add(method, path, [&platform, &recorder, answer](const PlatformCall& call) {
      check_parameters(call, {});
      return answer(platform, recorder);
    });
  };
  add("GET", "/hookline/recordings",
      [](const Platform&, Recorder& one) { return progress_answer(one.progress()); });
  add("POST", "/hookline/recordings", begin);
  add("DELETE", "/hookline/recordings", [](const Platform&, Recorder& one) {
    one.end();
    return progress_answer({});
  });
  add("GET", "/hookline/recordings/scenario", scenario);
}

}  // namespace hookline

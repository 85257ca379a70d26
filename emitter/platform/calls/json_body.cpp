#include "emitter/platform/calls/json_body.h"

#include "catcher/api/call/call.h"
#include "catcher/base/process/failure.h"

namespace hookline {

JsonDocument json_body(const PlatformCall& call) {
  try {
    return JsonDocument::parse(call.body, "");
  } catch (const Failure& failure) {
    throw CallError(400, failure.what(), "send JSON; GET /hookline/openapi.json describes it");
  }
}

}  // namespace hookline

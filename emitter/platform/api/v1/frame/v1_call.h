#pragma once

#include "emitter/platform/account/state/cause.h"
#include "emitter/platform/api/rows/row_context.h"
#include "emitter/platform/api/v1/frame/v1_answer.h"
#include "emitter/platform/api/v1/frame/v1_parameters.h"
#include "emitter/platform/running/platform.h"

#include <string_view>

namespace hookline {

/// One call of REST v1, with what answering it takes.
struct V1Call {
  V1Parameters parameters;
  Platform& platform;

  /// Done through the API, now.
  static Cause cause() { return {Source::kApi, {}, 0}; }
};

/// What is done by that api_action, and how.
struct V1Action {
  std::string_view name;
  V1Result (*handler)(const V1Call&);
};

}  // namespace hookline

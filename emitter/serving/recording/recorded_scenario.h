#pragma once

#include "emitter/serving/recording/recorder.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace hookline {

/// The recording as a scenario that `emitter replay` plays: JSON. `webhooks` are those that are
/// there now; they listen from the beginning, each as it was switched then.
std::string recorded_scenario(const Recording& recording,
                              const std::vector<std::shared_ptr<const Webhook>>& webhooks,
                              std::int64_t now_us);

}  // namespace hookline

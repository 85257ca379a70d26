#pragma once

#include "emitter/delivery/queue/seats/queue_place_check.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace hookline {

/// --queue and --queue-schema. `place` outlives the app's reading of the arguments; then
/// check_queue_place() says whether it is one.
CLI::Option* declare_queue_flags(CLI::App& app, QueuePlace& place, const char* about);

}  // namespace hookline

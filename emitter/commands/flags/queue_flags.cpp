#include "emitter/commands/flags/queue_flags.h"

#include "catcher/base/process/flag_with_value.h"

#include <CLI/CLI.hpp>

namespace hookline {

CLI::Option* declare_queue_flags(CLI::App& app, QueuePlace& place, const char* about) {
  CLI::Option* queue = add_flag_with_value(app, "--queue", "DSN", place.dsn, about);
  queue->group("Queue");
  add_flag_with_value(app, "--queue-schema", "NAME", place.schema,
                      "Where its tables are; made where they are missing (hookline)")
      ->group("Queue");
  return queue;
}

}  // namespace hookline

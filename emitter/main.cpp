#include "catcher/base/process/diagnostics.h"
#include "catcher/base/process/signals.h"
#include "emitter/commands/command.h"
#include "emitter/commands/load.h"
#include "emitter/commands/merge.h"
#include "emitter/commands/offline/check.h"
#include "emitter/commands/offline/events.h"
#include "emitter/commands/offline/schema.h"
#include "emitter/commands/queue/queue.h"
#include "emitter/commands/queue/work.h"
#include "emitter/commands/receivers/probe.h"
#include "emitter/commands/receivers/sample.h"
#include "emitter/commands/replay.h"
#include "emitter/commands/serving/serve.h"

#include <iostream>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  using hookline::Command;
  constexpr Command kCommands[] = {
      {"replay", "plays scenarios, then verifies what arrived", hookline::run_replay},
      {"check", "reads and validates scenarios, sends nothing", hookline::run_check},
      {"events", "lists the 25 events: API name, label, list filter, fields", hookline::run_events},
      {"sample", "posts sample data to a URL, as the platform's button does", hookline::run_sample},
      {"probe", "finds out why webhooks don't reach a URL", hookline::run_probe},
      {"serve", "is the imitated platform: an account, its API, its webhooks", hookline::run_serve},
      {"load", "sends at a rate, or as fast as it goes, and measures", hookline::run_load_command},
      {"merge", "makes one report of the parts of a load run", hookline::run_merge},
      {"work", "sends what is in a queue that many machines share", hookline::run_work},
      {"queue", "shows how such a queue stands", hookline::run_queue},
      {"schema", "prints a JSON Schema: of scenarios, of the reports", hookline::run_schema},
  };
  hookline::ignore_write_signals();
  hookline::direct_diagnostics("emitter", "warn");
  hookline::raise_open_files_limit();
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return static_cast<int>(hookline::run_emitter(kCommands, arguments, std::cout, std::cerr));
}

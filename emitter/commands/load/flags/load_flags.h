#pragma once

#include "emitter/commands/flags/dispatch_flags.h"
#include "emitter/delivery/queue/shared/queue_place.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace hookline {

/// What the user wrote after `emitter load`, as text.
struct LoadFlags {
  std::vector<std::string> to;
  std::string events = "mix";
  std::string webhooks;  ///< empty: one for each URL
  std::string matching;  ///< likewise
  std::string rate = "max";
  std::string pace = "constant";
  std::string duration;
  std::string count;
  std::string part;
  std::string start_at;
  std::string connections = "32";
  std::string threads = "1";
  std::string timeout;  ///< empty: as the promise has it
  DispatchFlags dispatch;
  std::vector<std::string> allowed_hosts;
  std::string catcher;
  std::string journal;
  QueuePlace queue;  ///< an empty dsn: the run sends itself
  std::vector<std::string> limits;
  std::vector<std::string> must_hold;
  bool find_max = false;
  std::string compare_file;
  std::string json_file;
  std::string html_file;
};

/// `flags` outlives the app's parsing.
void declare_load_flags(CLI::App& app, LoadFlags& flags);

}  // namespace hookline

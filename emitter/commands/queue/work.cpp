#include "emitter/commands/queue/work.h"

#include "catcher/base/process/flag_with_value.h"
#include "catcher/base/process/signals.h"
#include "emitter/commands/flags/dispatch_flags.h"
#include "emitter/commands/flags/queue_flags.h"
#include "emitter/commands/flags/values/flag_values.h"
#include "emitter/work/worker.h"

#include <algorithm>
#include <ostream>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

struct WorkFlags {
  QueuePlace queue;
  std::string threads = "1";
  std::string connections = "32";
  std::string per_host;
  std::string lease = "15s";
  std::string timeout;
  std::vector<std::string> allowed_hosts;
  DispatchFlags dispatch;
};

void declare(CLI::App& app, WorkFlags& flags) {
  declare_queue_flags(app, flags.queue,
                      "The queue: postgresql://USER@HOST:PORT/DATABASE, as libpq takes it, its "
                      "password from PGPASSWORD or ~/.pgpass; or a file of this machine")
      ->required();
  add_flag_with_value(app, "--threads", "N", flags.threads, "Each with connections of its own (1)");
  add_flag_with_value(app, "--connections", "N", flags.connections,
                      "To one host, of all threads of this worker together (32)");
  add_flag_with_value(app, "--per-host", "N", flags.per_host,
                      "At most so many deliveries under way to one host, over all workers; all of "
                      "them are to be told the same (no limit)");
  add_flag_with_value(app, "--lease", "D", flags.lease,
                      "What this worker has is given to others once nothing was heard of it for so "
                      "long (15s)");
  add_flag_with_value(app, "--timeout", "D", flags.timeout,
                      "From connecting to the end of the answer (as the preset has it, 10s)");
  add_flag_with_value(app, "--allow-host", "HOST", flags.allowed_hosts,
                      "A host besides loopback that may be sent to; may be repeated")
      ->allow_extra_args(false);
  declare_dispatch_flags(app, flags.dispatch);
  app.footer(
      "Any number of workers share a queue, on any number of machines; one in a file, on this "
      "one.\n"
      "One that is stopped sends what it has, or gives it back; what one that was killed had "
      "comes\n"
      "again.\n\n"
      "Example:\n"
      "  emitter work --queue postgresql://hookline@db.internal/hookline --threads 4 \\\n"
      "    --allow-host staging.internal");
}

WorkOptions options_of(const WorkFlags& flags) {
  constexpr std::chrono::milliseconds kLeaseMin{1000};
  constexpr std::uint64_t kThreadsMax = 256;
  constexpr std::uint64_t kConnectionsMax = 60'000;
  constexpr std::uint64_t kPerHostMax = 1'000'000;
  check_queue_place(flags.queue);
  check_certificate_flags(flags.dispatch);
  const DeliveryPromise promise = promise_of(flags.dispatch);
  WorkOptions options{.queue = flags.queue, .dispatch = {}};
  DispatcherOptions& dispatch = options.dispatch;
  dispatch.threads = static_cast<int>(number_in("--threads", flags.threads, kThreadsMax));
  const auto connections = number_in("--connections", flags.connections, kConnectionsMax);
  const auto threads = static_cast<std::uint64_t>(dispatch.threads);
  if (connections < threads) {
    refuse_flag(
        "--connections", flags.connections,
        fmt::format("each of the {} threads needs one; give at least {}", threads, threads));
  }
  dispatch.connections_per_host = connections / threads;
  if (!flags.per_host.empty()) {
    options.per_host_max = number_in("--per-host", flags.per_host, kPerHostMax);
  }
  options.lease = std::chrono::milliseconds(duration_in("--lease", flags.lease));
  if (options.lease < kLeaseMin) {
    refuse_flag("--lease", flags.lease, "it is renewed several times a second; give at least 1s");
  }
  apply(flags.dispatch, promise, flags.timeout, dispatch);
  dispatch.allowed_hosts = flags.allowed_hosts;
  return options;
}

}  // namespace

ExitCode run_work(std::span<const std::string> arguments, std::ostream& out) {
  CLI::App app("Sends what is in a shared queue, until it is told to stop.", "emitter work");
  WorkFlags flags;
  declare(app, flags);
  if (parse_arguments(app, arguments, out) == ArgumentsCall::kDone) return ExitCode::kOk;
  WorkOptions options = options_of(flags);
  Worker worker(std::move(options), InterruptSignals().stop_token());
  fmt::print(out, "working on {} as {}\n", worker.place(), worker.name());
  out.flush();
  const WorkDone done = worker.run();
  fmt::print(out, "delivered {}, failed {}, given back {}, ended twice {}\n", done.delivered,
             done.failed, done.given_back, done.duplicates);
  return ExitCode::kOk;
}

}  // namespace hookline

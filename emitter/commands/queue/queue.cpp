#include "emitter/commands/queue/queue.h"

#include "catcher/base/process/signals.h"
#include "emitter/commands/flags/queue_flags.h"
#include "emitter/commands/reports/report_file.h"
#include "emitter/delivery/queue/seats/open_seats.h"
#include "emitter/report/queue/queue_json_report.h"
#include "emitter/report/queue/queue_text_report.h"

#include <condition_variable>
#include <iostream>
#include <mutex>
#include <ostream>
#include <sstream>
#include <stop_token>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <unistd.h>

namespace hookline {
namespace {

constexpr std::chrono::seconds kEvery{1};

/// Over what was shown before, until it is stopped.
void show_live(QueueStatusReader& reader, const std::stop_token& stop, std::ostream& out) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::optional<QueueStatus> before;
  while (!stop.stop_requested()) {
    const QueueStatus now = reader.read();
    std::ostringstream text;
    write_queue_text_report(now, before ? &*before : nullptr, text);
    fmt::print(out, "\x1b[H\x1b[J{}", text.str());
    out.flush();
    before = now;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, kEvery, [] { return false; });
  }
}

}  // namespace

ExitCode run_queue(std::span<const std::string> arguments, std::ostream& out) {
  CLI::App app("Shows how a shared queue stands: by host and by worker.", "emitter queue");
  QueuePlace place;
  std::string json_file;
  declare_queue_flags(
      app, place, "The queue: postgresql://USER@HOST:PORT/DATABASE, as libpq takes it, or a file")
      ->required();
  declare_report(app, "--json", json_file, "Write it as JSON, once");
  app.footer("On a terminal it is shown anew every second, until Ctrl-C.");
  if (parse_arguments(app, arguments, out) == ArgumentsCall::kDone) return ExitCode::kOk;
  check_queue_place(place);
  ReportFile json("--json", json_file);
  const std::stop_token stop = InterruptSignals().stop_token();
  const auto reader = open_queue_status(place, stop);
  if (!json.is_wanted() && &out == &std::cout && isatty(STDOUT_FILENO) == 1) {
    show_live(*reader, stop, out);
    return ExitCode::kOk;
  }
  const QueueStatus status = reader->read();
  if (json.is_wanted()) {
    json.write([&](std::ostream& file) { write_queue_json_report(status, file); });
  } else {
    write_queue_text_report(status, nullptr, out);
  }
  return ExitCode::kOk;
}

}  // namespace hookline

#include "catcher/base/json/json_mistakes.h"
#include "catcher/base/process/diagnostics.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/process/signals.h"
#include "catcher/base/text/printable.h"
#include "catcher/catcher.h"
#include "catcher/options.h"
#include "catcher/replies/rules/reply_rules.h"

#include <chrono>
#include <cstdlib>
#include <iostream>

#include <fmt/format.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <unistd.h>

namespace hookline {
namespace {

void warn_beyond_loopback(const ListenAddress& address, const char* flag) {
  if (is_loopback(address)) return;
  warn(
      fmt::format("{} {}:{} can be reached from other machines", flag, address.host, address.port));
}

/// Notes about the start, unless only errors are asked for: the seed, say, which gives the same
/// draws again.
void tell_notes(const CatcherOptions& options, const ReplyRules& replies) {
  if (options.log_level == "error") return;
  if (replies.has_chance()) {
    std::cerr << fmt::format("catcher: replies are drawn by --seed {}\n", replies.seed());
  }
  if (!options.forward.empty()) {
    std::cerr << "catcher: forwarding to " << printable(options.forward) << std::endl;
  }
}

/// Makes glibc give large blocks back to the system when they are freed; else it begins, after the
/// first, to keep some for each thread.
void give_large_blocks_back() {
#ifdef __GLIBC__
  constexpr int kLargeBytes = 256 << 10;
  mallopt(M_MMAP_THRESHOLD, kLargeBytes);
#endif
}

int run(int argc, const char* const* argv) {
  CatcherOptions options;
  if (parse_catcher_options(argc, argv, options) == CatcherCall::kDone) {
    if (std::cout.flush()) return 0;
    throw Failure(ExitCode::kCannotRun, "standard output can't be written to");
  }
  options.lines.colour = wants_colour(STDOUT_FILENO);
  InterruptSignals signals;  // blocked before any thread starts, so that only wait() sees them
  raise_open_files_limit();
  direct_diagnostics("catcher", options.log_level);
  warn_beyond_loopback(options.listen, "--listen");
  warn_beyond_loopback(options.page, "--page");
  Catcher catcher(options, std::cout);
  std::cout << "catching on " << catcher.catching_url() << "\nwatching on "
            << catcher.watching_url() << std::endl;
  tell_notes(options, catcher.replies());
  signals.wait();
  end_within(std::chrono::milliseconds(1800), "catcher");
  catcher.stop();
  return 0;
}

}  // namespace
}  // namespace hookline

int main(int argc, char** argv) {
  hookline::ignore_write_signals();
  hookline::give_large_blocks_back();
  try {
    const int code = hookline::run(argc, argv);
    // Not return: the log's thread may hang in a write to a pipe that nobody reads, holding the
    // lock that exit() needs to flush. The catcher is down and its store closed.
    std::_Exit(code);
  } catch (const hookline::InvalidFile& invalid) {
    for (const std::string& mistake : invalid.mistakes()) {
      std::cerr << "catcher: " << hookline::printable_line(mistake) << std::endl;
    }
    return static_cast<int>(invalid.code());
  } catch (const hookline::Failure& failure) {
    std::cerr << "catcher: " << hookline::printable_line(failure.what()) << std::endl;
    return static_cast<int>(failure.code());
  } catch (const std::exception& error) {
    std::cerr << "catcher: " << hookline::printable_line(error.what()) << std::endl;
    return static_cast<int>(hookline::ExitCode::kCannotRun);
  }
}

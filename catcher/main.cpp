#include "catcher/catcher.h"
#include "catcher/failure.h"
#include "catcher/options.h"
#include "catcher/signals.h"

#include <csignal>
#include <iostream>

#include <fmt/format.h>

namespace hookline {
namespace {

int run(int argc, const char* const* argv) {
  CatcherOptions options;
  if (parse_catcher_options(argc, argv, options) == CatcherCall::kDone) return 0;
  InterruptSignals signals;  // blocked before any thread starts, so that only wait() sees them
  raise_open_files_limit();
  Catcher catcher(options, std::cout);
  std::cout << "catching on " << catcher.catching_url() << "\nwatching on "
            << catcher.watching_url() << std::endl;
  signals.wait();
  catcher.stop();
  return 0;
}

}  // namespace
}  // namespace hookline

int main(int argc, char** argv) {
  try {
    return hookline::run(argc, argv);
  } catch (const hookline::Failure& failure) {
    std::cerr << "catcher: " << failure.what() << std::endl;
    return static_cast<int>(failure.code());
  } catch (const std::exception& error) {
    std::cerr << "catcher: " << error.what() << std::endl;
    return static_cast<int>(hookline::ExitCode::kCannotRun);
  }
}

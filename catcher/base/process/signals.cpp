#include "catcher/base/process/signals.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <thread>

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

namespace hookline {
namespace {

/// Signals within it are one: `timeout` signals the program and then its group, and a terminal's
/// Ctrl-C reaches a program that its parent tells to stop as well.
constexpr std::chrono::seconds kSameMoment(1);

/// Takes those of the same moment away, then lets the next one do what it does by default. Every
/// other thread has both blocked.
void end_at_the_next(sigset_t signals) {
  using std::chrono::steady_clock;
  const auto until = steady_clock::now() + kSameMoment;
  while (steady_clock::now() < until) {
    const std::chrono::nanoseconds left = until - steady_clock::now();
    const timespec wait{0, std::clamp<long>(left.count(), 0, 999'999'999)};
    sigtimedwait(&signals, nullptr, &wait);
  }
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  while (true) pause();
}

}  // namespace

InterruptSignals::InterruptSignals() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
}

void InterruptSignals::wait() {
  int received = 0;
  sigwait(&signals_, &received);
  std::thread(end_at_the_next, signals_).detach();
}

std::stop_token InterruptSignals::stop_token() {
  std::stop_source stop;
  std::thread([signals = *this, stop]() mutable {
    signals.wait();
    stop.request_stop();
  }).detach();
  return stop.get_token();
}

void ignore_write_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

void end_within(std::chrono::milliseconds time, const std::string& program) {
  std::thread([time, program] {
    std::this_thread::sleep_for(time);
    std::cerr << program << ": what was still under way was cut off" << std::endl;
    std::_Exit(0);
  }).detach();
}

void raise_open_files_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace hookline

#include "catcher/signals.h"

#include <pthread.h>
#include <sys/resource.h>

namespace hookline {

InterruptSignals::InterruptSignals() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
}

void InterruptSignals::wait() {
  int received = 0;
  sigwait(&signals_, &received);
  // The other threads have both blocked; this one takes the second, whose default action ends the
  // program.
  pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
}

void ignore_write_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

void raise_open_files_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace hookline

#include "catcher/terminal/capture_log.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <ostream>
#include <thread>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Lines go on waiting up to that; then more are skipped. One line may be longer.
constexpr std::size_t kWaitingBytesMax = 4u << 20;
constexpr std::chrono::milliseconds kLastWords{500};

std::string note_of_skipped(std::size_t count, LineFormat format) {
  return format == LineFormat::kJson
             ? fmt::format("{{\"skipped\":{}}}\n", count)
             : fmt::format("... {} lines skipped: this output is read too slowly\n", count);
}

}  // namespace

struct CaptureLog::State {
  State(std::ostream& stream, LineFormat lines) : out(stream), format(lines) {}

  std::ostream& out;
  const LineFormat format;
  std::mutex mutex;
  std::condition_variable changed;
  std::string waiting;  // the rest is guarded by mutex
  std::size_t skipped = 0;
  bool ending = false;
  bool ended = false;
};

CaptureLog::CaptureLog(std::ostream& out, LineStyle style)
    : style_(style), state_(std::make_shared<State>(out, style.format)) {
  std::thread([state = state_] {
    std::unique_lock lock(state->mutex);
    while (!state->ending || !state->waiting.empty()) {
      state->changed.wait(lock, [&] { return state->ending || !state->waiting.empty(); });
      std::string lines;
      lines.swap(state->waiting);
      if (const auto skipped = std::exchange(state->skipped, 0); skipped > 0) {
        lines += note_of_skipped(skipped, state->format);
      }
      lock.unlock();
      state->out << lines << std::flush;
      lock.lock();
    }
    state->ended = true;
    state->changed.notify_all();
  }).detach();  // it may hang in a write for ever; the state is its own as long as it lives
}

CaptureLog::~CaptureLog() {
  std::unique_lock lock(state_->mutex);
  state_->ending = true;
  state_->changed.notify_all();
  state_->changed.wait_for(lock, kLastWords, [this] { return state_->ended; });
}

void CaptureLog::write(std::string lines, std::size_t count) {
  const std::lock_guard lock(state_->mutex);
  if (!state_->waiting.empty() && state_->waiting.size() + lines.size() > kWaitingBytesMax) {
    state_->skipped += count;
    return;
  }
  state_->waiting += lines;
  state_->changed.notify_all();
}

}  // namespace hookline

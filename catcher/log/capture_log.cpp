#include "catcher/log/capture_log.h"

#include "catcher/base/process/diagnostics.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <ostream>
#include <thread>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// While so many bytes of lines wait, further lines are skipped. A single line may be longer.
constexpr std::size_t kWaitingBytesMax = 4u << 20;
constexpr std::chrono::milliseconds kLastWords{500};

std::string note_of_skipped(std::size_t count, LineFormat format) {
  return format == LineFormat::kJson
             ? fmt::format("{{\"skipped\":{}}}\n", count)
             : fmt::format("... {} lines skipped: this output is read too slowly\n", count);
}

/// Begins a line of its own, for the last one may have been cut.
std::string note_of_lost(std::size_t count, LineFormat format) {
  return format == LineFormat::kJson
             ? fmt::format("\n{{\"skipped\":{}}}\n", count)
             : fmt::format("\n... {} lines lost: this output couldn't be written\n", count);
}

}  // namespace

struct CaptureLog::State {
  State(std::ostream& stream, LineFormat lines) : out(stream), format(lines) {}

  std::ostream& out;
  const LineFormat format;
  std::mutex mutex;
  std::condition_variable changed;
  std::string waiting;  // the rest is guarded by mutex
  std::size_t waiting_count = 0;
  std::size_t skipped = 0;
  bool ending = false;
  bool ended = false;
  std::size_t lost =
      0;  ///< lines lost since the last write that went well; used by the thread alone

  /// Takes what waits, as it is to be written, and how many lines that is.
  std::size_t take(std::string& lines) {
    lines.swap(waiting);
    if (const auto count = std::exchange(skipped, 0); count > 0) {
      lines += note_of_skipped(count, format);
    }
    return std::exchange(waiting_count, 0);
  }

  /// A disk that is full now may have room when the next line comes.
  void put(const std::string& lines, std::size_t count) {
    if (lost > 0) out << note_of_lost(lost, format);
    out << lines << std::flush;
    if (out.good()) {
      lost = 0;
      return;
    }
    if (lost == 0) {
      tell_error("the lines of caught requests can't be written; they are lost until they can");
    }
    lost += count;
    out.clear();
  }
};

CaptureLog::CaptureLog(std::ostream& out, LineStyle style)
    : style_(style), state_(std::make_shared<State>(out, style.format)) {
  std::thread([state = state_] {
    std::unique_lock lock(state->mutex);
    while (!state->ending || !state->waiting.empty()) {
      state->changed.wait(lock, [&] { return state->ending || !state->waiting.empty(); });
      std::string lines;
      const std::size_t count = state->take(lines);
      lock.unlock();
      state->put(lines, count);
      lock.lock();
    }
    state->ended = true;
    state->changed.notify_all();
  }).detach();  // it may hang in a write for ever; it shares the state, which lives as long as it
                // needs it
}

CaptureLog::~CaptureLog() {
  std::unique_lock lock(state_->mutex);
  state_->ending = true;
  state_->changed.notify_all();
  state_->changed.wait_for(lock, kLastWords, [this] { return state_->ended; });
}

void CaptureLog::write(const std::string& lines, std::size_t count) {
  const std::lock_guard lock(state_->mutex);
  if (!state_->waiting.empty() && state_->waiting.size() + lines.size() > kWaitingBytesMax) {
    state_->skipped += count;
    return;
  }
  state_->waiting += lines;
  state_->waiting_count += count;
  state_->changed.notify_all();
}

}  // namespace hookline

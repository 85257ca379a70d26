#include "catcher/capture_log.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <ostream>
#include <thread>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kWaitingBytesMax = 4u << 20;
constexpr std::chrono::milliseconds kLastWords{500};

/// Length of the UTF-8 sequence at `at`: 0 when there is none that may be shown.
std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<std::uint8_t>(text[i]) : std::uint8_t{0};
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xc0) == 0x80; };
  const std::uint8_t first = byte(at);
  if (first >= 0xc2 && first < 0xe0 && continues(at + 1)) {
    return first == 0xc2 && byte(at + 1) < 0xa0 ? 0 : 2;  // U+0080 to U+009F are control characters
  }
  if (first >= 0xe0 && first < 0xf0 && continues(at + 1) && continues(at + 2)) return 3;
  if (first >= 0xf0 && first < 0xf5 && continues(at + 1) && continues(at + 2) && continues(at + 3))
    return 4;
  return 0;
}

}  // namespace

struct CaptureLog::State {
  explicit State(std::ostream& stream) : out(stream) {}

  std::ostream& out;
  std::mutex mutex;
  std::condition_variable changed;
  std::string waiting;  // the rest is guarded by mutex
  std::size_t skipped = 0;
  bool ending = false;
  bool ended = false;
};

CaptureLog::CaptureLog(std::ostream& out) : state_(std::make_shared<State>(out)) {
  std::thread([state = state_] {
    std::unique_lock lock(state->mutex);
    while (!state->ending || !state->waiting.empty()) {
      state->changed.wait(lock, [&] { return state->ending || !state->waiting.empty(); });
      std::string lines;
      lines.swap(state->waiting);
      if (const auto skipped = std::exchange(state->skipped, 0); skipped > 0) {
        lines += fmt::format("... {} lines skipped: this output is read too slowly\n", skipped);
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
  if (state_->waiting.size() + lines.size() > kWaitingBytesMax) {
    state_->skipped += count;
    return;
  }
  state_->waiting += lines;
  state_->changed.notify_all();
}

std::string terminal_text(std::string_view text, std::size_t bytes_max) {
  std::string out;
  std::size_t i = 0;
  while (i < text.size() && i < bytes_max) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    const std::size_t length = byte < 0x80 ? 1 : utf8_length(text, i);
    if (length == 0 || byte < 0x20 || byte == 0x7f) {
      out += fmt::format("\\x{:02x}", byte);
    } else if (byte == '\\') {
      out += "\\\\";
    } else {
      out.append(text, i, length);
    }
    i += std::max<std::size_t>(1, length);
  }
  if (i < text.size()) out += "…";
  return out;
}

}  // namespace hookline

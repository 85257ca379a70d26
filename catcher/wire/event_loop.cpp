#include "catcher/wire/event_loop.h"

#include "catcher/base/process/diagnostics.h"
#include "catcher/wire/connection.h"

#include <algorithm>
#include <utility>

#include <boost/asio/post.hpp>

namespace hookline {
namespace {

constexpr std::chrono::milliseconds kTimeoutsInterval{500};
constexpr std::chrono::milliseconds kStopTime{1000};
constexpr std::size_t kScratchBytes = 128 << 10;
/// Whoever has just connected is given time for a request.
constexpr std::chrono::milliseconds kOldEnough{500};
/// One connection in so many is closed at once to make room: to find the longest waiting, all have
/// to be looked at.
constexpr std::size_t kPartThatMakesRoom = 64;

}  // namespace

EventLoop::EventLoop(WireHandler& handler, const WireLimits& limits)
    : handler_(handler),
      limits_(limits),
      work_(io_.get_executor()),
      timeouts_(io_),
      scratch_(kScratchBytes) {}

EventLoop::~EventLoop() {
  stop();
}

void EventLoop::start() {
  watch_timeouts();
  thread_ = std::thread([this] { run(); });
}

void EventLoop::run() {
  while (true) {
    try {
      io_.run();
      return;
    } catch (const std::exception& error) {
      // One request could not be handled (out of memory, say): its connection runs into its
      // time-out, the others go on.
      tell_error("a request was lost", error.what());
    }
  }
}

void EventLoop::ask_to_stop() {
  if (!thread_.joinable() || std::exchange(asked_, true)) return;
  boost::asio::post(io_, [this] { begin_stop(); });
}

void EventLoop::stop() {
  ask_to_stop();
  if (thread_.joinable()) thread_.join();
}

void EventLoop::begin_stop() {
  flush();
  stopping_ = true;
  const auto open = connections_;
  for (const auto& connection : open) connection->close_when_answered();
  timeouts_.expires_after(kStopTime);
  timeouts_.async_wait([this](const auto& error) {
    if (error) return;
    const auto left = connections_;
    for (const auto& connection : left) connection->close();
  });
  work_.reset();
  if (connections_.empty()) timeouts_.cancel();
}

void EventLoop::add(std::shared_ptr<Connection> connection) {
  count_.fetch_add(1, std::memory_order_relaxed);
  boost::asio::post(
      io_, [this, connection = std::move(connection)]() mutable { start(std::move(connection)); });
}

void EventLoop::start(std::shared_ptr<Connection> connection) {
  if (stopping_) return;
  const auto& started = *connections_.insert(std::move(connection)).first;
  started->start();
}

void EventLoop::remove(const std::shared_ptr<Connection>& connection) {
  if (connections_.erase(connection) > 0) count_.fetch_sub(1, std::memory_order_relaxed);
  if (stopping_ && connections_.empty()) timeouts_.cancel();
}

void EventLoop::make_room() {
  boost::asio::post(io_, [this] { close_longest_waiting(); });
}

void EventLoop::close_longest_waiting() {
  using Waiting = std::pair<std::chrono::steady_clock::time_point, std::shared_ptr<Connection>>;
  std::vector<Waiting> waiting;
  const auto old_enough = std::chrono::steady_clock::now() - kOldEnough;
  for (const auto& connection : connections_) {
    const auto since = connection->waiting_since();
    if (since && *since < old_enough) waiting.emplace_back(*since, connection);
  }
  const auto count = std::min(waiting.size(), connections_.size() / kPartThatMakesRoom + 1);
  const auto end = waiting.begin() + static_cast<std::ptrdiff_t>(count);
  std::partial_sort(waiting.begin(), end, waiting.end(),
                    [](const Waiting& a, const Waiting& b) { return a.first < b.first; });
  std::for_each(waiting.begin(), end, [](const Waiting& one) { one.second->make_room(); });
}

void EventLoop::shut_down() {
  boost::asio::post(io_, [this] {
    for (const auto& connection : connections_) connection->shut_down();
  });
}

void EventLoop::enqueue(std::shared_ptr<Connection> connection) {
  batch_.push_back(std::move(connection));
  // What is posted runs behind the completions of this wake-up, so that the batch holds them all.
  if (batch_.size() == 1) boost::asio::post(io_, [this] { flush(); });
}

void EventLoop::flush() {
  if (batch_.empty()) return;
  std::vector<ExchangePtr> batch;
  batch.swap(batch_);
  handler_.handle(batch);
  batch.clear();
  if (batch_.empty()) batch_.swap(batch);  // keeps its memory for the next batch
}

void EventLoop::watch_timeouts() {
  timeouts_.expires_after(kTimeoutsInterval);
  timeouts_.async_wait([this](const auto& error) {
    if (error || stopping_) return;
    const auto now = std::chrono::steady_clock::now();
    std::vector<std::shared_ptr<Connection>> open(connections_.begin(), connections_.end());
    for (const auto& connection : open) connection->check_timeouts(now);
    watch_timeouts();
  });
}

}  // namespace hookline

#include "emitter/serving/calls/events/news_stream.h"

#include "catcher/base/json/json_writer.h"

#include <utility>

namespace hookline {
namespace {

using std::chrono::steady_clock;

/// A comment line now and then shows that the stream is alive, and finds viewers that have gone.
constexpr std::chrono::seconds kHeartbeat{15};

/// A single change is told at once. Among many the pauses grow, so that viewers don't take the
/// processor from those who send.
std::chrono::milliseconds pause_after(const News& news) {
  constexpr std::size_t kMany = 100;
  return std::chrono::milliseconds(news.deliveries.size() > kMany ? 100 : 20);
}

}  // namespace

NewsStream::NewsStream(NewsBoard& board, std::string run, Viewers viewers, std::stop_token stop)
    : board_(board), run_(std::move(run)), viewers_(std::move(viewers)), stop_(std::move(stop)) {
  ++*viewers_;
}

std::string NewsStream::next() {
  if (stop_.stop_requested()) return "";
  if (!std::exchange(is_greeted_, true)) return "retry: 1000\n\n" + told(board_.now());
  rest();
  const auto news = board_.wait_past(place_, steady_clock::now() + kHeartbeat, stop_);
  if (stop_.stop_requested()) return "";
  return news ? told(*news) : ": alive\n\n";
}

std::string NewsStream::told(const News& news) {
  place_ = news.place;
  rested_at_ = steady_clock::now() + pause_after(news);
  std::string out = "event: news\ndata: ";
  JsonObjectWriter object(out);
  object.text("run", run_);
  object.number("event", news.event);
  object.number("delivery", news.delivery);
  object.numbers("deliveries", news.deliveries);
  object.boolean("missed", news.has_missed);
  object.number("account", news.account);
  object.number("webhooks", news.webhooks);
  object.end();
  return out + "\n\n";
}

/// Waits until the pause is over or a stop is asked for, on a condition of its own: the board's
/// would wake it for each change.
void NewsStream::rest() {
  std::unique_lock lock(mutex_);
  resting_.wait_until(lock, stop_, rested_at_, [] { return false; });
}

}  // namespace hookline

#pragma once

#include "emitter/platform/records/news_board.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

namespace hookline {

/// One viewer's news, as server-sent events. Used by one thread at a time.
class NewsStream {
 public:
  /// How many there are, for whoever bounds them.
  using Viewers = std::shared_ptr<std::atomic<std::size_t>>;

  /// `run` is another one for each start. The board outlives this; a stop ends it.
  NewsStream(NewsBoard& board, std::string run, Viewers viewers, std::stop_token stop);
  ~NewsStream() { --*viewers_; }
  NewsStream(const NewsStream&) = delete;
  NewsStream& operator=(const NewsStream&) = delete;

  /// What there is at first, then what has changed, having waited for that; a comment where nothing
  /// has for a while. Empty: it has ended.
  std::string next();

 private:
  std::string told(const News& news);
  void rest();

  NewsBoard& board_;
  const std::string run_;
  const Viewers viewers_;
  const std::stop_token stop_;
  bool is_greeted_ = false;
  std::uint64_t place_ = 0;
  std::mutex mutex_;  ///< the condition needs one; it guards nothing
  std::condition_variable_any resting_;
  std::chrono::steady_clock::time_point rested_at_;
};

}  // namespace hookline

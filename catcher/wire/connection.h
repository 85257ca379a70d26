#pragma once

#include "catcher/base/memory/memory_budget.h"
#include "catcher/wire/event_loop.h"
#include "catcher/wire/exchange.h"
#include "catcher/wire/peer/sender_watch.h"
#include "catcher/wire/request/request_reader.h"

#include <chrono>
#include <memory>
#include <optional>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

namespace hookline {

/// One sender's connection: reads a request, waits for its answer, writes it, reads the next. Lives
/// on its loop's thread; only answer(), release() and native_socket() come from others.
class Connection : public Exchange, public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::ip::tcp::socket socket, EventLoop& loop);

  void start();
  /// Closes at once, whatever is under way.
  void close();
  /// What the loop's timer does about it at `now`: closes what was idle or stuck for too long.
  void check_timeouts(std::chrono::steady_clock::time_point now);
  /// Since when it has waited for a request, the rest of one, or the sender's end; none: it does
  /// something else.
  std::optional<std::chrono::steady_clock::time_point> waiting_since() const;
  /// Ends its waiting, so that others may connect.
  void make_room();
  /// Ends both directions, so that whoever reads or writes natively is told.
  void shut_down();
  /// The loop ends: closes when nothing is under way, else after the answer.
  void close_when_answered();

  WireRequest& request() override { return request_; }
  void answer(WireAnswer answer) override;
  void write(std::string bytes, std::function<void(bool)> on_written) override;
  int native_socket() override { return socket_.native_handle(); }
  void release(bool keep_alive) override;

 private:
  enum class Phase { kReading, kHandling, kWritingPiece, kWriting, kLingering, kClosed };

  void wait_readable();
  bool has_memory();
  void wait_for_memory();
  void ask_for_memory_again();
  void on_readable(const boost::system::error_code& error);
  void read_available();
  void on_bytes(std::string_view bytes);
  void on_read_end(const boost::system::error_code& error);
  void on_state(RequestReader::State state);
  void hand_over();
  void send_continue();
  void take_answer(WireAnswer answer);
  void on_piece_written(bool is_written, const std::function<void(bool)>& on_written);
  void let_go_of_request();
  void begin_answer();
  void begin_fault();
  void write_answer();
  void drip();
  void on_written(bool keep_alive);
  void next_request();
  void linger();
  void reset();
  bool takes_too_long(std::chrono::steady_clock::time_point now) const;
  void cut_off(std::string_view reason);
  /// That a phase begins is a sign of life too: one look at the clock does for both.
  void enter(Phase phase) {
    touch();
    phase_ = phase;
    phase_began_ = last_activity_;
  }
  void touch() { last_activity_ = std::chrono::steady_clock::now(); }

  EventLoop& loop_;
  boost::asio::ip::tcp::socket socket_;
  std::string client_ip_;  ///< read once: still known when the sender has gone
  std::uint16_t client_port_ = 0;
  std::optional<boost::asio::steady_timer> timer_;  ///< made for a delay or a drip, which are rare
  RequestReader reader_;
  MemoryBudget::Share memory_;  ///< for what the reader holds, until it is answered
  std::optional<std::chrono::steady_clock::time_point> short_since_;  ///< while there is no room
  WireRequest request_;
  WireAnswer answer_;
  /// Came while a piece before it was still being written.
  std::optional<WireAnswer> next_answer_;
  std::size_t written_ = 0;
  std::size_t lingered_bytes_ = 0;
  Phase phase_ = Phase::kReading;
  std::chrono::steady_clock::time_point phase_began_;
  SenderWatch sender_;  ///< while an answer is delayed
  bool ends_after_answer_ = false;
  std::chrono::steady_clock::time_point last_activity_;
  std::chrono::steady_clock::time_point first_byte_;
  std::int64_t first_byte_us_ = 0;
};

}  // namespace hookline

#pragma once

#include "catcher/base/memory/memory_budget.h"
#include "catcher/wire/event_loop.h"
#include "catcher/wire/exchange.h"
#include "catcher/wire/request/request_reader.h"
#include "catcher/wire/sender_watch.h"

#include <chrono>
#include <memory>
#include <optional>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

namespace hookline {

// An idle connection only waits to become readable, and then reads into a buffer of its loop: ten
// thousand idle connections hold no buffers. A request has 60 s, and a second more for each 16 KiB
// that have come, and so has an answer: no drip lasts, and no honest transfer is cut. A sender that
// ended its side while its answer is delayed counts as gone 3 s later, as nothing tells one that
// still reads from one that has left.

/// One sender's connection: reads a request, waits for its answer, writes it, reads the next. All
/// of it happens on its loop's thread; other threads may call what Exchange declares.
class Connection : public Exchange, public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::ip::tcp::socket socket, EventLoop& loop);

  void start();
  /// Closes at once, whatever is under way.
  void close();
  /// Called by the loop now and then: closes the connection where it was idle or stuck for too
  /// long.
  void check_timeouts(std::chrono::steady_clock::time_point now);
  /// Since when it has been waiting for the sender: for a request, the rest of one, or the end of
  /// its sending. None while an answer is being made or written.
  std::optional<std::chrono::steady_clock::time_point> waiting_since() const;
  /// Gives up waiting for the sender, so that somebody else may connect.
  void make_room();
  /// Ends both directions of the socket, so that a thread that uses it natively gets an error.
  void shut_down();
  /// Closes the connection: at once where nothing is under way, else behind the answer.
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
  /// The beginning of a phase is activity, too: one look at the clock serves both.
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
  std::optional<boost::asio::steady_timer>
      timer_;  ///< made when a delay, a drip or a wait for memory first needs it
  RequestReader reader_;
  MemoryBudget::Share memory_;  ///< for what the reader holds, until it is answered
  std::optional<std::chrono::steady_clock::time_point>
      short_since_;  ///< since when it has waited for memory
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

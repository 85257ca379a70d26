#include "catcher/wire/connection.h"

#include "catcher/base/units/timestamp.h"
#include "catcher/wire/faults/half_answer.h"

#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

namespace hookline {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using std::chrono::milliseconds;

constexpr milliseconds kDripInterval{50};
/// A request that finds no memory asks again so often, for so long.
constexpr milliseconds kMemoryInterval{20};
constexpr milliseconds kMemoryPatience{5000};
/// After the last answer the sender may still be sending: its bytes are taken and thrown away for a
/// while, for a close with bytes unread is a reset, which can destroy the answer on its way.
constexpr milliseconds kLingerTime{2000};
constexpr milliseconds kLingerTimeMax{5000};
constexpr std::size_t kLingerBytes = 256u << 20;
/// Whoever speaks another protocol waits for an answer in it after a few bytes.
constexpr milliseconds kForeignQuiet{300};

}  // namespace

Connection::Connection(tcp::socket socket, EventLoop& loop)
    : loop_(loop), socket_(std::move(socket)), reader_(loop.limits()) {}

void Connection::start() {
  boost::system::error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(tcp::no_delay(true), ignored);
  const auto client = socket_.remote_endpoint(ignored);
  client_ip_ = client.address().to_string();
  client_port_ = client.port();
  touch();
  wait_readable();
}

void Connection::wait_readable() {
  socket_.async_wait(tcp::socket::wait_read,
                     [self = shared_from_this()](const auto& error) { self->on_readable(error); });
}

void Connection::on_readable(const boost::system::error_code& error) {
  // A wait may have ended just before it was cancelled; what it saw is read by the next one.
  if (phase_ != Phase::kReading && phase_ != Phase::kLingering) return;
  if (error == asio::error::operation_aborted) return;
  if (error) return on_read_end(error);
  read_available();
}

void Connection::read_available() {
  auto& scratch = loop_.scratch();
  boost::system::error_code error;
  const std::size_t size = socket_.read_some(asio::buffer(scratch), error);
  if (error == asio::error::would_block || error == asio::error::interrupted)
    return wait_readable();
  if (error) return on_read_end(error);
  if (phase_ == Phase::kLingering) {
    lingered_bytes_ += size;
    touch();
    return lingered_bytes_ > kLingerBytes ? close() : wait_readable();
  }
  touch();
  on_bytes({scratch.data(), size});
}

void Connection::on_bytes(std::string_view bytes) {
  if (!reader_.is_in_request()) {
    first_byte_ = last_activity_;
    first_byte_us_ = wall_clock_us();
  }
  on_state(reader_.feed(bytes));
}

void Connection::on_read_end(const boost::system::error_code& error) {
  if (phase_ != Phase::kReading) return close();
  const bool is_end = error == asio::error::eof;
  if (reader_.finish(is_end ? "the sender ended the connection in the middle of the request"
                            : "the connection broke in the middle of the request") ==
      RequestReader::State::kReady) {
    return hand_over();
  }
  close();
}

void Connection::on_state(RequestReader::State state) {
  if (state == RequestReader::State::kReady) return hand_over();
  if (!has_memory()) return wait_for_memory();
  if (reader_.wants_continue()) send_continue();
  wait_readable();
}

/// Of a request in progress: one that came in one piece is gone before it could count.
bool Connection::has_memory() {
  MemoryBudget* const budget = loop_.limits().memory;
  return budget == nullptr || !reader_.is_in_request() ||
         budget->resize(memory_, reader_.wanted_bytes());
}

void Connection::wait_for_memory() {
  if (!short_since_) short_since_ = std::chrono::steady_clock::now();
  if (!timer_) timer_.emplace(loop_.io());
  timer_->expires_after(kMemoryInterval);
  timer_->async_wait([self = shared_from_this()](const auto& error) {
    if (!error && self->phase_ == Phase::kReading) self->ask_for_memory_again();
  });
}

void Connection::ask_for_memory_again() {
  touch();
  if (has_memory()) {
    short_since_.reset();
    return on_state(RequestReader::State::kNeedsMore);
  }
  if (last_activity_ - *short_since_ < kMemoryPatience) return wait_for_memory();
  short_since_.reset();
  loop_.limits().memory->tell_turned_away();
  on_state(reader_.refuse_for_memory());
}

void Connection::hand_over() {
  request_ = reader_.take();
  request_.received_us = first_byte_us_;
  request_.duration_us =
      std::chrono::duration_cast<std::chrono::microseconds>(last_activity_ - first_byte_).count();
  request_.client_ip = client_ip_;
  request_.client_port = client_port_;
  phase_ = Phase::kHandling;
  loop_.enqueue(shared_from_this());
}

void Connection::send_continue() {
  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  boost::system::error_code ignored;
  // 25 bytes into an empty send buffer: it takes them whole, or the connection is gone, which the
  // next read says.
  socket_.write_some(asio::buffer(kContinue.data(), kContinue.size()), ignored);
}

void Connection::answer(WireAnswer answer) {
  asio::dispatch(loop_.io(), [self = shared_from_this(), answer = std::move(answer)]() mutable {
    if (self->phase_ == Phase::kWritingPiece) {
      self->next_answer_ = std::move(answer);
    } else if (self->phase_ == Phase::kHandling) {
      self->take_answer(std::move(answer));
    }
  });
}

void Connection::take_answer(WireAnswer answer) {
  let_go_of_request();
  answer_ = std::move(answer);
  if (answer_.delay_ms <= 0) return begin_answer();
  touch();
  timer_.emplace(loop_.io(), milliseconds(answer_.delay_ms));
  timer_->async_wait([self = shared_from_this()](const auto& error) {
    if (!error && self->phase_ == Phase::kHandling) self->begin_answer();
  });
}

void Connection::write(std::string bytes, std::function<void(bool)> on_written) {
  asio::dispatch(loop_.io(), [self = shared_from_this(), bytes = std::move(bytes),
                              on_written = std::move(on_written)]() mutable {
    if (self->phase_ != Phase::kHandling) return on_written(false);
    self->enter(Phase::kWritingPiece);
    self->written_ = 0;
    self->answer_.bytes = std::move(bytes);
    asio::async_write(self->socket_, asio::buffer(self->answer_.bytes),
                      [self, on_written = std::move(on_written)](const auto& error, std::size_t) {
                        self->on_piece_written(!error, on_written);
                      });
  });
}

void Connection::on_piece_written(bool is_written, const std::function<void(bool)>& on_written) {
  if (!is_written || phase_ != Phase::kWritingPiece) {
    close();
    return on_written(false);
  }
  enter(Phase::kHandling);
  if (next_answer_) return take_answer(*std::exchange(next_answer_, std::nullopt));
  on_written(true);
}

void Connection::let_go_of_request() {
  request_.raw = std::string();
  memory_.give_back();
  // What came behind it stays until it is its turn, which a delay may put off.
  if (!has_memory()) ends_after_answer_ = true;
}

void Connection::begin_answer() {
  enter(Phase::kWriting);
  written_ = 0;
  if (answer_.fault != ReplyFault::kNone) return begin_fault();
  write_answer();
}

void Connection::begin_fault() {
  switch (answer_.fault) {
    case ReplyFault::kClose:
      return linger();  // not close(): with bytes unread that would be a reset
    case ReplyFault::kReset:
      return reset();
    case ReplyFault::kDrip:
      return drip();
    case ReplyFault::kHalf:
      answer_.bytes.resize(half_of(answer_.bytes));
      answer_.keep_alive = false;
      return write_answer();
    case ReplyFault::kNone:
      return write_answer();
  }
}

void Connection::write_answer() {
  boost::system::error_code error;
  written_ = socket_.write_some(asio::buffer(answer_.bytes), error);
  if (!error && written_ == answer_.bytes.size()) return on_written(answer_.keep_alive);
  if (error && error != asio::error::would_block) return close();
  asio::async_write(
      socket_, asio::buffer(answer_.bytes) + written_,
      [self = shared_from_this()](const auto& failed, std::size_t size) -> std::size_t {
        self->written_ += size;
        self->touch();
        return failed ? 0 : 65536;
      },
      [self = shared_from_this()](const auto& failed, std::size_t) {
        if (self->phase_ == Phase::kClosed) return;
        failed ? self->close() : self->on_written(self->answer_.keep_alive);
      });
}

void Connection::drip() {
  boost::system::error_code error;
  written_ += socket_.write_some(asio::buffer(answer_.bytes.data() + written_, 1), error);
  if (error && error != asio::error::would_block) return close();
  if (written_ == answer_.bytes.size()) return on_written(answer_.keep_alive);
  touch();
  if (!timer_) timer_.emplace(loop_.io());
  timer_->expires_after(kDripInterval);
  timer_->async_wait([self = shared_from_this()](const auto& failed) {
    if (!failed && self->phase_ == Phase::kWriting) self->drip();
  });
}

void Connection::on_written(bool keep_alive) {
  answer_.bytes = std::string();
  if (keep_alive && !ends_after_answer_) return next_request();
  linger();
}

void Connection::next_request() {
  enter(Phase::kReading);
  timer_.reset();
  sender_.reset();
  if (reader_.is_in_request()) {
    // Pipelined: its bytes came with those of the request before.
    first_byte_ = last_activity_;
    first_byte_us_ = wall_clock_us();
  }
  on_state(reader_.resume());
}

void Connection::release(bool keep_alive) {
  asio::dispatch(loop_.io(), [self = shared_from_this(), keep_alive] {
    if (self->phase_ != Phase::kHandling) return;
    self->let_go_of_request();
    self->on_written(keep_alive);
  });
}

void Connection::linger() {
  enter(Phase::kLingering);
  boost::system::error_code error;
  socket_.shutdown(tcp::socket::shutdown_send, error);
  error ? close() : wait_readable();
}

void Connection::reset() {
  boost::system::error_code ignored;
  socket_.set_option(asio::socket_base::linger(true, 0), ignored);
  close();
}

void Connection::close() {
  if (phase_ == Phase::kClosed) return;
  phase_ = Phase::kClosed;
  if (timer_) timer_->cancel();
  boost::system::error_code ignored;
  socket_.close(ignored);
  loop_.remove(shared_from_this());
}

bool Connection::takes_too_long(std::chrono::steady_clock::time_point now) const {
  const bool reads = phase_ == Phase::kReading;
  const std::uint64_t bytes = reads ? reader_.bytes() : written_;
  return now - (reads ? first_byte_ : phase_began_) > transfer_time(loop_.limits(), bytes);
}

void Connection::cut_off(std::string_view reason) {
  reader_.finish(reason);
  boost::system::error_code ignored;
  socket_.cancel(ignored);
  hand_over();
}

std::optional<std::chrono::steady_clock::time_point> Connection::waiting_since() const {
  if (phase_ == Phase::kLingering) return phase_began_;
  if (phase_ != Phase::kReading) return std::nullopt;
  return reader_.is_in_request() ? first_byte_ : last_activity_;
}

void Connection::make_room() {
  if (phase_ == Phase::kReading && reader_.is_in_request()) {
    return cut_off("the request was cut off to make room: as many connections are open as may be");
  }
  if (phase_ == Phase::kReading || phase_ == Phase::kLingering) close();
}

void Connection::shut_down() {
  boost::system::error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_both, ignored);
}

void Connection::check_timeouts(std::chrono::steady_clock::time_point now) {
  const auto quiet = now - last_activity_;
  const WireLimits& limits = loop_.limits();
  switch (phase_) {
    case Phase::kReading:
      if (!reader_.is_in_request()) {
        if (quiet > milliseconds(limits.idle_timeout_ms)) close();
      } else if (quiet > milliseconds(limits.stall_timeout_ms)) {
        cut_off("nothing more of the request came within its time");
      } else if (takes_too_long(now) || (reader_.is_foreign() && quiet > kForeignQuiet)) {
        cut_off("the request did not come whole within its time: it only drips");
      }
      return;
    case Phase::kWritingPiece:
    case Phase::kWriting:
      // A rule's own dripping lasts as long as its answer is.
      if (quiet > milliseconds(limits.write_timeout_ms) ||
          (answer_.fault != ReplyFault::kDrip && takes_too_long(now))) {
        close();
      }
      return;
    case Phase::kLingering:
      if (quiet > kLingerTime || now - phase_began_ > kLingerTimeMax) close();
      return;
    case Phase::kHandling:  // the handler's time, or a delay that a rule asks for
      if (timer_ && sender_.is_gone(socket_.native_handle(), now)) close();
      return;
    case Phase::kClosed:
      return;
  }
}

void Connection::close_when_answered() {
  ends_after_answer_ = true;
  if (phase_ == Phase::kReading || phase_ == Phase::kLingering) close();
}

}  // namespace hookline

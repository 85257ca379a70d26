// The second half of a connection's work: what happens from the answer's coming to the next
// request.
#include "catcher/wire/connection.h"
#include "catcher/wire/faults/half_answer.h"

#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/write.hpp>

namespace hookline {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using std::chrono::milliseconds;

constexpr milliseconds kDripInterval{50};

}  // namespace

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

}  // namespace hookline

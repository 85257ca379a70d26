// The second half of a connection's work: what the receiver answers.
#include "emitter/delivery/promises/retry_after.h"
#include "emitter/delivery/wire/client_connection.h"
#include "emitter/delivery/wire/sockets/acknowledged.h"
#include "emitter/delivery/wire/sockets/stamped_read.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <boost/asio/error.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

namespace asio = boost::asio;

}  // namespace

void ClientConnection::read() {
  if (!tls_) {
    return socket_.async_wait(Socket::wait_read, [self = shared_from_this()](const Error& error) {
      self->on_readable(error);
    });
  }
  const auto room = answer_.room();
  tls_->async_read_some(asio::buffer(room.data(), room.size()),
                        [self = shared_from_this()](const Error& error, std::size_t count) {
                          self->on_read(error, count);
                        });
}

void ClientConnection::on_readable(const Error& error) {
  if (phase_ == Phase::kClosed) return;
  if (error) return on_read(error, 0);
  Error read_error;
  const StampedBytes bytes = read_stamped(socket_.native_handle(), answer_.room(), read_error);
  if (read_error == asio::error::would_block) return read();
  arrived_ = bytes.arrived;
  on_read(read_error, bytes.count);
}

void ClientConnection::on_read(const Error& error, std::size_t count) {
  if (phase_ == Phase::kClosed) return;
  // Between two deliveries: closed by the receiver, or bytes that answer nothing.
  if (phase_ == Phase::kIdle) return close();
  if (error) return on_read_failed(error);
  switch (answer_.took(count)) {
    case AnswerReader::State::kUnfinished:
      return read();
    case AnswerReader::State::kWhole:
      return on_answer();
    case AnswerReader::State::kInvalid:
      return fail(Outcome::kInvalidAnswer, fmt::format("{} {}", pool_.name(), answer_.problem()));
    case AnswerReader::State::kTooLarge:
      return fail(Outcome::kAnswerTooLarge,
                  fmt::format("the answer of {} goes over the limit of {} bytes", pool_.name(),
                              pool_.wire().options.answer_bytes_max));
  }
}

void ClientConnection::on_read_failed(const Error& error) {
  if (is_end(error) && answer_.took_end() == AnswerReader::State::kWhole) return on_answer();
  if (never_reached_the_receiver(error)) return resend();
  if (is_end(error)) return fail(Outcome::kClosed, loss_problem(progress(), "closed"));
  if (is_reset(error)) return fail(Outcome::kReset, loss_problem(progress(), "reset"));
  fail(tls_ ? Outcome::kTls : Outcome::kReset,
       fmt::format("the connection to {} broke: {}", pool_.name(), error.message()));
}

/// The receiver closes a connection that it has kept long enough, and the request crosses with
/// that. It may be sent again, without any risk of being delivered twice, when the close was sent
/// before the receiver's system had any of it: then the close acknowledges none of its bytes. A
/// close that comes after the request was received, or a reset, which says nothing about that, ends
/// the attempt; unless the connection was gone before the system took a byte of the request.
bool ClientConnection::never_reached_the_receiver(const Error& error) {
  if (!is_reused_ || answer_.bytes() > 0) return false;
  if (is_send_refused_) return true;
  if (!is_end(error)) return false;
  const auto acknowledged = acknowledged_bytes(socket_.native_handle());
  if (!acknowledged) return false;
  // The connection's opening counts as one byte.
  return *acknowledged <= (tls_ ? acknowledged_before_ : bytes_before_ + 1);
}

void ClientConnection::resend() {
  Job job = std::move(job_);
  job.resent = true;
  leave_wheel();
  pool_.resend(std::move(job));
  close();
}

void ClientConnection::on_answer() {
  const bool reusable = can_be_reused();
  bytes_before_ += request_bytes();
  Attempt attempt = job_.ended(Outcome::kAnswered);
  if (!tls_) attempt.finished = std::max(attempt.started, arrived_);
  attempt.status = answer_.status();
  attempt.location = answer_.location();
  attempt.answer = kept_answer_.body.substr(0, pool_.wire().options.answer_kept_bytes);
  if (!answer_.retry_after().empty()) {
    attempt.retry_after =
        parse_retry_after(answer_.retry_after(), std::chrono::system_clock::now());
  }
  const auto self = shared_from_this();
  if (!reusable) {
    end(std::move(attempt));
    return close();
  }
  phase_ = Phase::kIdle;
  answer_.start();
  end(std::move(attempt));
  pool_.on_idle(*this);
  if (phase_ != Phase::kClosed) read();
}

/// A connection to a name is not used for longer than a look-up of the name would be: by then it
/// may lead elsewhere.
bool ClientConnection::can_be_reused() const {
  if (!is_sent_ || !answer_.can_keep_alive()) return false;
  return !pool_.known_addresses().empty() ||
         Clock::now() - connected_ < pool_.wire().options.names.good_for;
}

}  // namespace hookline

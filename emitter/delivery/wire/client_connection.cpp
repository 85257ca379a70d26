#include "emitter/delivery/wire/client_connection.h"

#include "catcher/base/net/connections/acknowledged.h"
#include "catcher/base/net/tls/tls_or_plain.h"
#include "emitter/delivery/given_request.h"
#include "emitter/delivery/promises/retry_after.h"
#include "emitter/delivery/wire/certificate_advice.h"

#include <chrono>
#include <utility>

#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// What is left of head and body after so many bytes.
std::array<asio::const_buffer, 2> buffers_from(std::string_view head, std::string_view body,
                                               std::size_t sent) {
  const std::size_t of_head = std::min(sent, head.size());
  head.remove_prefix(of_head);
  body.remove_prefix(sent - of_head);
  return {asio::buffer(head), asio::buffer(body)};
}

}  // namespace

ClientConnection::ClientConnection(HostPool& pool)
    : pool_(pool),
      socket_(*pool.wire().io),
      answer_(pool.wire().options.answer_bytes_max,
              pool.wire().options.answer_kept_bytes > 0 ? &kept_answer_ : nullptr) {}

void ClientConnection::start(Job job) {
  job_ = std::move(job);
  const bool starts_now = job_.started == Clock::time_point{};
  if (starts_now) job_.started = Clock::now();
  pool_.wire().deadlines.watch(*this, job_.started + pool_.wire().timeout());
  job_.write_head(head_, pool_.wire().options);
  const auto& given = job_.delivery.given;
  if (given && given->method() == "HEAD") answer_.start(AnswerReader::Body::kNone);
  if (const auto& more = pool_.wire().attempt_headers) more->add_to(head_, job_.delivery);
  is_sent_ = is_send_refused_ = false;
  if (phase_ == Phase::kIdle) {
    is_reused_ = true;
    return send();
  }
  phase_ = Phase::kResolving;
  find_addresses();
}

void ClientConnection::find_addresses() {
  const auto& known = pool_.known_addresses();
  if (!known.empty()) return on_addresses(vetted(pool_.wire().guard, pool_.host(), {known, {}}));
  pool_.wire().resolver.find(
      pool_.host(), {pool_.wire().io, weak_from_this(), [this](FoundAddresses found) {
                       on_addresses(vetted(pool_.wire().guard, pool_.host(), std::move(found)));
                     }});
}

/// Vetted for each connection, and the very same addresses then connected to: whatever a name
/// stands for later, or for others, doesn't matter.
void ClientConnection::on_addresses(VettedAddresses addresses) {
  if (phase_ != Phase::kResolving) return;
  if (addresses.list.empty()) return fail(addresses.outcome, std::move(addresses.problem));
  phase_ = Phase::kConnecting;
  addresses_ = std::move(addresses.list);
  connect_next();
}

void ClientConnection::connect_next() {
  const tcp::endpoint endpoint(asio::ip::make_address(addresses_[next_address_++]), pool_.port());
  Error ignored;
  socket_.close(ignored);
  socket_.async_connect(
      endpoint, [self = shared_from_this()](const Error& error) { self->on_connected(error); });
}

void ClientConnection::on_connected(const Error& error) {
  if (phase_ != Phase::kConnecting) return;
  if (!error) {
    Error ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
    connected_ = Clock::now();
    return pool_.is_https() ? shake_hands() : on_open();
  }
  // Reported is the error of the first address, which is the preferred one.
  if (!connect_error_) connect_error_ = error;
  if (next_address_ < addresses_.size()) return connect_next();
  const bool is_refused = connect_error_ == asio::error::connection_refused;
  fail(is_refused ? Outcome::kRefused : Outcome::kUnreachable,
       no_connection_problem(pool_.name(), connect_error_));
}

void ClientConnection::shake_hands() {
  phase_ = Phase::kHandshake;
  tls_ = std::make_unique<asio::ssl::stream<Socket&>>(socket_, pool_.wire().trust.context());
  expect_host(tls_->native_handle(), pool_.host());
  pool_.tls_session().use_for(tls_->native_handle());
  tls_->async_handshake(asio::ssl::stream_base::client, [self = shared_from_this()](
                                                            const Error& error) {
    if (self->phase_ != Phase::kHandshake) return;
    if (!error) return self->on_open();
    self->pool_.tls_session().forget();
    self->fail(Outcome::kTls, handshake_problem(self->pool_.name(), error,
                                                self->tls_->native_handle(), kCertificateAdvice));
  });
}

void ClientConnection::on_open() {
  send();
  read();
}

void ClientConnection::send() {
  phase_ = Phase::kExchange;
  if (tls_) {
    if (is_reused_) acknowledged_before_ = acknowledged_bytes(socket_.native_handle()).value_or(0);
    return send_rest(0);
  }
  Error error;
  const std::size_t sent = write_some(error);
  if (error && error != asio::error::would_block) {
    is_send_refused_ = true;  // the read will fail, and say why
  } else if (sent == request_bytes()) {
    is_sent_ = true;
  } else {
    send_rest(sent);
  }
}

/// Head and body in one piece where copying them together costs less than the system takes for two.
std::size_t ClientConnection::write_some(Error& error) {
  constexpr std::size_t kJoinedMax = std::size_t{16} * 1024;
  const std::string& body = *job_.delivery.payload;
  if (request_bytes() > kJoinedMax) return socket_.write_some(buffers_from(head_, body, 0), error);
  std::string& joined = pool_.wire().joined;
  joined.assign(head_).append(body);
  return socket_.write_some(asio::buffer(joined), error);
}

void ClientConnection::send_rest(std::size_t sent) {
  const auto buffers = buffers_from(head_, *job_.delivery.payload, sent);
  // Holds the payload as well: an answer that comes early ends the job before the request is out.
  auto on_done = [self = shared_from_this(), payload = job_.delivery.payload](
                     const Error& error, std::size_t) { self->on_sent(error); };
  over_tls_or_plain(tls_, socket_,
                    [&](auto& stream) { asio::async_write(stream, buffers, std::move(on_done)); });
}

void ClientConnection::on_sent(const Error& error) {
  if (phase_ != Phase::kExchange) return;
  is_sent_ = !error;
}

void ClientConnection::read() {
  const auto room = answer_.room();
  auto on_done = [self = shared_from_this()](const Error& error, std::size_t count) {
    self->on_read(error, count);
  };
  over_tls_or_plain(tls_, socket_, [&](auto& stream) {
    stream.async_read_some(asio::buffer(room.data(), room.size()), std::move(on_done));
  });
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

void ClientConnection::end(Attempt&& attempt) {
  leave_wheel();
  Job job = std::move(job_);
  pool_.wire().on_ended(std::move(job), std::move(attempt));
}

void ClientConnection::fail(Outcome outcome, std::string problem) {
  const auto self = shared_from_this();
  end(job_.ended(outcome, std::move(problem)));
  close();
}

void ClientConnection::close() {
  if (std::exchange(phase_, Phase::kClosed) == Phase::kClosed) return;
  if (is_linked()) unlink();
  Error ignored;
  socket_.close(ignored);
  pool_.on_closed(*this);
}

void ClientConnection::cancel() {
  const auto self = shared_from_this();
  if (phase_ != Phase::kIdle) end(job_.ended(Outcome::kCancelled, kStopped));
  close();
}

void ClientConnection::expire() {
  fail(Outcome::kTimeout, timeout_sentence());
}

std::string ClientConnection::timeout_sentence() const {
  const auto ms = pool_.wire().options.timeout_ms;
  if (phase_ == Phase::kResolving) {
    return fmt::format("{} was not resolved within {} ms", pool_.host(), ms);
  }
  if (phase_ == Phase::kConnecting) {
    return fmt::format("no connection to {} within {} ms", pool_.name(), ms);
  }
  if (phase_ == Phase::kHandshake) {
    return fmt::format("the TLS handshake with {} was not done within {} ms", pool_.name(), ms);
  }
  return timeout_problem(progress(), ms);
}

}  // namespace hookline

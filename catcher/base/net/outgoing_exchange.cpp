#include "catcher/base/net/outgoing_exchange.h"

#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/net/names/name_resolver.h"
#include "catcher/base/net/tls/tls_or_plain.h"
#include "catcher/base/net/tls/trust.h"

#include <utility>

#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

std::string name_in(const Url& url) {
  const std::string origin = url.origin();
  return origin.substr(origin.find("://") + 3);
}

}  // namespace

OutgoingExchange::OutgoingExchange(const Wire& wire, OutgoingRequest request)
    : wire_(wire),
      request_(std::move(request)),
      name_(name_in(request_.to)),
      socket_(*wire.io),
      deadline_(*wire.io),
      reader_(wire.answer_bytes_max, &answer_) {
  reader_.start(request_.answer_body);
}

void OutgoingExchange::start(OnEnd on_end) {
  on_end_ = std::move(on_end);
  started_ = std::chrono::steady_clock::now();
  arm_deadline();
  asio::post(*wire_.io, [self = shared_from_this()] { self->find_addresses(); });
}

void OutgoingExchange::arm_deadline() {
  deadline_.expires_after(request_.timeout);
  deadline_.async_wait([self = shared_from_this()](const Error& error) {
    // The deadline was moved in the moment in which it passed.
    const bool is_past = self->deadline_.expiry() <= std::chrono::steady_clock::now();
    if (!error && is_past) self->expire();
  });
}

void OutgoingExchange::find_addresses() {
  if (phase_ != Phase::kResolving) return;
  const std::string& host = request_.to.host();
  std::string problem = wire_.guard.problem_with_host(host);
  if (!problem.empty()) return fail(Outcome::kForbidden, std::move(problem));
  const auto known = addresses_without_lookup(host);
  if (!known.empty()) return on_addresses(vetted(wire_.guard, host, {known, {}}));
  wire_.resolver.find(host,
                      {wire_.io, weak_from_this(), [this](FoundAddresses found) {
                         on_addresses(vetted(wire_.guard, request_.to.host(), std::move(found)));
                       }});
}

void OutgoingExchange::on_addresses(VettedAddresses addresses) {
  if (phase_ != Phase::kResolving) return;
  if (addresses.list.empty()) return fail(addresses.outcome, std::move(addresses.problem));
  phase_ = Phase::kConnecting;
  addresses_ = std::move(addresses.list);
  connect_next();
}

void OutgoingExchange::connect_next() {
  const tcp::endpoint endpoint(asio::ip::make_address(addresses_[next_address_++]),
                               request_.to.port());
  Error ignored;
  socket_.close(ignored);
  socket_.async_connect(
      endpoint, [self = shared_from_this()](const Error& error) { self->on_connected(error); });
}

void OutgoingExchange::on_connected(const Error& error) {
  if (phase_ != Phase::kConnecting) return;
  if (!error) {
    Error ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    return request_.to.is_https() ? shake_hands() : exchange();
  }
  // The problem with the first address is the one to tell: the others are only tried besides.
  if (!connect_error_) connect_error_ = error;
  if (next_address_ < addresses_.size()) return connect_next();
  const bool is_refused = connect_error_ == asio::error::connection_refused;
  fail(is_refused ? Outcome::kRefused : Outcome::kUnreachable,
       no_connection_problem(name_, connect_error_));
}

void OutgoingExchange::shake_hands() {
  phase_ = Phase::kHandshake;
  tls_ = std::make_unique<asio::ssl::stream<Socket&>>(socket_, wire_.trust.context());
  expect_host(tls_->native_handle(), request_.to.host());
  if (!wire_.checks_loopback && socket_.remote_endpoint().address().is_loopback()) {
    tls_->set_verify_mode(asio::ssl::verify_none);
  }
  tls_->async_handshake(asio::ssl::stream_base::client, [self = shared_from_this()](
                                                            const Error& error) {
    if (self->phase_ != Phase::kHandshake) return;
    if (!error) return self->exchange();
    self->fail(Outcome::kTls, handshake_problem(self->name_, error, self->tls_->native_handle()));
  });
}

void OutgoingExchange::exchange() {
  phase_ = Phase::kExchange;
  send();
  read();  // at once: an answer may come before the request is out
}

void OutgoingExchange::send() {
  // A failure to send isn't told here, but by the read: the receiver may have answered before it
  // closed.
  auto on_done = [self = shared_from_this()](const Error& error, std::size_t) {
    self->is_sent_ = !error;
  };
  over_tls_or_plain(tls_, socket_, [&](auto& stream) {
    asio::async_write(stream, asio::buffer(request_.bytes), std::move(on_done));
  });
}

void OutgoingExchange::read() {
  const auto room = reader_.room();
  auto on_done = [self = shared_from_this()](const Error& error, std::size_t count) {
    self->on_read(error, count);
  };
  over_tls_or_plain(tls_, socket_, [&](auto& stream) {
    stream.async_read_some(asio::buffer(room.data(), room.size()), std::move(on_done));
  });
}

void OutgoingExchange::on_read(const Error& error, std::size_t count) {
  if (phase_ != Phase::kExchange) return;
  if (error) return on_read_failed(error);
  switch (reader_.took(count)) {
    case AnswerReader::State::kUnfinished:
      return request_.on_piece && reader_.has_head() ? hand_over_piece() : read();
    case AnswerReader::State::kWhole:
      return end(Outcome::kAnswered, {});
    case AnswerReader::State::kInvalid:
      return fail(Outcome::kInvalidAnswer, fmt::format("{} {}", name_, reader_.problem()));
    case AnswerReader::State::kTooLarge:
      return fail(Outcome::kAnswerTooLarge,
                  fmt::format("the answer of {} goes over the limit of {} bytes (--max-answer)",
                              name_, wire_.answer_bytes_max));
  }
}

void OutgoingExchange::hand_over_piece() {
  if (std::exchange(has_begun_, true) && answer_.body.empty()) return read();
  deadline_.cancel();  // whoever takes the piece may be slow, which must not count as the
                       // receiver's time
  request_.on_piece(answer_, [self = shared_from_this()](bool is_wanted) {
    asio::post(*self->wire_.io, [self, is_wanted] { self->go_on(is_wanted); });
  });
}

void OutgoingExchange::go_on(bool is_wanted) {
  if (phase_ != Phase::kExchange) return;
  if (!is_wanted) {
    return fail(Outcome::kCancelled,
                fmt::format("the sender went away before it had the whole answer of {}", name_));
  }
  arm_deadline();
  read();
}

void OutgoingExchange::on_read_failed(const Error& error) {
  if (is_end(error) && reader_.took_end() == AnswerReader::State::kWhole) {
    return end(Outcome::kAnswered, {});
  }
  if (is_end(error)) return fail(Outcome::kClosed, loss_problem(progress(), "closed"));
  if (is_reset(error)) return fail(Outcome::kReset, loss_problem(progress(), "reset"));
  fail(tls_ ? Outcome::kTls : Outcome::kReset,
       fmt::format("the connection to {} broke: {}", name_, error.message()));
}

void OutgoingExchange::expire() {
  fail(Outcome::kTimeout, timeout_sentence());
}

void OutgoingExchange::cancel(std::string_view why) {
  fail(Outcome::kCancelled, std::string(why));
}

void OutgoingExchange::fail(Outcome outcome, std::string problem) {
  end(outcome, std::move(problem));
}

void OutgoingExchange::end(Outcome outcome, std::string problem) {
  if (std::exchange(phase_, Phase::kEnded) == Phase::kEnded) return;
  deadline_.cancel();
  Error ignored;
  socket_.close(ignored);
  OutgoingResult result;
  result.outcome = outcome;
  result.problem = std::move(problem);
  if (outcome == Outcome::kAnswered) result.answer = std::move(answer_);
  request_.on_piece = nullptr;  // it may hold, by way of others, this exchange
  result.duration = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - started_);
  std::exchange(on_end_, nullptr)(std::move(result));
}

std::string OutgoingExchange::timeout_sentence() const {
  const auto ms = request_.timeout.count();
  switch (phase_) {
    case Phase::kResolving:
      return fmt::format("{} was not resolved within {} ms", request_.to.host(), ms);
    case Phase::kConnecting:
      return fmt::format("no connection to {} within {} ms", name_, ms);
    case Phase::kHandshake:
      return fmt::format("the TLS handshake with {} was not done within {} ms", name_, ms);
    case Phase::kExchange:
    case Phase::kEnded:
      break;
  }
  return timeout_problem(progress(), ms);
}

ExchangeProgress OutgoingExchange::progress() const {
  return {name_, is_sent_, request_.bytes.size(), reader_.bytes()};
}

}  // namespace hookline

#include "catcher/base/net/outgoing_exchange.h"

#include "catcher/base/http/message/message_headers.h"
#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/net/connections/kept_connections.h"
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

std::string name_in(const std::string& origin) {
  return origin.substr(origin.find("://") + 3);
}

/// What a server says to bytes that begin no request, where it takes the rest of one for the next.
bool is_of_misreading(int status) {
  return status == 400 || status == 501;
}

/// Some servers send a body behind an answer that can't have one.
bool announces_no_body(const Answer& answer) {
  return !find_header(answer.headers, "content-length") &&
         !find_header(answer.headers, "transfer-encoding");
}

}  // namespace

OutgoingExchange::OutgoingExchange(const Wire& wire, OutgoingRequest request)
    : wire_(wire),
      request_(std::move(request)),
      origin_(request_.to.origin()),
      name_(name_in(origin_)),
      deadline_(*wire.io),
      reader_(wire.answer_bytes_max, &answer_) {
  reader_.start(request_.answer_body);
}

void OutgoingExchange::start(OnEnd on_end) {
  on_end_ = std::move(on_end);
  started_ = std::chrono::steady_clock::now();
  arm_deadline();
  asio::post(*wire_.io, [self = shared_from_this()] { self->find_connection(); });
}

void OutgoingExchange::arm_deadline() {
  deadline_.expires_after(request_.timeout);
  deadline_.async_wait([self = shared_from_this()](const Error& error) {
    // The deadline was moved in the moment in which it passed.
    const bool is_past = self->deadline_.expiry() <= std::chrono::steady_clock::now();
    if (!error && is_past) self->expire();
  });
}

void OutgoingExchange::find_connection() {
  if (phase_ != Phase::kResolving) return;
  if (request_.sharing.takes) connection_ = wire_.kept.take(origin_);
  connection_ ? exchange() : find_addresses();
}

void OutgoingExchange::find_addresses() {
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
  connection_ = std::make_shared<OutgoingConnection>(*wire_.io);
  connection_->socket().async_connect(
      endpoint, [self = shared_from_this(), connection = connection_](const Error& error) {
        self->on_connected(error);
      });
}

void OutgoingExchange::on_connected(const Error& error) {
  if (phase_ != Phase::kConnecting) return;
  if (!error) {
    Error ignored;
    connection_->socket().set_option(tcp::no_delay(true), ignored);
    return request_.to.is_https() ? shake_hands() : exchange();
  }
  if (error == asio::error::no_descriptors && wire_.kept.clear()) {
    --next_address_;
    return connect_next();
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
  OutgoingConnection::Tls& tls = connection_->begin_tls(wire_.trust.context());
  expect_host(tls.native_handle(), request_.to.host());
  if (!wire_.checks_loopback && connection_->socket().remote_endpoint().address().is_loopback()) {
    tls.set_verify_mode(asio::ssl::verify_none);
  }
  tls.async_handshake(
      asio::ssl::stream_base::client,
      [self = shared_from_this(), connection = connection_](const Error& error) {
        if (self->phase_ != Phase::kHandshake) return;
        if (!error) return self->exchange();
        self->fail(Outcome::kTls,
                   handshake_problem(self->name_, error, connection->tls()->native_handle()));
      });
}

void OutgoingExchange::exchange() {
  phase_ = Phase::kExchange;
  connection_->begin_request();
  send();
  read();  // at once: an answer may come before the request is out
}

void OutgoingExchange::send() {
  auto on_done = [self = shared_from_this(), connection = connection_](const Error& error,
                                                                       std::size_t count) {
    // Not where this is the end of the first of two attempts.
    if (self->connection_ == connection) self->on_sent(error, count);
  };
  over_tls_or_plain(connection_->tls(), connection_->socket(), [&](auto& stream) {
    asio::async_write(stream, asio::buffer(request_.bytes), std::move(on_done));
  });
}

/// A failure to send isn't told here, but by the read: the receiver may have answered before it
/// closed.
void OutgoingExchange::on_sent(const Error& error, std::size_t count) {
  is_sent_ = !error;
  is_send_refused_ = error && count == 0;
}

void OutgoingExchange::read() {
  const auto room = reader_.room();
  auto on_done = [self = shared_from_this(), connection = connection_](
                     const Error& error, std::size_t count) { self->on_read(error, count); };
  over_tls_or_plain(connection_->tls(), connection_->socket(), [&](auto& stream) {
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
  if (connection_->is_reused() && reader_.bytes() == 0) {
    wire_.kept.distrust(origin_);
    if (may_be_sent_again(error)) return send_again();
  }
  if (is_end(error)) return fail(Outcome::kClosed, loss_problem(progress(), "closed"));
  if (is_reset(error)) return fail(Outcome::kReset, loss_problem(progress(), "reset"));
  fail(connection_->tls() ? Outcome::kTls : Outcome::kReset,
       fmt::format("the connection to {} broke: {}", name_, error.message()));
}

/// On a kept connection that was lost without a byte of an answer.
bool OutgoingExchange::may_be_sent_again(const Error& error) const {
  if (request_.sharing.may_repeat || is_send_refused_) return true;
  // While the request isn't out whole, the end may be that of a connection whose reset was told to
  // the sending side.
  return is_end(error) && is_sent_ && connection_->closed_before_request();
}

void OutgoingExchange::send_again() {
  is_sent_ = is_send_refused_ = false;
  connection_.reset();
  phase_ = Phase::kResolving;
  find_addresses();
}

/// Where nothing says that the two sides disagree about where the request and its answer end.
bool OutgoingExchange::leaves_connection() const {
  const bool has_body = !ends_with_its_head(answer_.status, {});
  return request_.sharing.leaves && is_sent_ && reader_.can_keep_alive() &&
         request_.answer_body == AnswerReader::Body::kAsFramed &&
         (has_body || announces_no_body(answer_));
}

void OutgoingExchange::let_go_of_connection(Outcome outcome) {
  if (!connection_) return;
  if (outcome == Outcome::kAnswered && leaves_connection()) {
    return wire_.kept.put(origin_, std::move(connection_));
  }
  if (outcome == Outcome::kAnswered && connection_->is_reused() && !reader_.can_keep_alive() &&
      is_of_misreading(answer_.status)) {
    wire_.kept.give_up(origin_);
  }
  Error ignored;
  connection_->socket().close(ignored);
}

void OutgoingExchange::cancel(std::string_view why) {
  fail(Outcome::kCancelled, std::string(why));
}

void OutgoingExchange::end(Outcome outcome, std::string problem) {
  if (std::exchange(phase_, Phase::kEnded) == Phase::kEnded) return;
  deadline_.cancel();
  let_go_of_connection(outcome);
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

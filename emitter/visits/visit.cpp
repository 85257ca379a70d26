#include "emitter/visits/visit.h"

#include "catcher/base/net/exchange_problems.h"
#include "catcher/base/net/tls/peer_certificate.h"
#include "catcher/base/net/tls/tls_or_plain.h"
#include "emitter/delivery/wire/certificate_advice.h"

#include <utility>

#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::string_view kInterrupted = "it was interrupted";

std::string name_in(const Url& url) {
  const std::string origin = url.origin();
  return origin.substr(origin.find("://") + 3);
}

}  // namespace

Visit::Visit(Visitor& visitor, const Url& to, std::optional<std::chrono::milliseconds> timeout)
    : visitor_(visitor),
      to_(to),
      timeout_(timeout.value_or(visitor.options().timeout)),
      name_(name_in(to)),
      socket_(visitor.io()),
      reader_(visitor.options().answer_bytes_max, &answer_) {}

Visit::~Visit() {
  close();
}

Visit::Step Visit::connect(const std::string& address) {
  begin_step();
  bool is_done = false;
  Error failed;
  const tcp::endpoint endpoint(asio::ip::make_address(address), to_.port());
  socket_.async_connect(endpoint, [&](const Error& error) {
    failed = error;
    is_done = true;
  });
  const Waited waited = wait_for(is_done);
  if (waited != Waited::kDone) {
    return not_ended(waited,
                     fmt::format("no connection to {} within {} ms", name_, timeout_.count()));
  }
  if (failed) {
    const bool is_refused = failed == asio::error::connection_refused;
    return ended_step(is_refused ? Outcome::kRefused : Outcome::kUnreachable,
                      no_connection_problem(name_, failed));
  }
  Error ignored;
  socket_.set_option(tcp::no_delay(true), ignored);
  return ended_step(Outcome::kAnswered, {});
}

Visit::Step Visit::shake_hands(Handshake how) {
  begin_step();
  tls_ = std::make_unique<asio::ssl::stream<Socket&>>(socket_, visitor_.trust().context());
  expect_host(tls_->native_handle(), to_.host());
  if (how == Handshake::kToLook) only_look(tls_->native_handle());
  bool is_done = false;
  Error failed;
  tls_->async_handshake(asio::ssl::stream_base::client, [&](const Error& error) {
    failed = error;
    is_done = true;
  });
  const Waited waited = wait_for(is_done);
  if (waited != Waited::kDone) {
    return not_ended(waited, fmt::format("the TLS handshake with {} was not done within {} ms",
                                         name_, timeout_.count()));
  }
  if (!failed) return ended_step(Outcome::kAnswered, {});
  return ended_step(Outcome::kTls,
                    handshake_problem(name_, failed, tls_->native_handle(), kCertificateAdvice));
}

OutgoingResult Visit::ask(std::string_view request, AnswerReader::Body body) {
  begin_step();
  result_ = {};
  request_bytes_ = request.size();
  reader_.start(body);
  write(request);
  read();  // at once: an answer may come before the request is out
  const Waited waited = wait_for(is_reading_over_);
  if (waited == Waited::kTimedOut) {
    const ExchangeProgress progress{name_, is_sent_, request_bytes_, reader_.bytes()};
    end(Outcome::kTimeout, timeout_problem(progress, timeout_.count()));
  } else if (waited == Waited::kStopped) {
    end(Outcome::kCancelled, std::string(kInterrupted));
  }
  if (!is_writing_over_ || !reader_.can_keep_alive()) close();
  visitor_.wait_out(is_writing_over_);
  result_.duration =
      std::chrono::duration_cast<std::chrono::microseconds>(Visitor::Clock::now() - step_started_);
  if (result_.outcome == Outcome::kAnswered) result_.answer = std::move(answer_);
  return std::move(result_);
}

void Visit::begin_step() {
  step_started_ = Visitor::Clock::now();
}

/// What doesn't end by itself is made to: nothing is under way when this returns.
Visit::Waited Visit::wait_for(const bool& is_done) {
  const auto deadline = step_started_ + timeout_;
  const Waited waited = visitor_.wait_for(is_done, deadline);
  if (waited == Waited::kDone) return waited;
  close();
  visitor_.wait_out(is_done);
  return waited;
}

Visit::Step Visit::ended_step(Outcome outcome, std::string problem) {
  if (outcome != Outcome::kAnswered) close();
  return {
      outcome, std::move(problem),
      std::chrono::duration_cast<std::chrono::microseconds>(Visitor::Clock::now() - step_started_)};
}

Visit::Step Visit::not_ended(Waited waited, std::string problem) {
  if (waited == Waited::kTimedOut) return ended_step(Outcome::kTimeout, std::move(problem));
  return ended_step(Outcome::kCancelled, std::string(kInterrupted));
}

void Visit::write(std::string_view request) {
  is_sent_ = false;
  is_writing_over_ = false;
  // A failure to send isn't told here, but by the read: the receiver may have answered before it
  // closed.
  auto on_done = [this](const Error& error, std::size_t) {
    is_sent_ = !error;
    is_writing_over_ = true;
  };
  over_tls_or_plain(tls_, socket_, [&](auto& stream) {
    asio::async_write(stream, asio::buffer(request), std::move(on_done));
  });
}

void Visit::read() {
  is_reading_over_ = false;
  const auto room = reader_.room();
  auto on_done = [this](const Error& error, std::size_t count) { on_read(error, count); };
  over_tls_or_plain(tls_, socket_, [&](auto& stream) {
    stream.async_read_some(asio::buffer(room.data(), room.size()), std::move(on_done));
  });
}

void Visit::on_read(const Error& error, std::size_t count) {
  if (error) return on_read_failed(error);
  switch (reader_.took(count)) {
    case AnswerReader::State::kUnfinished:
      return read();
    case AnswerReader::State::kWhole:
      return end(Outcome::kAnswered);
    case AnswerReader::State::kInvalid:
      return end(Outcome::kInvalidAnswer, fmt::format("{} {}", name_, reader_.problem()));
    case AnswerReader::State::kTooLarge:
      return end(Outcome::kAnswerTooLarge,
                 fmt::format("the answer of {} goes over the limit of {} bytes", name_,
                             visitor_.options().answer_bytes_max));
  }
}

void Visit::on_read_failed(const Error& error) {
  if (is_end(error) && reader_.took_end() == AnswerReader::State::kWhole) {
    end(Outcome::kAnswered);
    return close();
  }
  if (is_end(error)) return end(Outcome::kClosed, loss_problem("closed"));
  if (is_reset(error)) return end(Outcome::kReset, loss_problem("reset"));
  end(tls_ ? Outcome::kTls : Outcome::kReset,
      fmt::format("the connection to {} broke: {}", name_, error.message()));
}

void Visit::end(Outcome outcome, std::string problem) {
  result_.outcome = outcome;
  result_.problem = std::move(problem);
  is_reading_over_ = true;
  if (outcome != Outcome::kAnswered) close();
}

std::string Visit::loss_problem(std::string_view what) const {
  const ExchangeProgress progress{name_, is_sent_, request_bytes_, reader_.bytes()};
  return hookline::loss_problem(progress, what);
}

void Visit::close() {
  Error ignored;
  socket_.close(ignored);
}

}  // namespace hookline

#pragma once

#include "catcher/base/net/answers/answer_reader.h"
#include "catcher/base/net/connections/outgoing_connection.h"
#include "catcher/base/net/exchange_problems.h"
#include "catcher/base/net/names/vetted_addresses.h"
#include "catcher/base/net/outgoing_request.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace hookline {

class AddressGuard;
class KeptConnections;
class NameResolver;
class Trust;

/// One request and its answer, over a new connection, or over a kept one where the request says so
/// (ConnectionSharing). A receiver may close a kept connection just as a request is on its way, a
/// failure that is nobody's fault: where the request can't have been acted on, or may be repeated,
/// it is sent again, once, over a new one. Lives on the thread of its io_context.
class OutgoingExchange final : public std::enable_shared_from_this<OutgoingExchange> {
 public:
  /// What all exchanges of a sender share; outlives them.
  struct Wire {
    std::shared_ptr<boost::asio::io_context> io;
    const AddressGuard& guard;
    NameResolver& resolver;
    Trust& trust;
    KeptConnections& kept;
    std::size_t answer_bytes_max;
    /// Whether a receiver on loopback has to show a certificate that is trusted.
    bool checks_loopback;
  };
  using OnEnd = std::function<void(OutgoingResult)>;

  OutgoingExchange(const Wire& wire, OutgoingRequest request);

  /// `on_end` is called once, never from within this call.
  void start(OnEnd on_end);
  void cancel(std::string_view why);

 private:
  enum class Phase : std::uint8_t { kResolving, kConnecting, kHandshake, kExchange, kEnded };
  using Error = boost::system::error_code;

  void find_connection();
  void find_addresses();
  void on_addresses(VettedAddresses addresses);
  void connect_next();
  void on_connected(const Error& error);
  void shake_hands();
  void exchange();
  void send();
  void on_sent(const Error& error, std::size_t count);
  void read();
  void on_read(const Error& error, std::size_t count);
  void on_read_failed(const Error& error);
  bool may_be_sent_again(const Error& error) const;
  void send_again();
  bool leaves_connection() const;
  void let_go_of_connection(Outcome outcome);
  void hand_over_piece();
  void go_on(bool is_wanted);
  void arm_deadline();

  void expire() { fail(Outcome::kTimeout, timeout_sentence()); }
  void fail(Outcome outcome, std::string problem) { end(outcome, std::move(problem)); }
  void end(Outcome outcome, std::string problem);
  std::string timeout_sentence() const;
  ExchangeProgress progress() const;

  const Wire& wire_;
  OutgoingRequest request_;
  const std::string origin_;  ///< "https://host:port"
  const std::string name_;    ///< "host:port", for sentences
  OnEnd on_end_;
  std::chrono::steady_clock::time_point started_;

  OutgoingConnectionPtr connection_;
  boost::asio::steady_timer deadline_;
  Answer answer_;
  AnswerReader reader_;
  Phase phase_ = Phase::kResolving;
  bool is_sent_ = false;
  bool is_send_refused_ = false;  ///< the system took nothing of the request
  bool has_begun_ = false;        ///< a piece of the answer was handed over

  std::vector<std::string> addresses_;
  std::size_t next_address_ = 0;
  Error connect_error_;
};

}  // namespace hookline

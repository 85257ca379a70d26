#pragma once

#include "catcher/base/net/answers/answer_reader.h"
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
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>

namespace hookline {

class AddressGuard;
class NameResolver;
class Trust;

/// One request and its answer, over a connection of its own. A receiver may close a kept connection
/// just when a request is on its way, a failure that is nobody's fault; with a new connection every
/// failure is the receiver's. Lives on the thread of its io_context.
class OutgoingExchange final : public std::enable_shared_from_this<OutgoingExchange> {
 public:
  /// What all exchanges of a sender share; outlives them.
  struct Wire {
    std::shared_ptr<boost::asio::io_context> io;
    const AddressGuard& guard;
    NameResolver& resolver;
    Trust& trust;
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
  using Socket = boost::asio::ip::tcp::socket;
  using Error = boost::system::error_code;

  void find_addresses();
  void on_addresses(VettedAddresses addresses);
  void connect_next();
  void on_connected(const Error& error);
  void shake_hands();
  void exchange();
  void send();
  void read();
  void on_read(const Error& error, std::size_t count);
  void on_read_failed(const Error& error);
  void hand_over_piece();
  void go_on(bool is_wanted);
  void arm_deadline();

  void expire();
  void fail(Outcome outcome, std::string problem);
  void end(Outcome outcome, std::string problem);
  std::string timeout_sentence() const;
  ExchangeProgress progress() const;

  const Wire& wire_;
  OutgoingRequest request_;
  const std::string name_;  ///< "host:port", for sentences
  OnEnd on_end_;
  std::chrono::steady_clock::time_point started_;

  Socket socket_;
  /// Over the socket, for https.
  std::unique_ptr<boost::asio::ssl::stream<Socket&>> tls_;
  boost::asio::steady_timer deadline_;
  Answer answer_;
  AnswerReader reader_;
  Phase phase_ = Phase::kResolving;
  bool is_sent_ = false;
  bool has_begun_ = false;  ///< a piece of the answer was handed over

  std::vector<std::string> addresses_;
  std::size_t next_address_ = 0;
  Error connect_error_;
};

}  // namespace hookline

#pragma once

#include "catcher/base/http/url/url.h"
#include "catcher/base/net/answers/answer_reader.h"
#include "catcher/base/net/outgoing_request.h"
#include "emitter/visits/visitor.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>

struct ssl_st;

namespace hookline {

/// One connection to a receiver, taken step by step, each of which is waited for. A step that
/// fails closes it.
class Visit {
 public:
  struct Step {
    Outcome outcome = Outcome::kAnswered;  ///< of a delivery, had it ended with this step
    std::string problem;                   ///< a sentence, where the step has failed
    std::chrono::microseconds duration{0};
    bool is_fine() const { return outcome == Outcome::kAnswered; }
  };
  enum class Handshake : std::uint8_t {
    kAsSenders,  ///< certificates are checked, as the visitor's options have it
    kToLook,     ///< any certificate is taken, see only_look()
  };

  /// Both outlive it. `timeout`: for each step, in place of the visitor's.
  Visit(Visitor& visitor, const Url& to, std::optional<std::chrono::milliseconds> timeout = {});
  ~Visit();
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

  /// To an address of the host that may be reached: whoever calls has asked the guard.
  Step connect(const std::string& address);
  Step shake_hands(Handshake how);
  /// The whole request, and its answer. After an answer the connection may stay open for another.
  OutgoingResult ask(std::string_view request,
                     AnswerReader::Body body = AnswerReader::Body::kAsFramed);

  bool is_open() const { return socket_.is_open(); }
  /// Of an https receiver, after the handshake.
  ssl_st* tls() { return tls_ ? tls_->native_handle() : nullptr; }

 private:
  using Socket = boost::asio::ip::tcp::socket;
  using Error = boost::system::error_code;
  using Waited = Visitor::Waited;

  void begin_step();
  Waited wait_for(const bool& is_done);
  Step ended_step(Outcome outcome, std::string problem);
  Step not_ended(Waited waited, std::string problem);
  void write(std::string_view request);
  void read();
  void on_read(const Error& error, std::size_t count);
  void on_read_failed(const Error& error);
  void end(Outcome outcome, std::string problem = {});
  std::string loss_problem(std::string_view what) const;
  void close();

  Visitor& visitor_;
  const Url& to_;
  const std::chrono::milliseconds timeout_;
  const std::string name_;  ///< "host:port", for sentences
  Socket socket_;
  std::unique_ptr<boost::asio::ssl::stream<Socket&>> tls_;  ///< over the socket, for https
  Visitor::Clock::time_point step_started_;
  Answer answer_;
  AnswerReader reader_;

  // Of the request under way.
  std::size_t request_bytes_ = 0;
  bool is_sent_ = false;
  bool is_writing_over_ = true;
  bool is_reading_over_ = true;
  OutgoingResult result_;
};

}  // namespace hookline

#pragma once

#include "catcher/base/http/message/answer.h"
#include "catcher/base/net/answers/answer_reader.h"
#include "catcher/base/net/exchange_problems.h"
#include "catcher/base/net/names/vetted_addresses.h"
#include "emitter/delivery/timing/deadline_wheel.h"
#include "emitter/delivery/wire/host_pool.h"
#include "emitter/delivery/wire/jobs/job.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>

namespace hookline {

/// One connection to one host, which carries one delivery at a time. It always reads while it is
/// open, so that a close by the receiver is seen at once, also between two deliveries.
class ClientConnection final : public std::enable_shared_from_this<ClientConnection>,
                               public IdleConnection,
                               private Deadline {
 public:
  /// The pool outlives it.
  explicit ClientConnection(HostPool& pool);

  /// Connects first, if need be. Only when it carries nothing.
  void start(Job job);
  /// Only when it carries nothing.
  void close_idle() override { close(); }
  /// Ends what it carries, and itself.
  void cancel();

 private:
  enum class Phase : std::uint8_t {
    kNew,
    kResolving,
    kConnecting,
    kHandshake,
    kExchange,
    kIdle,
    kClosed
  };
  /// Knows the one kind of loop it is on: any_io_executor costs each operation some calls.
  using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp,
                                                  boost::asio::io_context::executor_type>;
  using Error = boost::system::error_code;

  void expire() override;
  void find_addresses();
  void on_addresses(VettedAddresses addresses);
  void connect_next();
  void on_connected(const Error& error);
  void shake_hands();
  void on_open();

  void send();
  std::size_t write_some(Error& error);
  void send_rest(std::size_t sent);
  void on_sent(const Error& error);
  void read();
  void on_read(const Error& error, std::size_t count);
  void on_read_failed(const Error& error);
  void on_answer();

  bool never_reached_the_receiver(const Error& error);
  void resend();
  void end(Attempt&& attempt);
  void fail(Outcome outcome, std::string problem);
  void close();
  bool can_be_reused() const;
  std::string timeout_sentence() const;
  ExchangeProgress progress() const {
    return {pool_.name(), is_sent_, request_bytes(), answer_.bytes()};
  }
  std::size_t request_bytes() const { return head_.size() + job_.delivery.payload->size(); }

  HostPool& pool_;
  Socket socket_;
  /// Over the socket, for https.
  std::unique_ptr<boost::asio::ssl::stream<Socket&>> tls_;
  Answer kept_answer_;  ///< stays empty where nothing is kept of answers
  AnswerReader answer_;
  Phase phase_ = Phase::kNew;

  Job job_;
  std::string head_;
  bool is_sent_ = false;                   ///< the request, whole
  bool is_send_refused_ = false;           ///< the system took none of it
  bool is_reused_ = false;                 ///< it carried another delivery before
  std::uint64_t bytes_before_ = 0;         ///< sent on this connection before this request
  std::uint64_t acknowledged_before_ = 0;  ///< for https, where the bytes sent aren't known

  std::vector<std::string> addresses_;
  std::size_t next_address_ = 0;
  Error connect_error_;
  Clock::time_point connected_;
};

}  // namespace hookline

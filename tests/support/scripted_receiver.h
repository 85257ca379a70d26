#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace hookline {

/// A raw TCP server on a free port of loopback for tests of senders: it does to each connection
/// what the test's script says, each on a thread of its own, and records the bytes that come.
class ScriptedReceiver {
 public:
  /// One accepted connection, in the hands of the script. Every wait ends when the receiver is
  /// destroyed.
  class Connection {
   public:
    /// Reads one request up to the end of its Content-Length body; empty when the sender closed
    /// before.
    std::string read_request();
    /// Reads until the sender closes, and returns what came.
    std::string read_to_end();
    /// False when the sender is gone.
    bool send(std::string_view bytes);
    /// Ends the connection politely: no more bytes will come.
    void close();
    /// Ends it with a reset.
    void reset();
    /// Sleeps, in short: true until the receiver is destroyed.
    bool wait_ms(int ms);
    /// Which connection it is, from 0.
    std::size_t number() const { return number_; }
    /// For scripts that speak something else than bytes; still the connection's to close.
    int socket() const { return socket_; }

   private:
    friend class ScriptedReceiver;
    Connection(ScriptedReceiver& receiver, int socket, std::size_t number)
        : receiver_(receiver), socket_(socket), number_(number) {}
    bool wait_readable();
    bool read_some();

    ScriptedReceiver& receiver_;
    int socket_;
    std::size_t number_;
    std::string unread_;
  };

  using Script = std::function<void(Connection&)>;

  /// `address` as in "127.0.0.1" or "::1".
  explicit ScriptedReceiver(Script script, const std::string& address = "127.0.0.1");
  /// Closes everything and joins its threads.
  ~ScriptedReceiver();
  ScriptedReceiver(const ScriptedReceiver&) = delete;
  ScriptedReceiver& operator=(const ScriptedReceiver&) = delete;

  std::uint16_t port() const { return port_; }
  /// "http://127.0.0.1:PORT" and the path.
  std::string url(std::string_view path = "/") const;

  /// The requests that were read whole, in the order in which they were.
  std::vector<std::string> requests() const;
  /// Connections accepted so far.
  std::size_t connections() const;
  /// Waits until that many requests were read; false when the receiver hasn't got them in 20 s.
  bool wait_for_requests(std::size_t count);

 private:
  void run();
  void record(const std::string& request);

  const Script script_;
  int listener_ = -1;
  int stop_ = -1;  ///< readable once the receiver is being destroyed
  std::uint16_t port_ = 0;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> requests_;  ///< guarded by mutex_, as all below
  std::size_t connections_ = 0;
  std::vector<std::thread> workers_;

  std::thread acceptor_;
};

/// A script that answers every request on a connection with these bytes.
ScriptedReceiver::Script answering(std::string answer);

/// An answer with that body, and a length.
std::string answer_with(int status, std::string_view body);
/// An answer without a body.
std::string plain_answer(int status, std::string_view more_headers = {});

/// A port of loopback on which nothing listens.
std::uint16_t unused_port();

}  // namespace hookline

#pragma once

#include "tests/support/patience.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace hookline::test {

/// A client that sends exactly the bytes it is told to, for what no proper client would send. Every
/// wait has an end: what takes longer than `patience` throws.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port, const std::string& host = "127.0.0.1");
  /// Of "http://HOST:PORT".
  explicit RawClient(const std::string& url);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void send(std::string_view bytes);
  /// Ends the sending side; answers can still be read.
  void finish_sending();
  /// Goes away with a reset.
  void reset();
  void close();

  /// One whole answer by its Content-Length (or chunks): head and body.
  std::string read_answer();
  /// Everything until the server closes.
  std::string read_to_end();
  /// Whether the server ended the connection with a reset; after read_to_end().
  bool was_reset() const { return was_reset_; }
  /// Everything until `text` has come, with what came behind it.
  std::string read_until(std::string_view text);

  static constexpr std::chrono::seconds kPatience{20 * kSlowness};

 private:
  bool read_more();

  int socket_ = -1;
  std::string buffer_;
  bool was_reset_ = false;
};

/// The body of an answer that read_answer() gave.
std::string body_of_answer(const std::string& answer);
int status_of_answer(const std::string& answer);

}  // namespace hookline::test

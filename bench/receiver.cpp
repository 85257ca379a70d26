// Answers each POST with 200 after a wait, as thousands of slow endpoints would, and costs as
// little as it can meanwhile. Says "open" once it listens, and goes on until it is killed.
#include <chrono>
#include <cstdlib>
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>
#include <sys/resource.h>

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok\n";

struct Connection {
  tcp::socket socket;
  std::vector<char> buffer = std::vector<char>(16 * 1024);
  std::size_t filled = 0;
};
using ConnectionPtr = std::shared_ptr<Connection>;

/// The bytes of a whole request at the beginning of `bytes`; 0 where it isn't whole yet.
std::size_t request_size(std::string_view bytes) {
  constexpr std::string_view kLength = "Content-Length: ";
  const std::size_t head = bytes.find("\r\n\r\n");
  if (head == std::string_view::npos) return 0;
  const std::size_t length = bytes.find(kLength);
  const std::size_t body =
      length < head ? std::strtoul(bytes.data() + length + kLength.size(), nullptr, 10) : 0;
  return head + 4 + body <= bytes.size() ? head + 4 + body : 0;
}

/// Answers after the same wait each, so that they come due in the order in which they were asked.
class Receiver {
 public:
  Receiver(asio::io_context& io, std::chrono::milliseconds wait)
      : io_(io), wait_(wait), timer_(io) {}

  void listen(const tcp::endpoint& at, bool is_dead) {
    auto acceptor = std::make_shared<tcp::acceptor>(io_);
    acceptor->open(at.protocol());
    acceptor->set_option(tcp::acceptor::reuse_address(true));
    acceptor->bind(at);
    acceptor->listen(is_dead ? 128 : 4096);
    accept(std::move(acceptor), is_dead);
  }

 private:
  struct Due {
    Clock::time_point at;
    ConnectionPtr connection;
  };

  void accept(std::shared_ptr<tcp::acceptor> acceptor, bool is_dead) {
    tcp::acceptor& listening = *acceptor;
    listening.async_accept([this, acceptor = std::move(acceptor), is_dead](const error_code& error,
                                                                           tcp::socket socket) {
      if (!error) {
        socket.set_option(tcp::no_delay(true));
        socket.non_blocking(true);
        auto connection = std::make_shared<Connection>(Connection{std::move(socket)});
        if (is_dead) {
          silent_.push_back(std::move(connection));
        } else {
          read(std::move(connection));
        }
      }
      accept(acceptor, is_dead);
    });
  }

  void read(ConnectionPtr connection) {
    Connection& from = *connection;
    from.socket.async_read_some(
        asio::buffer(from.buffer.data() + from.filled, from.buffer.size() - from.filled),
        [this, connection = std::move(connection)](const error_code& error, std::size_t count) {
          if (error) return;
          connection->filled += count;
          if (request_size({connection->buffer.data(), connection->filled}) == 0) {
            if (connection->filled == connection->buffer.size()) {
              connection->buffer.resize(connection->buffer.size() * 2);
            }
            return read(connection);
          }
          connection->filled = 0;
          answer_later(connection);
        });
  }

  void answer_later(const ConnectionPtr& connection) {
    if (wait_.count() == 0) return answer(connection);
    due_.push_back({Clock::now() + wait_, connection});
    if (due_.size() == 1) wait_for_first();
  }

  void wait_for_first() {
    timer_.expires_at(due_.front().at);
    timer_.async_wait([this](const error_code&) {
      const auto now = Clock::now();
      while (!due_.empty() && due_.front().at <= now) {
        const ConnectionPtr connection = std::move(due_.front().connection);
        due_.pop_front();
        answer(connection);
      }
      if (!due_.empty()) wait_for_first();
    });
  }

  void answer(const ConnectionPtr& connection) {
    error_code error;
    connection->socket.write_some(asio::buffer(kAnswer.data(), kAnswer.size()), error);
    if (!error) read(connection);
  }

  asio::io_context& io_;
  const std::chrono::milliseconds wait_;
  asio::steady_timer timer_;
  std::deque<Due> due_;
  std::vector<ConnectionPtr> silent_;
};

tcp::endpoint endpoint_of(unsigned host, unsigned short port) {
  // 127.0.0.1 alone, or 127.1.x.y, as many as there are hosts.
  const unsigned address = host == 0 ? 0x7f000001U : 0x7f010000U + host;
  return {asio::ip::make_address_v4(address), port};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr,
               "usage: receiver PORT WAIT_MS [HOSTS [DEAD]]: on 127.0.0.1, or on HOSTS addresses "
               "from 127.1.0.1 on, of which the first DEAD accept and never answer\n");
    return 1;
  }
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);

  const auto port = static_cast<unsigned short>(std::atoi(argv[1]));
  const auto hosts = static_cast<unsigned>(argc > 3 ? std::atoi(argv[3]) : 0);
  const auto dead = static_cast<unsigned>(argc > 4 ? std::atoi(argv[4]) : 0);
  asio::io_context io(1);
  Receiver receiver(io, std::chrono::milliseconds(std::atoi(argv[2])));
  if (hosts == 0) receiver.listen(endpoint_of(0, port), false);
  for (unsigned host = 1; host <= hosts; ++host) {
    receiver.listen(endpoint_of(host, port), host <= dead);
  }
  fmt::print("open\n");
  std::fflush(stdout);
  io.run();
}

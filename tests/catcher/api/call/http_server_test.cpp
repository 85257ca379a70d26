#include "catcher/api/call/http_server.h"

#include "catcher/api/call/call.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hookline {
namespace {

TEST(HttpServer, AnswersPlainTextToWhoeverTakesItPacked) {
  const std::string json = "[\"" + std::string(10'000, 'x') + "\"]";
  HttpServer server;
  server.Get("/list", [&json](const auto&, auto& response) {
    response.set_content(json, "application/json");
  });
  int ends[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
  SocketStream stream("GET /list HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip, br\r\n\r\n", ends[0],
                      1000, true);
  EXPECT_TRUE(server.serve(stream, true));
  ::close(ends[0]);
  std::string answer;
  char bytes[4096];
  for (ssize_t size = 0; (size = ::recv(ends[1], bytes, sizeof bytes, 0)) > 0;) {
    answer.append(bytes, static_cast<std::size_t>(size));
  }
  ::close(ends[1]);
  EXPECT_TRUE(answer.ends_with("\r\n\r\n" + json)) << answer.substr(0, 500);
  EXPECT_EQ(answer.find("Content-Encoding"), std::string::npos);
}

TEST(SocketStream, GivesUpOnAReaderThatOnlyCreeps) {
  int ends[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
  const int small = 4096;
  ::setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
  std::jthread reader([socket = ends[1]](const std::stop_token& stop) {
    char bytes[512];
    while (!stop.stop_requested()) {
      while (::recv(socket, bytes, sizeof bytes, 0) < 0 && !stop.stop_requested()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  });
  SocketStream stream("", ends[0], 400, true);
  const std::string answer((16 << 10) - 1, 'x');
  EXPECT_EQ(stream.write(answer.data(), answer.size()), -1);
  reader.request_stop();
  reader.join();
  ::close(ends[0]);
  ::close(ends[1]);
}

/// Both ends of a TCP connection of this machine.
struct TcpPair {
  TcpPair() {
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(::bind(listener, any, size), 0);
    EXPECT_EQ(::listen(listener, 1), 0);
    EXPECT_EQ(::getsockname(listener, any, &size), 0);
    caller = ::socket(AF_INET, SOCK_STREAM, 0);
    EXPECT_EQ(::connect(caller, any, size), 0);
    server = ::accept(listener, nullptr, nullptr);
    ::close(listener);
  }
  ~TcpPair() {
    if (caller >= 0) ::close(caller);
    ::close(server);
  }
  TcpPair(const TcpPair&) = delete;
  TcpPair& operator=(const TcpPair&) = delete;

  void close_caller() { ::close(std::exchange(caller, -1)); }

  int caller = -1;
  int server = -1;
};

TEST(SocketStream, KnowsThatACallerHasGone) {
  TcpPair pair;
  SocketStream stream("", pair.server, 1000, true);
  EXPECT_FALSE(stream.is_given_up());
  pair.close_caller();
  // Its system refuses the interim answer a moment after that was sent.
  while (!stream.is_given_up()) std::this_thread::yield();
}

TEST(SocketStream, WaitsForACallerThatOnlySendsNothingMore) {
  TcpPair pair;
  SocketStream stream("", pair.server, 1000, true);
  ::shutdown(pair.caller, SHUT_WR);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(stream.is_given_up());
  stream.write("HTTP/1.1 200 OK\r\n", 17);
  char bytes[100];
  std::string got;
  while (!got.ends_with("OK\r\n")) {
    const ssize_t size = ::recv(pair.caller, bytes, sizeof bytes, 0);
    ASSERT_GT(size, 0);
    got.append(bytes, static_cast<std::size_t>(size));
  }
  EXPECT_EQ(got, "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\n");
}

TEST(SocketStream, SendsNoInterimAnswerToHttp10) {
  TcpPair pair;
  SocketStream stream("", pair.server, 1000, false);
  ::shutdown(pair.caller, SHUT_WR);
  EXPECT_FALSE(stream.is_given_up());
  char byte = 0;
  EXPECT_LT(::recv(pair.caller, &byte, 1, MSG_DONTWAIT), 0);
}

TEST(HttpServer, TellsSearchesThatNobodyWaits) {
  HttpServer server;
  bool is_given_up = false;
  server.Get("/list", [&](const auto& request, auto&) {
    is_given_up = CallQuery(request).search().is_given_up();
    EXPECT_FALSE(CallQuery(request).range().is_given_up);
  });
  TcpPair pair;
  SocketStream stream("GET /list HTTP/1.1\r\nHost: x\r\n\r\n", pair.server, 1000, true);
  server.serve(stream, false, [] { return true; });
  EXPECT_TRUE(is_given_up);
}

}  // namespace
}  // namespace hookline

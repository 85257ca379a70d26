#include "catcher/api/call/http_server.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <thread>

#include <gtest/gtest.h>
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
                      1000);
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
  SocketStream stream("", ends[0], 400);
  const std::string answer((16 << 10) - 1, 'x');
  EXPECT_EQ(stream.write(answer.data(), answer.size()), -1);
  reader.request_stop();
  reader.join();
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace
}  // namespace hookline

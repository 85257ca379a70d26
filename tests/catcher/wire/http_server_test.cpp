#include "catcher/wire/http_server.h"

#include <string>

#include <gtest/gtest.h>

namespace hookline {
namespace {

TEST(HttpServer, AnswersPlainTextToWhoeverTakesItPacked) {
  const std::string json = "[\"" + std::string(10'000, 'x') + "\"]";
  HttpServer server;
  server.Get("/list", [&json](const auto&, auto& response) {
    response.set_content(json, "application/json");
  });
  std::string answer;
  MemoryStream stream("GET /list HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip, br\r\n\r\n", answer);
  EXPECT_TRUE(server.serve(stream, true));
  EXPECT_TRUE(answer.ends_with("\r\n\r\n" + json)) << answer.substr(0, 500);
  EXPECT_EQ(answer.find("Content-Encoding"), std::string::npos);
}

}  // namespace
}  // namespace hookline

#include "catcher/relays/requests/request_sharing.h"

#include "catcher/captures/capture.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace hookline {
namespace {

Capture caught(std::string_view method, std::string_view headers, std::string_view body = "") {
  Capture capture;
  capture.method = method;
  capture.raw = std::string(method) + " /x HTTP/1.1\r\nHost: h\r\n" + std::string(headers) + "\r\n";
  capture.head_bytes = capture.raw.size();
  capture.raw += body;
  capture.body_bytes = body.size();
  return capture;
}

bool leaves(const Capture& capture) {
  return sharing_of(capture).leaves;
}

TEST(RequestSharing, AConnectionIsLeftBehindABodyUnderOnePlainLength) {
  EXPECT_TRUE(leaves(caught("POST", "Content-Length: 3\r\n", "a=b")));
  EXPECT_TRUE(leaves(caught("PUT", "content-length:3\r\nX: y\r\n", "a=b")));
  EXPECT_TRUE(leaves(caught("POST", "Content-Length: 0\r\n")));
  EXPECT_TRUE(leaves(caught("POST", "")));
  EXPECT_TRUE(leaves(caught("GET", "")));
  EXPECT_TRUE(leaves(caught("DELETE", "Content-Length: 0\r\n")));
}

TEST(RequestSharing, NoneIsLeftBehindABodyThatServersReadInMoreWaysThanOne) {
  EXPECT_FALSE(leaves(caught("GET", "Content-Length: 3\r\n", "a=b")));
  EXPECT_FALSE(leaves(caught("DELETE", "Content-Length: 3\r\n", "a=b")));
  EXPECT_FALSE(leaves(caught("bREW", "Content-Length: 3\r\n", "a=b")));
  EXPECT_FALSE(leaves(caught("POST", "Content-Length: 3\r\nContent-Length: 3\r\n", "a=b")));
  EXPECT_FALSE(leaves(caught("POST", "Content-Length: 3, 3\r\n", "a=b")));
  EXPECT_FALSE(leaves(caught("POST", "Transfer-Encoding: chunked\r\n", "0\r\n\r\n")));
  EXPECT_FALSE(leaves(caught("POST", "X: a\r\n b\r\nContent-Length: 3\r\n", "a=b")));
  Capture cut = caught("POST", "Content-Length: 30\r\n", "a=b");
  cut.complete = false;
  EXPECT_FALSE(leaves(cut));
}

TEST(RequestSharing, OnlyMethodsThatMeanTheSameTwiceMayBeRepeated) {
  for (const char* method : {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"}) {
    EXPECT_TRUE(sharing_of(caught(method, "")).may_repeat) << method;
  }
  for (const char* method : {"POST", "PATCH", "get", "PURGE"}) {
    EXPECT_FALSE(sharing_of(caught(method, "")).may_repeat) << method;
  }
}

}  // namespace
}  // namespace hookline

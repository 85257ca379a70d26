#include "catcher/captures/exports/capture_export.h"

#include "catcher/base/text/utf8.h"
#include "catcher/captures/json/capture_json.h"
#include "tests/support/made_capture.h"
#include "tests/support/shell.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view kOrigin = "http://127.0.0.1:8080";

std::string curl_of(const Capture& capture) {
  std::string out;
  append_curl(out, capture, kOrigin);
  return out;
}

/// The words that curl would be called with, as sh hands them over, a line each, and what it would
/// read from its standard input.
struct CurlCall {
  std::vector<std::string> words;
  std::string input;
};

CurlCall called(const Capture& capture) {
  const auto output = output_of_sh(
      "curl() { for word in \"$@\"; do printf '%s\\0' \"$word\"; done; printf '\\0\\0'; "
      "case \" $* \" in *' @- '*|*' @-') cat;; esac; }\n" +
      curl_of(capture));
  CurlCall call;
  std::size_t at = 0;
  for (auto end = output.find('\0', at); end != at; end = output.find('\0', at)) {
    call.words.push_back(output.substr(at, end - at));
    at = end + 1;
  }
  call.input = output.substr(at + 2);
  return call;
}

std::string every_byte() {
  std::string bytes;
  for (int c = 0; c < 256; ++c) bytes += static_cast<char>(c);
  return bytes;
}

TEST(NdjsonExport, IsOneLinePerCapture) {
  EXPECT_EQ(capture_json(form_capture("/a", "x=1\n2")).find('\n'), std::string::npos);
}

TEST(CurlExport, IsACommandThatPeopleCanRead) {
  EXPECT_EQ(curl_of(form_capture("/a?b=c&d[]=e", "f=g&h='i'")),
            "curl -g --path-as-is -X 'POST' 'http://127.0.0.1:8080/a?b=c&d[]=e' \\\n"
            "  -H 'User-Agent: Hookline' \\\n"
            "  -H 'Content-Type: application/x-www-form-urlencoded' \\\n"
            "  -H 'Accept:' \\\n"
            "  -H 'Expect:' \\\n"
            "  --data-binary 'f=g&h='\\''i'\\'''\n");
}

TEST(CurlExport, PipesBodiesThatAreNoText) {
  const auto body = every_byte();
  const auto capture = capture_of("PUT / HTTP/1.1\r\n\r\n" + body);
  EXPECT_THAT(curl_of(capture), StartsWith("printf '\\000\\001"));
  EXPECT_EQ(called(capture).input, body);
}

TEST(CurlExport, PipesBodiesTooLargeForAWord) {
  const std::string body(300'000, '%');
  EXPECT_EQ(called(capture_of("PUT / HTTP/1.1\r\n\r\n" + body)).input, body);
}

TEST(CurlExport, PipesABodyThatCurlWouldTakeForAFile) {
  EXPECT_EQ(called(capture_of("PUT / HTTP/1.1\r\n\r\n@/etc/passwd")).input, "@/etc/passwd");
}

TEST(CurlExport, IsSafeFromTheShell) {
  const std::string evil = "'; touch /tmp/x; $(reboot) `id` \"$HOME\" \\ ! # %s %n";
  const auto call =
      called(capture_of("POST /"
                        " HTTP/1.1\r\nX: " +
                        evil + "\r\n\r\n" + evil));
  EXPECT_THAT(call.words, testing::Contains("X: " + evil));
  EXPECT_EQ(call.words.back(), evil);
}

TEST(CurlExport, NeverHoldsControlBytes) {
  Capture capture = capture_of("POST / HTTP/1.1\r\nX: a\x1b[2J\tb\x7f\r\n\r\n\x1b]0;x\x07");
  const auto command = curl_of(capture);
  for (const char c : command) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
  const auto call = called(capture);
  EXPECT_THAT(call.words, testing::Contains("X: a\x1b[2J\tb\x7f"));
  EXPECT_EQ(call.input, "\x1b]0;x\x07");
}

TEST(CurlExport, SendsOddTargetsAsTheyAre) {
  const auto call = called(capture_of("GET http://other/a b#c HTTP/1.1\r\n\r\n"));
  EXPECT_THAT(call.words,
              testing::IsSupersetOf({std::string("--request-target"),
                                     std::string("http://other/a b#c"), std::string(kOrigin)}));
}

TEST(CurlExport, SendsEmptyHeadersAndUnfoldsFolded) {
  const auto call =
      called(capture_of("GET / HTTP/1.1\r\nEmpty:\r\nFold: a\r\n  b\r\nHost: other\r\n\r\n"));
  EXPECT_THAT(call.words, testing::IsSupersetOf({std::string("Empty;"), std::string("Fold: a  b"),
                                                 std::string("Host: other")}));
}

TEST(CurlExport, PutsChunkedBodiesTogether) {
  const auto capture = capture_of(
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
  const auto call = called(capture);
  EXPECT_EQ(call.words.back(), "abc");
  EXPECT_THAT(call.words, testing::Contains("Transfer-Encoding: chunked"));
}

TEST(CurlExport, AsksForAHeadWithoutWaitingForABody) {
  EXPECT_THAT(curl_of(capture_of("HEAD / HTTP/1.1\r\n\r\n")), HasSubstr("--head"));
  EXPECT_THAT(curl_of(capture_of("GET / HTTP/1.1\r\n\r\n")), Not(HasSubstr("--data")));
  EXPECT_THAT(curl_of(capture_of("GET / HTTP/1.0\r\n\r\n")), HasSubstr("--http1.0"));
}

TEST(CurlExport, PipesABodyThatPrintfWouldTakeForAnOption) {
  const std::string body("-n\0", 3);
  EXPECT_EQ(called(capture_of("PUT / HTTP/1.1\r\n\r\n" + body)).input, body);
}

TEST(CurlExport, IsAsciiOrUtf8WhateverCame) {
  const auto capture = capture_of("POST /\xff HTTP/1.1\r\nX: caf\xe9\r\n\r\n\xe9");
  EXPECT_TRUE(is_utf8(curl_of(capture)));
  const auto call = called(capture);
  EXPECT_THAT(call.words, testing::IsSupersetOf({std::string("X: caf\xe9"), std::string("/\xff")}));
  EXPECT_EQ(call.input, "\xe9");
}

TEST(CurlExport, SendsNoHeadersThatCurlWouldTakeForFiles) {
  EXPECT_THAT(curl_of(capture_of("GET / HTTP/1.1\r\n@/etc/passwd: x\r\n\r\n")),
              StartsWith("# 0 can't be sent again as it came: curl can't send its header "
                         "\"@/etc/passwd\""));
}

TEST(CurlExport, SaysWhatCannotBeSentAgainAsItCame) {
  Capture capture = form_capture("/", "a=b");
  EXPECT_THAT(curl_of(capture), StartsWith("curl "));
  capture.id = 7;
  capture.refusal = "it holds\n; reboot";
  EXPECT_EQ(curl_of(capture),
            "# 7 can't be sent again as it came: it was refused: it holds?; reboot; GET "
            "/api/captures/7/raw has its bytes\n");
  capture.refusal.clear();
  capture.truncated = true;
  EXPECT_THAT(curl_of(capture), HasSubstr("only the start of its body was kept"));
  EXPECT_THAT(curl_of(capture), Not(HasSubstr("curl ")));
  EXPECT_THAT(curl_of(capture_of("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n")), StartsWith("# "));
  EXPECT_THAT(curl_of(capture_of("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")),
              HasSubstr("no more than one Host"));
}

TEST(CurlExport, MakesNoCommandOfARequestWithTrailers) {
  const auto command =
      curl_of(capture_of("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: "
                         "chunked\r\n\r\n1\r\na\r\n0\r\nT: t\r\n\r\n"));
  EXPECT_THAT(command, HasSubstr("the trailers behind its body; POST /api/captures/0/replay can"));
  EXPECT_THAT(command, StartsWith("# "));
}

TEST(CurlExport, MakesNoCommandThatIsTooLongForTheSystem) {
  const std::string start = "GET / HTTP/1.1\r\nHost: h\r\nX: ";
  EXPECT_THAT(curl_of(capture_of(start + std::string(140'000, 'a') + "\r\n\r\n")),
              HasSubstr("too long for a command"));
  EXPECT_THAT(curl_of(capture_of(start + std::string(40'000, '\xe9') + "\r\n\r\n")),
              HasSubstr("too long for a command"));
  EXPECT_THAT(curl_of(capture_of("GET /" + std::string(140'000, 'a') + " HTTP/1.1\r\n\r\n")),
              HasSubstr("too long for a command"));
  EXPECT_THAT(curl_of(capture_of(start + std::string(100'000, 'a') + "\r\n\r\n")),
              StartsWith("curl "));
}

TEST(CurlExport, SendsAHostOnlyWhereOneCame) {
  EXPECT_THAT(called(capture_of("GET / HTTP/1.0\r\n\r\n")).words, testing::Contains("Host:"));
  EXPECT_THAT(called(capture_of("GET / HTTP/1.0\r\nHost:\r\n\r\n")).words,
              testing::Contains("Host;"));
  EXPECT_THAT(curl_of(capture_of("GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n")),
              Not(HasSubstr("Host")));
}

TEST(CurlExport, PrintsLongBodiesInWordsThatAnyProgramTakes) {
  const std::string body(300'000, '\0');
  const auto command = curl_of(capture_of("PUT / HTTP/1.1\r\nHost: h\r\n\r\n" + body));
  std::size_t longest = 0;
  for (std::size_t at = 0; at < command.size();) {
    const auto end = std::min(command.find('\'', at), command.size());
    longest = std::max(longest, end - at);
    at = end + 1;
  }
  EXPECT_LT(longest, 128u * 1024);
}

}  // namespace
}  // namespace hookline

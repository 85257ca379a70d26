#include "catcher/base/http/codings/base64.h"
#include "catcher/captures/exports/capture_export.h"
#include "tests/support/made_capture.h"
#include "tests/support/nasty_requests.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::json;
using test::every_byte;
using testing::HasSubstr;

constexpr std::string_view kOrigin = "http://127.0.0.1:8080";

Json entry_of(const Capture& capture) {
  std::string out = har_begin("1.2.3");
  append_har_entry(out, capture, {}, kOrigin);
  return Json::parse(out + har_end())["log"]["entries"][0];
}

Json request_of(std::string_view raw) {
  return entry_of(capture_of(raw))["request"];
}

TEST(HarExport, IsWhatBrowsersOpen) {
  Capture capture = form_capture("/a?b=c", "d=e");
  capture.id = 4;
  capture.reply = {503, {{"Location", "/x"}, {"Content-Type", "text/html"}}, 20, ""};
  auto out = har_begin("1.2.3");
  append_har_entry(out, capture, {}, kOrigin);
  out += ',';
  append_har_entry(out, capture_of("GET http://h/p HTTP/1.1\r\n\r\n"), {}, kOrigin);
  out += har_end();
  const auto har = Json::parse(out);
  EXPECT_EQ(har["log"]["version"], "1.2");
  EXPECT_EQ(har["log"]["creator"]["version"], "1.2.3");
  ASSERT_EQ(har["log"]["entries"].size(), 2u);
  const auto& entry = har["log"]["entries"][0];
  EXPECT_EQ(entry["startedDateTime"], "2024-02-28T10:45:41.123456Z");
  EXPECT_DOUBLE_EQ(entry["time"].get<double>(), 20.25);
  EXPECT_EQ(entry["request"]["method"], "POST");
  EXPECT_EQ(entry["request"]["url"], "http://127.0.0.1:8080/a?b=c");
  EXPECT_EQ(entry["request"]["queryString"], Json::parse(R"([{"name":"b","value":"c"}])"));
  EXPECT_EQ(entry["request"]["postData"]["text"], "d=e");
  EXPECT_FALSE(entry["request"]["postData"].contains("params"));
  EXPECT_EQ(entry["request"]["headers"].size(), 4u);
  EXPECT_EQ(entry["response"]["status"], 503);
  EXPECT_EQ(entry["response"]["redirectURL"], "/x");
  EXPECT_EQ(entry["response"]["content"]["mimeType"], "text/html");
  for (const char* key :
       {"cookies", "headers", "queryString", "headersSize", "bodySize", "httpVersion"}) {
    EXPECT_TRUE(har["log"]["entries"][1]["request"].contains(key)) << key;
  }
  EXPECT_EQ(har["log"]["entries"][1]["request"]["url"], "http://h/p");
  EXPECT_EQ(har["log"]["entries"][1]["response"]["content"]["text"], "caught 0\n");
  EXPECT_FALSE(har["log"]["entries"][1]["request"].contains("postData"));
}

TEST(HarExport, StaysValidWhateverBytesCome) {
  std::string out = har_begin("1");
  append_har_entry(out, capture_of("POST /\xff HTTP/1.1\r\nX: \xff\r\n\r\n" + every_byte()), {},
                   kOrigin);
  out += har_end();
  const auto data = Json::parse(out)["log"]["entries"][0]["request"]["postData"];
  EXPECT_EQ(data["_encoding"], "base64");
}

TEST(HarExport, HasTheTextOfABodyAloneAlsoOfForms) {
  const auto form = entry_of(form_capture("/", "a=b&a=%20"))["request"]["postData"];
  EXPECT_FALSE(form.contains("params"));
  EXPECT_EQ(form["text"], "a=b&a=%20");
  const auto json =
      request_of("POST / HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{\"a\":1}")["postData"];
  EXPECT_FALSE(json.contains("params"));
  EXPECT_EQ(json["text"], "{\"a\":1}");
  EXPECT_EQ(json["mimeType"], "application/json");
}

TEST(HarExport, HoldsABodyThatIsNoTextInBase64) {
  const auto data = request_of("POST / HTTP/1.1\r\n\r\n" + every_byte())["postData"];
  EXPECT_EQ(decode_base64(data["text"].get<std::string>()), every_byte());
  EXPECT_THAT(data["comment"].get<std::string>(), HasSubstr("base64"));
}

TEST(HarExport, TakesCookiesApart) {
  Capture capture = capture_of("GET / HTTP/1.1\r\nCookie: a=b; c=d=e\r\ncookie: f\r\n\r\n");
  capture.reply.headers = {
      {"Set-Cookie", "id=1; Path=/x; Secure; HttpOnly; Expires=Wed, 21 Oct 2015 07:28:00 GMT"}};
  const auto entry = entry_of(capture);
  const auto& cookies = entry["request"]["cookies"];
  ASSERT_EQ(cookies.size(), 2u);  // the last one has no name, and readers of HAR want one
  EXPECT_EQ(cookies[1]["name"], "c");
  EXPECT_EQ(cookies[1]["value"], "d=e");
  EXPECT_EQ(entry["response"]["cookies"], Json::parse(R"([{"name": "id", "value": "1",
      "path": "/x", "expires": "2015-10-21T07:28:00.000000Z", "httpOnly": true, "secure": true}])"));
}

TEST(HarExport, MakesEveryTargetAnAbsoluteUrlWithoutAFragment) {
  const auto url = [](const std::string& target) {
    return request_of("GET " + target + " HTTP/1.1\r\n\r\n")["url"].get<std::string>();
  };
  EXPECT_EQ(url("/a#b"), "http://127.0.0.1:8080/a%23b");
  EXPECT_EQ(url("/\xff|%zz%41"), "http://127.0.0.1:8080/%FF%7C%25zz%41");
  EXPECT_EQ(url("*"), "http://127.0.0.1:8080/*");
  EXPECT_EQ(url("https://other/x"), "https://other/x");
  EXPECT_EQ(entry_of(capture_of("\x16\x03"))["request"]["url"], "http://127.0.0.1:8080/");
}

TEST(HarExport, SaysWhatItCannotShow) {
  Capture capture = capture_of("POST / HTTP/1.1\r\nX: \xff\r\n\r\nabc");
  capture.refusal = "the length is no number";
  capture.truncated = true;
  capture.complete = false;
  capture.reply.fault = "reset";
  const auto entry = entry_of(capture);
  EXPECT_EQ(entry["response"]["status"], 0);
  for (const char* part : {"refused: the length is no number", "only the start of the body",
                           "did not come whole", "the fault reset", "no UTF-8 stand as"}) {
    EXPECT_THAT(entry["comment"].get<std::string>(), HasSubstr(part));
  }
  EXPECT_FALSE(entry_of(form_capture("/", "a=b")).contains("comment"));
}

TEST(HarExport, LeavesOutWhatHasNoName) {
  const auto request = request_of("GET /?=a&b=c&=d HTTP/1.1\r\nCookie: =x; y=z\r\n\r\n");
  EXPECT_EQ(request["queryString"], Json::parse(R"([{"name":"b","value":"c"}])"));
  EXPECT_EQ(request["cookies"].size(), 1u);
  EXPECT_EQ(request["url"], "http://127.0.0.1:8080/?=a&b=c&=d");
  EXPECT_EQ(entry_of(capture_of("\x16\x03"))["request"]["method"], "-");
}

/// A capture that an app has answered after 30 ms of its 35.
Json forwarded_entry(const Relay& relay) {
  Capture capture = form_capture("/", "a=b");
  capture.duration_us = 35'000;
  capture.reply = {relay.status, relay.headers, 0, ""};
  std::string out = har_begin("1");
  append_har_entry(out, capture, std::span(&relay, 1), kOrigin);
  return Json::parse(out + har_end())["log"]["entries"][0];
}

Relay forwarded(std::string body) {
  Relay relay;
  relay.kind = RelayKind::kForward;
  relay.status = 201;
  relay.duration_us = 30'000;
  relay.headers = {{"Content-Type", "text/x"}};
  relay.body_bytes = body.size();
  relay.body = std::move(body);
  return relay;
}

TEST(HarExport, TellsTheAnswerOfTheAppAndItsTime) {
  const auto entry = forwarded_entry(forwarded("hello"));
  EXPECT_DOUBLE_EQ(entry["time"].get<double>(), 35);
  EXPECT_DOUBLE_EQ(entry["timings"]["send"].get<double>(), 5);
  EXPECT_DOUBLE_EQ(entry["timings"]["wait"].get<double>(), 30);
  EXPECT_EQ(entry["response"]["status"], 201);
  EXPECT_EQ(entry["response"]["bodySize"], 5);
  EXPECT_EQ(entry["response"]["content"],
            Json::parse(R"({"size": 5, "mimeType": "text/x", "text": "hello"})"));
}

TEST(HarExport, TellsOfAnAnswerThatIsNoTextOrNotWhole) {
  Relay relay = forwarded("\xff\x01");
  EXPECT_EQ(
      forwarded_entry(relay)["response"]["content"],
      Json::parse(R"({"size": 2, "mimeType": "text/x", "text": "/wE=", "encoding": "base64"})"));
  relay = forwarded("start");
  relay.body_bytes = 5'000'000;
  const auto content = forwarded_entry(relay)["response"]["content"];
  EXPECT_EQ(content["size"], 5'000'000);
  EXPECT_THAT(content["comment"].get<std::string>(), HasSubstr("only the start"));
}

TEST(HarExport, TellsWhyAnAppGaveNoAnswer) {
  Relay relay;
  relay.kind = RelayKind::kForward;
  relay.status = 0;
  relay.error = "127.0.0.1:1 refused the connection";
  const auto entry = forwarded_entry(relay);
  EXPECT_THAT(entry["comment"].get<std::string>(), HasSubstr("refused the connection"));
  EXPECT_EQ(entry["response"]["content"]["size"], 0);
}

TEST(HarExport, SaysThatTrailersHaveNoPlace) {
  const auto entry =
      entry_of(capture_of("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "1\r\nx\r\n0\r\nT: t\r\n\r\n"));
  EXPECT_THAT(entry["comment"].get<std::string>(), HasSubstr("trailers"));
}

TEST(HarExport, TakesAsLongAsItsTimingsTogether) {
  Capture capture = form_capture("/", "a=b");
  capture.duration_us = 1234567;
  capture.reply.delay_ms = 20;
  const auto entry = entry_of(capture);
  const auto& timings = entry["timings"];
  EXPECT_DOUBLE_EQ(entry["time"].get<double>(), 1254.567);
  EXPECT_DOUBLE_EQ(timings["send"].get<double>() + timings["wait"].get<double>() +
                       timings["receive"].get<double>(),
                   1254.567);
}

}  // namespace
}  // namespace hookline

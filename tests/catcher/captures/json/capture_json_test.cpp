#include "catcher/captures/json/capture_json.h"

#include "catcher/base/http/codings/base64.h"
#include "catcher/captures/views/capture_view.h"
#include "tests/support/gzip.h"
#include "tests/support/made_capture.h"

#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

Json parsed(const Capture& capture) {
  return Json::parse(capture_json(capture));
}

Capture chunked_capture(std::string_view framed) {
  return capture_of("POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" +
                    std::string(framed));
}

Capture gzipped(const std::string& content_type, std::string_view text) {
  return capture_of("POST / HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Type: " + content_type +
                    "\r\n\r\n" + gzip(text));
}

TEST(CaptureJson, SaysAllThatTheContractNames) {
  Capture capture = form_capture("/a%2Fb?x=1&y=%C3%BC", "a=b&a=c%20d");
  capture.id = 7;
  capture.channel = "zapier";
  capture.reply = {503, {{"Retry-After", "2"}}, 250, "half"};
  EXPECT_EQ(parsed(capture), Json::parse(R"({
      "id": 7, "received_at": "2024-02-28T10:45:41.123456Z",
      "client": {"ip": "127.0.0.1", "port": 40123}, "channel": "zapier", "method": "POST",
      "target": "/a%2Fb?x=1&y=%C3%BC", "path": "/a%2Fb", "query": [["x","1"],["y","ü"]],
      "version": "HTTP/1.1",
      "headers": [["Host","127.0.0.1:8080"],["User-Agent","Hookline"],
                  ["Content-Type","application/x-www-form-urlencoded"],["Content-Length","11"]],
      "body": {"size": 11, "stored": 11, "truncated": false, "encoding": "utf-8",
               "data": "a=b&a=c%20d", "content_encoding": null},
      "form": [["a","b"],["a","c d"]],
      "reply": {"status": 503, "headers": [["Retry-After","2"]], "delay_ms": 250, "fault": "half"},
      "duration_us": 250, "complete": true, "truncated": false, "refusal": null})"));
}

TEST(CaptureJson, SaysWhichRuleAnsweredAndReadsItBack) {
  Capture capture = form_capture("/a", "b=c");
  EXPECT_FALSE(parsed(capture).contains("rule"));
  capture.reply.rule = 3;
  EXPECT_EQ(parsed(capture)["rule"], 3);
  EXPECT_EQ(capture_from_json(capture_json(capture)).reply, capture.reply);
}

TEST(CaptureJson, IsOneLine) {
  EXPECT_EQ(capture_json(form_capture("/", "a\nb\r\nc")).find('\n'), std::string::npos);
}

TEST(CaptureJson, HasNoFormWhereTheBodyIsNone) {
  EXPECT_TRUE(parsed(capture_of("GET / HTTP/1.1\r\n\r\n"))["form"].is_null());
}

TEST(CaptureJson, GivesBodiesThatAreNotUtf8AsBase64) {
  const auto json = parsed(capture_of(std::string("PUT / HTTP/1.1\r\n\r\n\x00\xff\x01", 21)));
  EXPECT_EQ(json["body"]["encoding"], "base64");
  EXPECT_EQ(json["body"]["data"], "AP8B");
  EXPECT_EQ(json["body"]["size"], 3);
  EXPECT_FALSE(json.contains("lossy")) << "base64 loses nothing";
}

TEST(CaptureJson, GivesZeroBytesInTextAsText) {
  const auto json = parsed(capture_of(std::string("PUT / HTTP/1.1\r\n\r\na\0b", 21)));
  EXPECT_EQ(json["body"]["encoding"], "utf-8");
  EXPECT_EQ(json["body"]["data"], std::string("a\0b", 3));
}

TEST(CaptureJson, StaysValidWhateverBytesCome) {
  std::string every;
  for (int c = 1; c < 256; ++c) {
    if (c != '\r' && c != '\n') every += static_cast<char>(c);
  }
  Capture capture = capture_of("PO" + every + "ST /" + every + " HTTP/1.1\r\nX" + every + ": " +
                               every + "\r\n\r\n" + every);
  capture.channel = every;
  capture.refusal = every;
  capture.version = every;
  const auto json = parsed(capture);
  EXPECT_EQ(json["lossy"], true);
  EXPECT_THAT(json["channel"].get<std::string>(), HasSubstr("\u2039FF\u203a"));
  EXPECT_EQ(decode_base64(json["body"]["data"].get<std::string>()), every);
  EXPECT_EQ(Json::parse(summary_json(capture))["lossy"], true);
}

TEST(CaptureJson, MarksFormsThatAreNotUtf8) {
  const auto json = parsed(form_capture("/", "a=%FF"));
  EXPECT_EQ(json["form"], Json::parse(R"([["a","\u2039FF\u203a"]])"));
  EXPECT_EQ(json["lossy"], true);
  EXPECT_THAT(json["warnings"][0].get<std::string>(), HasSubstr("nothing names their charset"));
}

TEST(CaptureJson, MarksNothingThatIsUtf8) {
  EXPECT_FALSE(parsed(form_capture("/ü?ü=€", "a=%F0%9F%98%80")).contains("lossy"));
}

TEST(CaptureJson, PutsChunksTogether) {
  const auto json = parsed(chunked_capture("3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 5\r\n\r\n"));
  EXPECT_EQ(json["body"]["data"], "abcde");
  EXPECT_EQ(json["body"]["stored"], 5);
  EXPECT_EQ(json["trailers"], Json::parse(R"([["X-Sum","5"]])"));
}

TEST(CaptureJson, ShowsACompressedBodyAsSentAndUnpacked) {
  const auto json = parsed(gzipped("application/json", "{\"a\":1}"));
  EXPECT_EQ(json["body"]["content_encoding"], "gzip");
  EXPECT_EQ(json["body"]["encoding"], "base64");
  EXPECT_EQ(json["body"]["decoded"]["data"], "{\"a\":1}");
  EXPECT_EQ(json["body"]["decoded"]["encoding"], "utf-8");
  EXPECT_FALSE(json["body"]["decoded"].contains("truncated"));
}

TEST(CaptureJson, ShowsABombAsOne) {
  const auto json = parsed(gzipped("text/plain", std::string(20'000'000, 'x')));
  EXPECT_EQ(json["body"]["decoded"]["truncated"], true);
  EXPECT_EQ(json["body"]["decoded"]["data"].get<std::string>().size(), 8u << 20);
  EXPECT_THAT(json["body"]["decoded"]["note"].get<std::string>(), HasSubstr("8 MiB"));
}

TEST(CaptureJson, ShowsABrotliBombAsOne) {
  // 20,000,000 times "x"
  const std::string bomb(
      "\xcb\xff\xff\x3f\xf8\x25\xf0\xe2\xb1\x40\x20\xf7\xfe\x8f\xff\xff\x7f\xf0\x4b\x00\xc4\x61\x11"
      "\x80\xee\xfd\x5f\xfe\xb3\xc4\xe0\x97\x00\x88\xc3\x02\x00\x5d\x92\x18",
      40);
  const auto json = parsed(capture_of("POST / HTTP/1.1\r\nContent-Encoding: br\r\n\r\n" + bomb));
  EXPECT_EQ(json["body"]["decoded"]["truncated"], true);
  EXPECT_EQ(json["body"]["decoded"]["data"], std::string(8 << 20, 'x'));
}

TEST(CaptureJson, SaysWhereACompressedBodyIsDamaged) {
  Capture capture = gzipped("application/x-www-form-urlencoded", std::string(500, 'a'));
  capture.raw.resize(capture.raw.size() - 10);
  const auto json = parsed(capture);
  EXPECT_THAT(json["body"]["decoded"]["note"].get<std::string>(), HasSubstr("ends too soon"));
  EXPECT_TRUE(json["form"].is_null());
}

TEST(CaptureJson, LeavesWhatCanNotBeUndoneAndSaysWhy) {
  for (const auto& [coding, reason] : std::vector<std::pair<std::string, std::string>>{
           {"zebra", "zebra is no coding that is known here"},
           {"UTF-8", "a charset, which belongs in Content-Type"},
           {"none", "none is no coding"},
           {"7bit", "one of mail"},
           {"compress", "LZW"},
           {"br", "br can't be undone: the compressed data is damaged at byte"},
           {"zstd", "zstd can't be undone: the compressed data is damaged at byte"},
           {"gzip", "gzip can't be undone: the compressed data is damaged at byte"}}) {
    const auto json =
        parsed(capture_of("POST / HTTP/1.1\r\nContent-Encoding: " + coding + "\r\n\r\nabcdefgh"));
    EXPECT_EQ(json["body"]["content_encoding"], coding);
    EXPECT_EQ(json["body"]["data"], "abcdefgh");
    EXPECT_FALSE(json["body"].contains("decoded")) << coding;
    EXPECT_THAT(json["body"]["note"].get<std::string>(), HasSubstr(reason));
  }
}

TEST(CaptureJson, UndoesZstdAndCountsWhatStandsBehind) {
  const std::string packed(
      "\x28\xb5\x2f\xfd\x00\x58\x39\x00\x00"
      "a=b&c=d",
      16);
  const auto of = [](const std::string& coding, const std::string& body) {
    return parsed(capture_of("POST / HTTP/1.1\r\nContent-Encoding: " + coding + "\r\n\r\n" + body));
  };
  EXPECT_EQ(of("zstd", packed)["body"]["decoded"]["data"], "a=b&c=d");
  EXPECT_EQ(of("zstd", packed + packed)["body"]["decoded"]["data"], "a=b&c=da=b&c=d");
  for (const auto& [coding, body] : std::vector<std::pair<std::string, std::string>>{
           {"zstd", packed}, {"gzip", gzip("a=b&c=d")}, {"deflate", deflate("a=b&c=d")}}) {
    const auto json = of(coding, body + "more");
    EXPECT_EQ(json["body"]["decoded"]["data"], "a=b&c=d") << coding;
    EXPECT_EQ(json["body"]["decoded"]["note"],
              "4 bytes stand behind the end of the compressed data");
  }
  EXPECT_EQ(of("zstd", packed.substr(0, 6))["body"]["note"],
            "it is shown as sent: zstd can't be undone: the compressed data ends too soon");
}

TEST(CaptureJson, SaysWhyABodyIsNoJson) {
  const auto warning_of = [](const std::string& body) {
    const auto json = parsed(capture_of(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/ld+json\r\n\r\n" + body));
    return json.contains("warnings") ? json["warnings"][0].get<std::string>() : "";
  };
  EXPECT_EQ(warning_of("{\"a\":[1]}"), "");
  EXPECT_EQ(warning_of("{\"a\":\n  nope}"),
            "the body is no JSON, as which it is sent (application/ld+json): it breaks at line 2, "
            "column 4");
  EXPECT_THAT(warning_of("{\"a\":"), HasSubstr("it ends too soon"));
  EXPECT_THAT(warning_of("{\"a\":\"\xfc\"}"), HasSubstr("its bytes are no utf-8"));
  EXPECT_EQ(warning_of(std::string("\xff\xfe[\0]\0", 6)), "");
  EXPECT_THAT(warning_of(""), HasSubstr("it is empty"));
}

TEST(CaptureJson, SummarisesForLists) {
  Capture capture = form_capture("/a?b", "c=d");
  capture.id = 3;
  capture.refusal = "too large";
  capture.complete = false;
  EXPECT_EQ(Json::parse(summary_json(capture)), Json::parse(R"({
      "id": 3, "received_at": "2024-02-28T10:45:41.123456Z",
      "client": {"ip": "127.0.0.1", "port": 40123}, "channel": "", "method": "POST",
      "target": "/a?b", "path": "/a", "status": 200, "size": 3,
      "content_type": "application/x-www-form-urlencoded", "duration_us": 250,
      "complete": false, "truncated": false, "refusal": "too large"})"));
  capture.reply.fault = "reset";
  EXPECT_EQ(Json::parse(summary_json(capture))["fault"], "reset");
}

TEST(CaptureJson, SummarisesWithoutTheBody) {
  Capture whole = form_capture("/", "a=b");
  Capture head = whole;
  head.raw.resize(head.head_bytes);
  EXPECT_EQ(summary_json(whole), summary_json(head));
}

void expect_same_reading(const Capture& capture) {
  const auto read = capture_from_json(capture_json(capture));
  EXPECT_EQ(read.id, capture.id);
  EXPECT_EQ(read.received_us, capture.received_us);
  EXPECT_EQ(read.duration_us, capture.duration_us);
  EXPECT_EQ(read.client_ip, capture.client_ip);
  EXPECT_EQ(read.client_port, capture.client_port);
  EXPECT_EQ(read.channel, capture.channel);
  EXPECT_EQ(read.method, capture.method);
  EXPECT_EQ(read.target, capture.target);
  EXPECT_EQ(read.version, capture.version);
  EXPECT_EQ(read.body_bytes, capture.body_bytes);
  EXPECT_EQ(read.complete, capture.complete);
  EXPECT_EQ(read.truncated, capture.truncated);
  EXPECT_EQ(read.refusal, capture.refusal);
  EXPECT_EQ(read.reply, capture.reply);
  EXPECT_EQ(headers_of(read), headers_of(capture));
  EXPECT_EQ(body_of(read), body_of(capture));
  EXPECT_EQ(form_of(read), form_of(capture));
  EXPECT_EQ(trailers_of(read), trailers_of(capture));
  EXPECT_EQ(capture_json(read), capture_json(capture));
}

TEST(CaptureFromJson, ReadsWhatWasWritten) {
  Capture capture = form_capture("/a?b=c", "d=e&f=%00%C3%BC");
  capture.id = 12;
  capture.channel = "x";
  capture.reply = {418, {{"A", "b"}, {"A", ""}}, 3, "close"};
  expect_same_reading(capture);
}

TEST(CaptureJson, SaysWhatWasAnswered) {
  Capture capture = form_capture("/a", "b=c");
  const auto reply = [&] { return parsed(capture)["reply"]; };
  EXPECT_FALSE(reply().contains("body"));
  capture.reply.body = R"({"n":{{id}}})";
  capture.reply.body_bytes = capture.reply.body->size();
  EXPECT_EQ(reply()["body"]["data"], R"({"n":{{id}}})");
  EXPECT_EQ(reply()["body"]["truncated"], false);
  capture.reply.body_bytes = 20'000;
  EXPECT_EQ(reply()["body"]["truncated"], true);
  capture.reply.fault = "half";
  EXPECT_TRUE(reply().contains("body"));
  capture.reply.fault = "reset";
  EXPECT_FALSE(reply().contains("body"));
  capture.reply.fault = "";
  capture.method = "HEAD";
  EXPECT_FALSE(reply().contains("body"));
}

TEST(CaptureFromJson, ReadsWhatTheCatcherAnswered) {
  Capture capture = form_capture("/a", "b=c");
  expect_same_reading(capture);
  capture.reply.status = 503;
  capture.reply.body = std::string("no\0pe", 5);
  capture.reply.body_bytes = 5;
  expect_same_reading(capture);
}

TEST(CaptureFromJson, ReadsOddHeads) {
  expect_same_reading(capture_of("GET / HTTP/1.0\r\n\r\n"));
  expect_same_reading(capture_of("GET / HTTP/1.1\r\nno colon here\r\nA:\r\n: b\r\n\r\n"));
  expect_same_reading(capture_of("GET / HTTP/1.1\r\nA: one\r\n two\r\n\tthree\r\nB: c\r\n\r\n"));
  Capture cut = capture_of("GET / HTTP/1.1\r\nHost: a\r\nX-Cut: of");
  cut.complete = false;
  expect_same_reading(cut);
}

TEST(CaptureFromJson, ReadsBinaryBodies) {
  expect_same_reading(capture_of(std::string("PUT / HTTP/1.1\r\n\r\n\xff\0\xfe", 21)));
}

TEST(CaptureFromJson, ReadsChunkedBodies) {
  expect_same_reading(chunked_capture("3\r\nabc\r\n2\r\nde\r\n0\r\nX: y\r\nZ: 1\r\n\r\n"));
  expect_same_reading(chunked_capture("0\r\n\r\n"));
  Capture cut = chunked_capture("5\r\nab");
  cut.complete = false;
  expect_same_reading(cut);
}

TEST(CaptureFromJson, ReadsCompressedForms) {
  expect_same_reading(gzipped("application/x-www-form-urlencoded", "a=b&c=d"));
}

TEST(CaptureFromJson, ReadsWhatWasNoRequest) {
  Capture capture;
  capture.raw = "\x16\x03\x01 hello";
  capture.body_bytes = capture.raw.size();
  capture.refusal = "a TLS hello";
  expect_same_reading(capture);
}

std::string refusal_of(std::string_view text) {
  try {
    capture_from_json(text);
  } catch (const std::invalid_argument& refused) {
    return refused.what();
  }
  return "";
}

TEST(CaptureFromJson, RefusesWhatIsNoCapture) {
  EXPECT_THAT(refusal_of(""), HasSubstr("not a capture's JSON"));
  EXPECT_THAT(refusal_of("[]"), HasSubstr("not a capture's JSON"));
  EXPECT_THAT(refusal_of("{}"), HasSubstr("id"));
  auto json = parsed(form_capture("/", ""));
  json["received_at"] = "yesterday";
  EXPECT_THAT(refusal_of(json.dump()), HasSubstr("not a time"));
  json = parsed(form_capture("/", ""));
  json["received_at"] = "2024-02-28T10:45:41.12345xZ";
  EXPECT_THAT(refusal_of(json.dump()), HasSubstr("not a time"));
  json = parsed(form_capture("/", ""));
  json["body"]["encoding"] = "base64";
  json["body"]["data"] = "not base64";
  EXPECT_THAT(refusal_of(json.dump()), HasSubstr("base64"));
}

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonString, EscapesWhatJsonWants) {
  EXPECT_EQ(json_string("a\"b\\c\n\r\t\x01\x1f\x7f/<"),
            "\"a\\\"b\\\\c\\n\\r\\t\\u0001\\u001f\\u007f/<\"");
  EXPECT_EQ(json_string(std::string_view("\0", 1)), "\"\\u0000\"");
}

TEST(JsonString, EscapesAtEveryPositionOfALongText) {
  for (std::size_t at = 0; at < 40; ++at) {
    for (const char odd : {'"', '\\', '\n', '\x1f', '\0'}) {
      std::string text(40, 'x');
      text[at] = odd;
      EXPECT_EQ(Json::parse(json_string(text)).get<std::string>(), text);
    }
  }
}

TEST(JsonString, ShowsEachByteThatIsNoUtf8ByItsNumber) {
  EXPECT_EQ(json_string("a\xff\xfe_b"), "\"a\u2039FF\u203a\u2039FE\u203a_b\"");
  EXPECT_EQ(json_string("\xc3"), "\"\u2039C3\u203a\"");
  EXPECT_EQ(json_string("\xc3\xa4\xc3"), "\"\xc3\xa4\u2039C3\u203a\"");
  std::string out;
  EXPECT_FALSE(append_json_string(out, "\x80"));
  EXPECT_TRUE(append_json_string(out, "ä"));
}

TEST(JsonString, IsQuickWithAMegabyteOfRubbish) {
  const std::string rubbish(1'000'000, '\xff');
  EXPECT_EQ(json_string(rubbish).size(), rubbish.size() * 8 + 2);
}

}  // namespace
}  // namespace hookline

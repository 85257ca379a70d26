#include "catcher/relays/requests/replay_order.h"

#include "catcher/base/process/failure.h"

#include <string>
#include <string_view>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::StartsWith;

std::string refusal_of(std::string_view text) {
  try {
    parse_replay_order(text);
  } catch (const Failure& error) {
    return error.what();
  }
  return "accepted";
}

TEST(ReplayOrder, KeepsTheCaughtTargetWhereTheUrlIsAHostAlone) {
  EXPECT_EQ(parse_replay_order(R"({"to": "http://localhost:3000"})").target("/x?y"), "/x?y");
  EXPECT_EQ(parse_replay_order(R"({"to": "http://localhost:3000/"})").target("/x?y"), "/x?y");
  EXPECT_EQ(parse_replay_order(R"({"to": "http://h/hook?a=b"})").target("/x?y"), "/hook?a=b");
  EXPECT_EQ(parse_replay_order(R"({"to": "http://h"})").target("http://other/x"), "/x");
  EXPECT_EQ(parse_replay_order(R"({"to": "http://h/hook", "target": "/"})").target("/x"), "/");
}

TEST(ReplayOrder, ReadsEveryEdit) {
  const ReplayOrder order = parse_replay_order(
      R"({"to": "http://h", "method": "PUT", "target": "/é", "headers": [["A", "1"], ["a", ""]],
          "body": "ü\u0000"})");
  EXPECT_EQ(order.edits.method, "PUT");
  EXPECT_EQ(order.edits.target, "/é");
  EXPECT_EQ(order.edits.headers->size(), 2U);
  EXPECT_EQ(order.edits.headers->at(1).name(), "a");
  EXPECT_EQ(order.edits.body, std::string("ü\0", 3));
  EXPECT_EQ(order.edits.names().size(), 4U);
  EXPECT_EQ(parse_replay_order(R"({"to": "http://h", "body_base64": "AP8="})").edits.body,
            std::string("\0\xff", 2));
}

TEST(ReplayOrder, MayAskForASignature) {
  EXPECT_FALSE(parse_replay_order(R"({"to": "http://h"})").wants_signature);
  EXPECT_FALSE(parse_replay_order(R"({"to": "http://h", "sign": false})").wants_signature);
  EXPECT_TRUE(parse_replay_order(R"({"to": "http://h", "sign": true})").wants_signature);
  const ReplayOrder order =
      parse_replay_order(R"({"to": "http://h", "sign": {"scheme": "github", "key": "secret"}})");
  EXPECT_TRUE(order.wants_signature);
  EXPECT_EQ(order.key->secret, "secret");
}

TEST(ReplayOrder, RefusesWhatMakesNoSenseAndNamesThePlace) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", "the body: is empty"},
      {"[]", "the body: must be an object, not an array"},
      {"{}", "the body: the key \"to\" is missing"},
      {R"({"to": 1})", "/to: must be a text, not an integer"},
      {R"({"to": "localhost:3000"})", "/to: a URL starts with http:// or https://"},
      {R"({"to": "http://h/a b"})", "/to: a space at position 11"},
      {R"({"to": "http://u:p@h/"})", "/to: a user and password"},
      {R"({"to": "http://h", "method": "A B"})", "/method: "},
      {R"({"to": "http://h", "method": ""})", "/method: "},
      {R"({"to": "http://h", "method": null})", "/method: must be a text, not null"},
      {R"({"to": "http://h", "target": "x"})", "/target: expected a path"},
      {R"({"to": "http://h", "target": "/a b"})", "/target: byte 0x20 at position 3"},
      {R"({"to": "http://h", "target": "/\r\nX: y"})", "/target: byte 0x0d at position 2"},
      {R"({"to": "http://h", "headers": {"a": "b"}})", "/headers: must be a list"},
      {R"({"to": "http://h", "headers": [["a"]]})", "/headers/0: must be a pair"},
      {R"({"to": "http://h", "headers": [["a", "b"], ["c", 1]]})", "/headers/1/1: must be a text"},
      {R"({"to": "http://h", "headers": [["a b", "c"]]})", "/headers/0: the header name"},
      {R"({"to": "http://h", "headers": [["a", "b\r\nC: d"]]})", "/headers/0: the value"},
      {R"({"to": "http://h", "body": {}})", "/body: must be a text, not an object"},
      {R"({"to": "http://h", "body_base64": "?"})", "/body_base64: this is no base64"},
      {R"({"to": "http://h", "body": "", "body_base64": ""})", "/body_base64: there is a body"},
      {R"({"to": "http://h", "bdy": ""})",
       "/bdy: the key \"bdy\" is not known here; did you mean \"body\"?"},
      {R"({"to": "http://h", "sign": "yes"})", "/sign: must be true, or a key"},
      {R"({"to": "http://h", "sign": {"scheme": "rot13", "key": "k"}})", "/sign/scheme: "},
      {R"({"to": "http://h", "sign": {"scheme": "stripe"}})", "/sign: the key \"key\" is missing"},
  };
  for (const auto& [text, refusal] : cases)
    EXPECT_THAT(refusal_of(text), StartsWith(refusal)) << text;
}

}  // namespace
}  // namespace hookline

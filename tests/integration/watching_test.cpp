#include "tests/support/raw_client.h"
#include "tests/support/running_catcher.h"

#include <future>
#include <numeric>
#include <stdexcept>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using nlohmann::json;

void send(RunningCatcher& catcher, const std::string& target, const std::string& body = "a=b") {
  RawClient client(catcher->catching_url());
  client.send("POST " + target +
              " HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\n" +
              "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" +
              body);
  client.read_to_end();
}

std::vector<int> ids_in(const json& answer) {
  std::vector<int> ids;
  for (const json& capture : answer.at("captures")) ids.push_back(capture.at("id"));
  return ids;
}

TEST(CapturesCall, ListsTheNewestOldestFirstAndPagesBothWays) {
  RunningCatcher catcher;
  for (int i = 1; i <= 5; ++i) send(catcher, "/" + std::to_string(i));
  const json newest = catcher.get("/api/captures?limit=2");
  EXPECT_EQ(ids_in(newest), (std::vector{4, 5}));
  EXPECT_EQ(newest.at("last"), 5);
  EXPECT_EQ(newest.at("total"), 5);
  EXPECT_EQ(newest.at("dropped"), 0);
  EXPECT_EQ(ids_in(catcher.get("/api/captures?after=1&limit=2")), (std::vector{2, 3}));
  EXPECT_EQ(ids_in(catcher.get("/api/captures?before=4&limit=2")), (std::vector{2, 3}));
}

TEST(CapturesCall, ListsThousandsAtOnce) {
  RunningCatcher catcher;
  Captures many(3000);
  for (Capture& capture : many) capture.raw = "GET / HTTP/1.1\r\n\r\n";
  catcher->store().append(std::move(many));
  const auto ids = ids_in(catcher.get("/api/captures?before=2991&limit=2500"));
  ASSERT_EQ(ids.size(), 2500u);
  EXPECT_EQ(ids.front(), 491);
  EXPECT_EQ(ids.back(), 2990);
}

/// The values that the list tells of the only capture.
json shown(RunningCatcher& catcher, const std::string& query) {
  return catcher.get("/api/captures?" + query).at("captures").at(0).at("shown");
}

TEST(CapturesCall, ShowsTheValuesThatAreAskedFor) {
  RunningCatcher catcher;
  send(catcher, "/a?page=2", "contact%5Bemail%5D=jane%40example.com&tag=a&tag=b&empty=");
  EXPECT_EQ(shown(catcher,
                  "show=form.contact[email]&show=form.tag&show=form.empty&show=form.gone"
                  "&show=header.HOST&show=query.page"),
            json::parse(R"([["form.contact[email]","jane@example.com"],["form.tag","a, b"],
                            ["form.empty",""],["header.HOST","h"],["query.page","2"]])"));
  EXPECT_FALSE(catcher.get("/api/captures").at("captures").at(0).contains("shown"));
}

TEST(CapturesCall, ShowsWhatAPathLeadsToInJson) {
  RunningCatcher catcher;
  send(catcher, "/a",
       R"({"id":17.00,"a.b":{"c":true},"list":[{"x":"one"},{"x":null}],"o":{"k":[1]}})");
  EXPECT_EQ(shown(catcher,
                  "show=json.id&show=json.a.b.c&show=json.list[0].x&show=json.list.1.x"
                  "&show=json.o&show=json.list[2].x&show=form.id"),
            json::parse(R"([["json.id","17.00"],["json.a.b.c","true"],["json.list[0].x","one"],
                            ["json.list.1.x","null"],["json.o","{\"k\":[1]}"]])"));
}

TEST(CapturesCall, ShowsTheBeginningOfALongValue) {
  RunningCatcher catcher;
  send(catcher, "/a", "long=" + std::string(199, 'x') + "%C3%A9" + std::string(100'000, 'x'));
  EXPECT_EQ(shown(catcher, "show=form.long").at(0).at(1), std::string(199, 'x') + "…");
}

TEST(CapturesCall, RefusesToShowWhatNamesNoValue) {
  RunningCatcher catcher;
  for (const char* name : {"", "form.", "email", "path"}) {
    const json error = catcher.get(std::string("/api/captures?show=") + name, 400);
    EXPECT_NE(error.at("hint").get<std::string>().find("show=form.NAME"), std::string::npos);
  }
}

TEST(CapturesCall, FiltersByWhatTheContractNames) {
  RunningCatcher catcher;
  send(catcher, "/a/1", "type=update&x=1");
  send(catcher, "/b", "type=subscribe");
  EXPECT_EQ(ids_in(catcher.get("/api/captures?path=/a/*")), std::vector{1});
  EXPECT_EQ(ids_in(catcher.get("/api/captures?form.type=subscribe")), std::vector{2});
  EXPECT_EQ(ids_in(catcher.get("/api/captures?text=UPDATE")), std::vector{1});
  EXPECT_EQ(ids_in(catcher.get("/api/captures?method=GET")), std::vector<int>{});
  EXPECT_EQ(ids_in(catcher.get("/api/captures?header.host=h&status=200")), (std::vector{1, 2}));
}

TEST(SampleCall, SendsARealRequestToTheCatchingAddress) {
  RunningCatcher catcher;
  EXPECT_EQ(json::parse(catcher.call("POST", "/api/sample", "", 200)).at("status"), 200);
  const json capture = catcher.get("/api/captures/1");
  EXPECT_EQ(capture.at("method"), "POST");
  EXPECT_EQ(capture.at("target"), "/sample?from=page");
  EXPECT_EQ(capture.at("form").at(0), (json{"type", "sample"}));
}

TEST(SampleCall, ReachesACatcherOnEveryAddress) {
  CatcherOptions options = RunningCatcher::free_ports();
  options.listen.host = "0.0.0.0";
  RunningCatcher catcher(options);
  catcher.call("POST", "/api/sample", "", 200);
  EXPECT_EQ(catcher.last_capture().client_ip, "127.0.0.1");
}

TEST(SampleCall, SaysWhyThereWasNoAnswer) {
  RunningCatcher catcher;
  catcher.call("PUT", "/api/replies", R"([{"match":{},"reply":{"fault":"reset"}}])", 200);
  const json error = json::parse(catcher.call("POST", "/api/sample", "", 502));
  EXPECT_NE(error.at("error").get<std::string>().find("not answered"), std::string::npos);
  EXPECT_EQ(catcher.last_capture().target, "/sample?from=page");
}

TEST(CountCall, CountsWhatMatches) {
  RunningCatcher catcher;
  for (const char* target : {"/a", "/b", "/a"}) send(catcher, target, "");
  EXPECT_EQ(catcher.get("/api/count").at("count"), 3);
  EXPECT_EQ(catcher.get("/api/count?path=/a").at("count"), 2);
  EXPECT_EQ(catcher.get("/api/count?path=/a&after=1").at("count"), 1);
  EXPECT_EQ(catcher.get("/api/count?id=1,3").at("count"), 2);
  catcher.get("/api/count?limit=1", 400);
}

TEST(CapturesCall, FiltersByTheTimeOfArrival) {
  RunningCatcher catcher;
  send(catcher, "/a", "");
  send(catcher, "/b", "");
  const std::string second = catcher.get("/api/captures/2").at("received_at");
  EXPECT_EQ(ids_in(catcher.get("/api/captures?since=" + second)), std::vector{2});
  EXPECT_EQ(ids_in(catcher.get("/api/captures?until=" + second)), std::vector{1});
}

TEST(CapturesCall, RefusesParametersThatMakeNoSense) {
  RunningCatcher catcher;
  for (const char* query :
       {"limit=0", "limit=x", "after=-1", "status=abc", "since=noon", "limt=5", "form=x"}) {
    const json error = catcher.get(std::string("/api/captures?") + query, 400);
    EXPECT_FALSE(error.at("error").get<std::string>().empty()) << query;
    EXPECT_FALSE(error.at("hint").get<std::string>().empty()) << query;
  }
  EXPECT_EQ(catcher.get("/api/captures/abc", 400).count("hint"), 1u);
  EXPECT_EQ(catcher.get("/api/captures/7", 404).count("hint"), 1u);
  EXPECT_EQ(catcher.get("/api/nothing", 404).count("hint"), 1u);
}

TEST(TimelineCall, CountsOverTimeByStatusAndChannel) {
  RunningCatcher catcher;
  const json none = catcher.get("/api/timeline");
  EXPECT_EQ(none.at("total"), 0);
  EXPECT_EQ(none.at("series"), json::array());
  send(catcher, "/a");
  send(catcher, "/b");
  const json line = catcher.get("/api/timeline?buckets=2000");
  EXPECT_EQ(line.at("total"), 2);
  ASSERT_EQ(line.at("series").size(), 1u);
  const json& series = line.at("series").front();
  EXPECT_EQ(series.at("status"), "2xx");
  EXPECT_EQ(series.at("channel"), "");
  const std::vector<int> counts = series.at("counts");
  EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), 0), 2);
  EXPECT_LE(line.at("from"), catcher.get("/api/captures/1").at("received_at"));
  EXPECT_GT(line.at("to"), catcher.get("/api/captures/2").at("received_at"));
  EXPECT_EQ(catcher.get("/api/timeline?path=/b").at("total"), 1);
  EXPECT_EQ(catcher.get("/api/timeline?after=2").at("total"), 0);
}

TEST(TimelineCall, RefusesParametersThatMakeNoSense) {
  RunningCatcher catcher;
  for (const char* query : {"buckets=1", "buckets=x", "buckets=99999", "limit=3", "status=x"}) {
    EXPECT_TRUE(catcher.get(std::string("/api/timeline?") + query, 400).contains("hint")) << query;
  }
}

TEST(CaptureCall, TellsEverythingAboutACapture) {
  RunningCatcher catcher;
  send(catcher, "/p?q=1&q=2", "type=update&contact%5Bid%5D=42");
  const json capture = catcher.get("/api/captures/1");
  EXPECT_EQ(capture.at("method"), "POST");
  EXPECT_EQ(capture.at("target"), "/p?q=1&q=2");
  EXPECT_EQ(capture.at("path"), "/p");
  EXPECT_EQ(capture.at("query"), json::parse(R"([["q","1"],["q","2"]])"));
  EXPECT_EQ(capture.at("form"), json::parse(R"([["type","update"],["contact[id]","42"]])"));
  EXPECT_EQ(capture.at("headers").front(), json::parse(R"(["Host","h"])"));
  EXPECT_EQ(capture.at("client").at("ip"), "127.0.0.1");
  EXPECT_EQ(capture.at("body").at("size"), 30);
  EXPECT_EQ(capture.at("reply").at("status"), 200);
  EXPECT_EQ(capture.at("complete"), true);
}

TEST(BodyCall, GivesTheBodyAsAnAttachmentNeverInTheSendersType) {
  RunningCatcher catcher;
  RawClient sender(catcher->catching_url());
  sender.send(
      "POST / HTTP/1.1\r\nContent-Type: text/html\r\nContent-Length: "
      "19\r\n\r\n<script>x</script>\n");
  sender.read_answer();
  RawClient viewer(catcher->watching_url());
  viewer.send("GET /api/captures/1/body HTTP/1.1\r\n\r\n");
  const std::string answer = viewer.read_answer();
  EXPECT_NE(answer.find("Content-Type: application/octet-stream\r\n"), std::string::npos);
  EXPECT_NE(answer.find("Content-Disposition: attachment"), std::string::npos);
  EXPECT_NE(answer.find("X-Content-Type-Options: nosniff"), std::string::npos);
  EXPECT_EQ(body_of_answer(answer), "<script>x</script>\n");
}

TEST(DeleteCall, DeletesOneOrAllAndNeverByAFilterItIgnores) {
  RunningCatcher catcher;
  for (int i = 0; i < 3; ++i) send(catcher, "/");
  EXPECT_EQ(json::parse(catcher.call("DELETE", "/api/captures/2", "", 200)).at("deleted"), 1);
  catcher.call("DELETE", "/api/captures/2", "", 404);
  catcher.call("DELETE", "/api/captures?pth=/x", "", 400);
  EXPECT_EQ(json::parse(catcher.call("DELETE", "/api/captures", "", 200)).at("deleted"), 2);
  EXPECT_EQ(catcher.get("/api/captures").at("total"), 0);
  send(catcher, "/");
  EXPECT_EQ(catcher.last_capture().id, 4);
}

TEST(DeleteCall, DeletesWhatMatchesButForWhatIsToBeKept) {
  RunningCatcher catcher;
  for (const char* path : {"/a", "/b", "/a", "/a", "/a"}) send(catcher, path);
  const auto deleted = [&](const std::string& query) {
    return json::parse(catcher.call("DELETE", "/api/captures?" + query, "", 200));
  };
  EXPECT_EQ(deleted("path=/a&before=5&keep=3"), (json{{"deleted", 2}}));
  EXPECT_EQ(ids_in(catcher.get("/api/captures")), (std::vector{2, 3, 5}));
  EXPECT_EQ(deleted("path=/nowhere&undo=1m"), (json{{"deleted", 0}}));
  EXPECT_EQ(deleted("keep=5"), (json{{"deleted", 2}}));
  catcher.call("DELETE", "/api/captures?keep=x", "", 400);
  catcher.call("DELETE", "/api/captures?undo=2h", "", 400);
}

TEST(DeleteCall, CanBeUndoneForAWhile) {
  RunningCatcher catcher;
  for (const char* path : {"/a", "/b", "/a"}) send(catcher, path);
  const json answer =
      json::parse(catcher.call("DELETE", "/api/captures?path=/a&undo=10m", "", 200));
  EXPECT_EQ(answer, (json{{"deleted", 2}, {"undo", 1}}));
  EXPECT_EQ(ids_in(catcher.get("/api/captures")), std::vector{2});
  EXPECT_EQ(catcher.get("/api/count").at("count"), 1);
  EXPECT_EQ(catcher.get("/api/health").at("total"), 1);
  catcher.call("GET", "/api/captures/3", "", 404);
  EXPECT_EQ(catcher.call("POST", "/api/undo/1", "", 200), "{\"restored\":2}\n");
  EXPECT_EQ(ids_in(catcher.get("/api/captures")), (std::vector{1, 2, 3}));
  EXPECT_EQ(catcher.get("/api/health").at("total"), 3);
  catcher.call("POST", "/api/undo/1", "", 404);
}

TEST(DeleteCall, IsCarriedOutWhenItsTimeIsOver) {
  RunningCatcher catcher;
  send(catcher, "/a");
  const auto bytes = catcher->store().counts().bytes;
  catcher.call("DELETE", "/api/captures?undo=1ms", "", 200);
  send(catcher, "/b");
  auto counts = catcher->store().counts();
  while (counts.bytes > bytes) {
    counts =
        catcher->store().wait_past(counts.last, counts.changes(),
                                   std::chrono::steady_clock::now() + std::chrono::minutes(1), {});
  }
  EXPECT_EQ(counts.total, 1u);
  catcher.call("POST", "/api/undo/1", "", 404);
}

TEST(WaitCall, ReturnsAtOnceWhatIsAlreadyThere) {
  RunningCatcher catcher;
  send(catcher, "/a");
  send(catcher, "/b");
  EXPECT_EQ(ids_in(catcher.get("/api/wait?count=2&timeout=20s")), (std::vector{1, 2}));
  EXPECT_EQ(ids_in(catcher.get("/api/wait?path=/b&timeout=20s")), std::vector{2});
}

TEST(WaitCall, BlocksUntilTheLastOfThemIsStored) {
  RunningCatcher catcher;
  send(catcher, "/a");
  RawClient waiting(catcher->watching_url());
  waiting.send("GET /api/wait?count=2&timeout=20s&after=1 HTTP/1.1\r\n\r\n");
  send(catcher, "/b");
  send(catcher, "/c");
  const std::string answer = waiting.read_answer();
  EXPECT_EQ(status_of_answer(answer), 200);
  EXPECT_EQ(ids_in(json::parse(body_of_answer(answer))), (std::vector{2, 3}));
}

TEST(WaitCall, SaysWhatCameInsteadAndWhyItIsNotThat) {
  RunningCatcher catcher;
  send(catcher, "/far", "x=1");
  send(catcher, "/near", "type=update");
  const json late = catcher.get("/api/wait?path=/near&form.type=subscribe&timeout=10ms", 408);
  EXPECT_EQ(late.at("seen"), 0);
  EXPECT_EQ(late.at("closest").at("id"), 2);
  ASSERT_EQ(late.at("why").size(), 1u);
  EXPECT_NE(late.at("why")[0].get<std::string>().find("update"), std::string::npos);
}

TEST(WaitCall, RefusesACountOrTimeThatIsNone) {
  RunningCatcher catcher;
  for (const char* query : {"count=0", "count=x", "timeout=5", "timeout=-1s", "timeout=soon"}) {
    EXPECT_EQ(catcher.get(std::string("/api/wait?") + query, 400).count("hint"), 1u) << query;
  }
}

TEST(StreamCall, SendsWhatIsCaughtFromNowOn) {
  RunningCatcher catcher;
  send(catcher, "/before");
  RawClient viewer(catcher->watching_url());
  viewer.send("GET /api/stream HTTP/1.1\r\n\r\n");
  const std::string head = viewer.read_until("retry:");
  EXPECT_NE(head.find("Content-Type: text/event-stream"), std::string::npos);
  send(catcher, "/after");
  const std::string event = viewer.read_until("}\n\n");
  EXPECT_NE(event.find("event: capture\nid: 2\ndata: {"), std::string::npos) << event;
  EXPECT_NE(event.find("/after"), std::string::npos);
}

TEST(StreamCall, ResumesAfterTheLastEventWithoutAGap) {
  RunningCatcher catcher;
  for (int i = 0; i < 4; ++i) send(catcher, "/");
  RawClient viewer(catcher->watching_url());
  viewer.send("GET /api/stream HTTP/1.1\r\nLast-Event-ID: 2\r\n\r\n");
  const std::string events = viewer.read_until("id: 4");
  EXPECT_EQ(events.find("id: 2\n"), std::string::npos);
  EXPECT_NE(events.find("id: 3\n"), std::string::npos);
}

TEST(StreamCall, TellsEveryViewerOfEveryCaptureAndOfClearing) {
  RunningCatcher catcher;
  RawClient first(catcher->watching_url());
  RawClient second(catcher->watching_url());
  for (RawClient* viewer : {&first, &second}) {
    viewer->send("GET /api/stream?path=/yes HTTP/1.1\r\n\r\n");
    viewer->read_until("retry:");
  }
  send(catcher, "/no");
  send(catcher, "/yes");
  for (RawClient* viewer : {&first, &second}) {
    const std::string events = viewer->read_until("/yes");
    EXPECT_EQ(events.find("/no"), std::string::npos);
  }
  catcher.call("DELETE", "/api/captures", "", 200);
  EXPECT_NE(first.read_until("event: cleared").find("cleared"), std::string::npos);
}

TEST(StreamCall, TellsTheCountsWhereNothingMatches) {
  RunningCatcher catcher;
  RawClient viewer(catcher->watching_url());
  viewer.send("GET /api/stream?path=/yes HTTP/1.1\r\n\r\n");
  viewer.read_until("retry:");
  send(catcher, "/no");
  const std::string event = viewer.read_until("}\n\n");
  EXPECT_NE(event.find("event: counts\nid: 1\ndata: {\"last\":1,\"total\":1,\"dropped\":0}"),
            std::string::npos)
      << event;
}

TEST(StreamCall, TellsAViewerFarBehindToLoadTheListAgain) {
  RunningCatcher catcher;
  Captures many(6000);
  for (Capture& capture : many) capture.raw = "GET / HTTP/1.1\r\n\r\n";
  catcher->store().append(std::move(many));
  RawClient viewer(catcher->watching_url());
  viewer.send("GET /api/stream?after=1 HTTP/1.1\r\n\r\n");
  EXPECT_NE(viewer.read_until("6000").find("event: resync"), std::string::npos);
}

TEST(ExportCall, GivesEveryCaptureALine) {
  RunningCatcher catcher;
  for (int i = 1; i <= 450; ++i) {
    Captures one(1);
    one[0].raw = "GET /" + std::to_string(i) + " HTTP/1.1\r\n\r\n";
    one[0].head_bytes = one[0].raw.size();
    catcher->store().append(std::move(one));
  }
  RawClient viewer(catcher->watching_url());
  viewer.send("GET /api/export?format=ndjson&after=10 HTTP/1.1\r\nConnection: close\r\n\r\n");
  const std::string answer = viewer.read_to_end();
  EXPECT_EQ(std::count(answer.begin(), answer.end(), '{') > 440, true);
  EXPECT_NE(answer.find("{\"id\":11,"), std::string::npos);
  EXPECT_NE(answer.find("{\"id\":450,"), std::string::npos);
  EXPECT_EQ(answer.find("{\"id\":10,"), std::string::npos);
  EXPECT_EQ(catcher.get("/api/export?format=pdf", 400).count("hint"), 1u);
}

TEST(RepliesCall, SetsGivesAndTakesBackTheRules) {
  RunningCatcher catcher;
  const std::string rules = R"([{"match":{"path":"/x"},"reply":{"status":503}}])";
  catcher.call("PUT", "/api/replies", rules, 200);
  EXPECT_EQ(catcher.get("/api/replies")[0].at("reply").at("status"), 503);
  send(catcher, "/x");
  EXPECT_EQ(catcher.last_capture().reply.status, 503);
  const std::string error =
      catcher.call("PUT", "/api/replies", R"([{"reply":{"status":99}}])", 400);
  EXPECT_NE(error.find("/0/reply/status"), std::string::npos) << error;
  EXPECT_EQ(catcher.get("/api/replies").size(), 1u);
  catcher.call("DELETE", "/api/replies", "", 200);
  send(catcher, "/x");
  EXPECT_EQ(catcher.last_capture().reply.status, 200);
}

TEST(PageAddress, ServesThePageWithAStrictPolicy) {
  RunningCatcher catcher;
  RawClient viewer(catcher->watching_url());
  viewer.send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  const std::string answer = viewer.read_answer();
  EXPECT_EQ(status_of_answer(answer), 200);
  EXPECT_NE(answer.find("Content-Security-Policy: default-src 'none'; script-src 'self'"),
            std::string::npos);
}

TEST(PageAddress, AnswersWhatItCannotReadWithAHint) {
  RunningCatcher catcher;
  RawClient viewer(catcher->watching_url());
  viewer.send("nonsense\r\n\r\n");
  const std::string answer = viewer.read_to_end();
  EXPECT_EQ(status_of_answer(answer), 400);
  EXPECT_NE(answer.find("\"hint\""), std::string::npos);
}

TEST(MetricsCall, CountsWhatCameWhatWasRefusedAndWhatIsKept) {
  RunningCatcher catcher;
  send(catcher, "/a");
  RawClient bad(catcher->catching_url());
  bad.send("nonsense\r\n\r\n");
  bad.read_to_end();
  const std::string metrics = catcher.get_text("/metrics");
  EXPECT_NE(metrics.find("\nhookline_requests_total 2\n"), std::string::npos) << metrics;
  EXPECT_NE(metrics.find("hookline_refused_total{reason=\"malformed\"} 1\n"), std::string::npos);
  EXPECT_NE(metrics.find("hookline_refused_total{reason=\"framing\"} 0\n"), std::string::npos);
  EXPECT_NE(metrics.find("\nhookline_captures 2\n"), std::string::npos);
  EXPECT_NE(metrics.find("hookline_store_seconds_bucket{le=\"+Inf\"} 2\n"), std::string::npos);
  EXPECT_NE(metrics.find("\nhookline_store_seconds_count 2\n"), std::string::npos);
}

TEST(Health, NamesTheCatchingAddress) {
  RunningCatcher catcher;
  EXPECT_EQ(catcher.get("/api/health").at("catching"), catcher->catching_url());
  EXPECT_FALSE(catcher.get("/api/health").contains("forward"));
}

}  // namespace
}  // namespace hookline::test

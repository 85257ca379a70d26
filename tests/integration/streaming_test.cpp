#include "tests/support/raw_client.h"
#include "tests/support/running_catcher.h"
#include "tests/support/temp_folder.h"

#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline::test {
namespace {

using testing::HasSubstr;
using testing::Not;

void append(RunningCatcher& catcher, int count) {
  Captures some(static_cast<std::size_t>(count));
  for (Capture& capture : some) {
    capture.raw = "GET / HTTP/1.1\r\n\r\n";
    capture.head_bytes = capture.raw.size();
  }
  catcher->store().append(std::move(some));
}

/// The stream's first words, up to where it is by then.
std::string begin_stream(RawClient& viewer, const std::string& header, const std::string& until) {
  viewer.send(fmt::format("GET /api/stream HTTP/1.1\r\n{}\r\n", header));
  return viewer.read_until(until);
}

/// What a browser would send as Last-Event-ID after these events: the last id.
std::string place_in(const std::string& events) {
  const auto at = events.rfind("\nid: ") + 5;
  return events.substr(at, events.find('\n', at) - at);
}

std::string place_of(RunningCatcher& catcher) {
  RawClient viewer(catcher->watching_url());
  return place_in(begin_stream(viewer, "", "@"));  // which comes in one piece
}

CatcherOptions keeping(std::uint64_t captures_max) {
  CatcherOptions options = RunningCatcher::free_ports();
  options.limits.captures_max = captures_max;
  return options;
}

TEST(Stream, ComesBackToWhereItWasAlsoWhereNothingHadComeYet) {
  RunningCatcher catcher;
  const std::string place = place_of(catcher);
  EXPECT_THAT(place, testing::StartsWith("0@"));
  append(catcher, 2);
  RawClient viewer(catcher->watching_url());
  const std::string events = begin_stream(viewer, "Last-Event-ID: " + place + "\r\n", "\nid: 2@");
  EXPECT_THAT(events, HasSubstr("event: capture\nid: 1\n"));
  EXPECT_THAT(events, HasSubstr("event: capture\nid: 2\n"));
  EXPECT_THAT(events, Not(HasSubstr("resync")));
}

TEST(Stream, TellsAViewerOfAnotherMemoryStoreToLoadTheListAgain) {
  std::string place;
  {
    RunningCatcher first;
    append(first, 3);
    place = place_of(first);
  }
  EXPECT_THAT(place, testing::StartsWith("3@"));
  for (const int captures : {2, 3, 5}) {
    RunningCatcher second;
    append(second, captures);
    RawClient viewer(second->watching_url());
    const std::string events = begin_stream(viewer, "Last-Event-ID: " + place + "\r\n",
                                            fmt::format("\nid: {}@", captures));
    EXPECT_THAT(events, HasSubstr(fmt::format("event: resync\nid: {}\n", captures)));
    EXPECT_THAT(events, Not(HasSubstr("event: capture")));
  }
}

TEST(Stream, TellsAViewerWhoseIdIsHigherThanAnyToLoadTheListAgain) {
  RunningCatcher catcher;
  append(catcher, 2);
  for (const char* id : {"Last-Event-ID: 7\r\n", "Last-Event-ID: 3\r\n"}) {
    RawClient viewer(catcher->watching_url());
    EXPECT_THAT(begin_stream(viewer, id, "\nid: 2@"), HasSubstr("event: resync\n")) << id;
  }
}

TEST(Stream, GoesOnThroughARestartOfAStoreThatIsAFile) {
  const TempFolder folder;
  CatcherOptions options = RunningCatcher::free_ports();
  options.store = folder.file("captures.db");
  std::string place;
  {
    RunningCatcher first(options);
    append(first, 3);
    place = place_of(first);
  }
  RunningCatcher second(options);
  append(second, 1);
  RawClient viewer(second->watching_url());
  const std::string events = begin_stream(viewer, "Last-Event-ID: " + place + "\r\n", "\nid: 4@");
  EXPECT_THAT(events, HasSubstr("event: capture\nid: 4\n"));
  EXPECT_THAT(events, Not(HasSubstr("resync")));
}

TEST(Stream, TellsAViewerOfADeletedFileToLoadTheListAgain) {
  const TempFolder folder;
  CatcherOptions options = RunningCatcher::free_ports();
  options.store = folder.file("captures.db");
  RunningCatcher first(options);
  options.store = folder.file("another.db");
  RunningCatcher second(options);
  append(second, 1);
  RawClient viewer(second->watching_url());
  EXPECT_THAT(begin_stream(viewer, "Last-Event-ID: " + place_of(first) + "\r\n", "\nid: 1@"),
              HasSubstr("event: resync"));
}

TEST(Stream, SaysThatCapturesWereDroppedBeforeTheViewerCameBack) {
  const TempFolder folder;
  for (const std::string& store : {std::string("memory"), folder.file("captures.db")}) {
    CatcherOptions options = keeping(3);
    options.store = store;
    RunningCatcher catcher(options);
    append(catcher, 2);
    append(catcher, 6);
    RawClient missed(catcher->watching_url());
    const std::string events =
        begin_stream(missed, "Last-Event-ID: 4\r\n", "event: resync\nid: 8\n");
    EXPECT_THAT(events, Not(HasSubstr("event: capture")));
    RawClient whole(catcher->watching_url());
    const std::string rest = begin_stream(whole, "Last-Event-ID: 5\r\n", "\nid: 8@");
    EXPECT_THAT(rest, HasSubstr("event: capture\nid: 6\n"));
    EXPECT_THAT(rest, Not(HasSubstr("resync")));
  }
}

TEST(Stream, OfAllThatIsThereMissesNothingOfWhatWas) {
  RunningCatcher catcher(keeping(2));
  append(catcher, 5);
  RawClient viewer(catcher->watching_url());
  viewer.send("GET /api/stream?after=0 HTTP/1.1\r\n\r\n");
  const std::string events = viewer.read_until("\nid: 5@");
  EXPECT_THAT(events, HasSubstr("event: capture\nid: 4\n"));
  EXPECT_THAT(events, Not(HasSubstr("resync")));
}

TEST(Stream, SaysThatAllWasDeletedBeforeTheViewerCameBack) {
  RunningCatcher catcher;
  append(catcher, 2);
  const std::string place = place_of(catcher);
  append(catcher, 1);
  catcher.call("DELETE", "/api/captures", "", 200);
  RawClient viewer(catcher->watching_url());
  viewer.send("GET /api/stream HTTP/1.1\r\nLast-Event-ID: " + place + "\r\n\r\n");
  EXPECT_THAT(viewer.read_until("\nid: 3@"), HasSubstr("event: resync"));
}

TEST(Stream, RefusesAPlaceThatIsNone) {
  RunningCatcher catcher;
  for (const char* id : {"x", "-1", "@", "@x", "1 2", "99999999999999999999"}) {
    RawClient viewer(catcher->watching_url());
    viewer.send(fmt::format("GET /api/stream HTTP/1.1\r\nLast-Event-ID: {}\r\n\r\n", id));
    EXPECT_EQ(status_of_answer(viewer.read_answer()), 400) << id;
  }
}

TEST(Stream, TellsProxiesToHoldNothingBack) {
  RunningCatcher catcher;
  RawClient viewer(catcher->watching_url());
  const std::string head = begin_stream(viewer, "", "retry:");
  EXPECT_THAT(head, HasSubstr("X-Accel-Buffering: no\r\n"));
  EXPECT_THAT(head, HasSubstr("Cache-Control: no-store, no-transform\r\n"));
  EXPECT_EQ(head.find("Cache-Control"), head.rfind("Cache-Control"));
}

}  // namespace
}  // namespace hookline::test

#include "catcher/captures/store/capture_store.h"

#include "catcher/base/units/timestamp.h"
#include "tests/support/made_capture.h"
#include "tests/support/temp_folder.h"

#include <atomic>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using testing::ElementsAre;
using testing::IsEmpty;

enum class StoreKind { kMemory, kSqlite };

/// What every store does, asked of each kind.
class CaptureStoreTest : public testing::TestWithParam<StoreKind> {
 protected:
  std::unique_ptr<CaptureStore> make_store(StoreLimits limits = {}) {
    if (GetParam() == StoreKind::kMemory) return make_memory_store(limits);
    return open_sqlite_store(folder_.file(fmt::format("store{}.db", ++stores_)), limits);
  }

 private:
  TempFolder folder_;
  int stores_ = 0;
};

INSTANTIATE_TEST_SUITE_P(, CaptureStoreTest,
                         testing::Values(StoreKind::kMemory, StoreKind::kSqlite),
                         [](const auto& kind) {
                           return kind.param == StoreKind::kMemory ? "Memory" : "Sqlite";
                         });

Captures several(int count, std::string_view target = "/hook") {
  Captures batch;
  for (int i = 0; i < count; ++i) batch.push_back(form_capture(target, fmt::format("n={}", i)));
  return batch;
}

std::int64_t append_one(CaptureStore& store, Capture capture) {
  Captures batch;
  batch.push_back(std::move(capture));
  return store.append(std::move(batch));
}

std::vector<std::int64_t> ids(const Captures& captures) {
  std::vector<std::int64_t> out;
  for (const Capture& capture : captures) out.push_back(capture.id);
  return out;
}

std::vector<std::int64_t> all_ids(CaptureStore& store) {
  return ids(store.list({.limit = 1'000'000}));
}

/// Those of `all` that the query's range and limit leave, its filter aside.
std::vector<std::int64_t> part_of(const std::vector<std::int64_t>& all, const CaptureQuery& query) {
  std::vector<std::int64_t> out;
  for (const auto id : all) {
    if (id > query.after && id < query.before) out.push_back(id);
  }
  const auto surplus = static_cast<std::ptrdiff_t>(out.size() - std::min(out.size(), query.limit));
  if (query.newest) return {out.begin() + surplus, out.end()};
  return {out.begin(), out.end() - surplus};
}

Capture odd_capture() {
  const auto raw = "P\0ST /a%2Fb?\xff=1 HTTP/1.1\r\nX: \x80\0\r\n\r\n\0\xff body"s;
  Capture capture = capture_of(raw);
  capture.client_ip = "::1";
  capture.client_port = 65535;
  capture.channel = "ch\xc3\xa4nnel";
  capture.body_bytes = 1'000'000'000'000;
  capture.complete = false;
  capture.truncated = true;
  capture.refusal = "the body is larger than 1M";
  capture.reply = {413, {{"X-Why", " too large "}, {"Empty", ""}}, 1500, "drip"};
  return capture;
}

TEST_P(CaptureStoreTest, NumbersFromOneAcrossBatches) {
  const auto store = make_store();
  EXPECT_EQ(store->append(several(3)), 1);
  EXPECT_EQ(store->append(several(2)), 4);
  EXPECT_THAT(all_ids(*store), ElementsAre(1, 2, 3, 4, 5));
}

TEST_P(CaptureStoreTest, GivesBackEveryPartAsItWas) {
  const auto store = make_store();
  Capture capture = odd_capture();
  capture.id = append_one(*store, capture);
  EXPECT_EQ(store->find(1), capture);
  EXPECT_THAT(store->list({}), ElementsAre(capture));
}

TEST_P(CaptureStoreTest, ListsHeadsWithoutBodies) {
  const auto store = make_store();
  Capture capture = odd_capture();
  capture.id = append_one(*store, capture);
  capture.raw.resize(capture.head_bytes);
  EXPECT_THAT(store->list({.part = CapturePart::kHead}), ElementsAre(capture));
}

TEST_P(CaptureStoreTest, KeepsBodiesOfManyMegabytes) {
  const auto store = make_store();
  const auto capture = form_capture("/large", std::string(20'000'000, 'x') + "\xff");
  append_one(*store, capture);
  EXPECT_EQ(store->find(1)->raw, capture.raw);
}

TEST_P(CaptureStoreTest, KeepsWhatHasNoHeadAtAll) {
  const auto store = make_store();
  Capture capture;
  capture.raw = std::string("\x16\x03\x01\0", 4);
  capture.head_bytes = 0;
  capture.complete = false;
  append_one(*store, capture);
  EXPECT_EQ(store->find(1)->raw, capture.raw);
  EXPECT_EQ(store->find(1)->head_bytes, 0u);
}

TEST_P(CaptureStoreTest, FindsNothingWhereNothingIs) {
  const auto store = make_store();
  store->append(several(2));
  EXPECT_FALSE(store->find(0));
  EXPECT_FALSE(store->find(3));
  EXPECT_FALSE(store->find(-1));
  EXPECT_FALSE(store->find(std::numeric_limits<std::int64_t>::min()));
  EXPECT_FALSE(store->find(std::numeric_limits<std::int64_t>::max()));
}

TEST_P(CaptureStoreTest, ListsTheOldestFirstUpToTheLimit) {
  const auto store = make_store();
  store->append(several(10));
  EXPECT_THAT(ids(store->list({.limit = 3})), ElementsAre(1, 2, 3));
  EXPECT_THAT(ids(store->list({.limit = 0})), IsEmpty());
}

TEST_P(CaptureStoreTest, ListsTheNewestOldestFirst) {
  const auto store = make_store();
  store->append(several(10));
  EXPECT_THAT(ids(store->list({.limit = 3, .newest = true})), ElementsAre(8, 9, 10));
}

TEST_P(CaptureStoreTest, ListsBetweenTwoIds) {
  const auto store = make_store();
  store->append(several(10));
  EXPECT_THAT(ids(store->list({.after = 3, .before = 7})), ElementsAre(4, 5, 6));
  EXPECT_THAT(ids(store->list({.after = 3, .before = 9, .limit = 2, .newest = true})),
              ElementsAre(7, 8));
  EXPECT_THAT(ids(store->list({.after = 7, .before = 7})), IsEmpty());
  EXPECT_THAT(ids(store->list({.after = 9, .before = 3})), IsEmpty());
  EXPECT_THAT(ids(store->list({.after = -5, .before = 2})), ElementsAre(1));
  EXPECT_THAT(ids(store->list({.before = std::numeric_limits<std::int64_t>::min()})), IsEmpty());
}

TEST_P(CaptureStoreTest, ListsAcrossManyMoreThanAreReadAtOnce) {
  const auto store = make_store();
  for (int i = 0; i < 20; ++i) {
    store->append(several(99, "/a"));
    append_one(*store, form_capture("/b", "n=1"));
  }
  CaptureQuery query{.limit = 15};
  query.filter = CaptureFilter(FormFields{{"path", "/b"}});
  const auto oldest = ids(store->list(query));
  EXPECT_EQ(oldest.size(), 15u);
  EXPECT_EQ(oldest.front(), 100);
  EXPECT_EQ(oldest.back(), 1500);
  query.newest = true;
  const auto newest = ids(store->list(query));
  EXPECT_EQ(newest.front(), 600);
  EXPECT_EQ(newest.back(), 2000);
}

TEST_P(CaptureStoreTest, FindsAmongManyJustWhatLiesInTheRange) {
  const auto store = make_store();
  Captures all;
  for (int i = 0; i < 40'000; ++i) all.push_back(capture_of("GET /plain HTTP/1.1\r\n\r\n"));
  const std::vector<std::int64_t> wanted = {1,      2,      7'000,  20'000, 23'999,
                                            24'000, 24'001, 31'999, 32'000, 39'999};
  for (const auto id : wanted) {
    all[static_cast<std::size_t>(id) - 1] = capture_of("GET /needle HTTP/1.1\r\n\r\n");
  }
  store->append(std::move(all));
  CaptureQuery query{.part = CapturePart::kHead,
                     .filter = CaptureFilter(FormFields{{"text", "needle"}})};
  for (const bool newest : {false, true}) {
    for (const std::size_t limit : {1, 2, 3, 5, 9, 100}) {
      for (const std::int64_t after : {0, 1, 2, 15'000, 24'000, 40'000}) {
        for (const std::int64_t before : {1, 24'000, 32'000, 50'000}) {
          query.after = after;
          query.before = before;
          query.limit = limit;
          query.newest = newest;
          EXPECT_EQ(ids(store->list(query)), part_of(wanted, query))
              << after << " to " << before << ", " << limit << (newest ? " newest" : " oldest");
        }
      }
    }
  }
}

TEST_P(CaptureStoreTest, FiltersByEachPart) {
  const auto store = make_store();
  Capture wanted = form_capture("/orders/1?x=1", "name=J%C3%B6rg&email=jane%40example.com");
  wanted.channel = "zapier";
  wanted.reply.status = 503;
  wanted.received_us += 1;
  append_one(*store, capture_of("GET /other HTTP/1.1\r\nHost: a\r\n\r\n"));
  append_one(*store, wanted);
  append_one(*store, capture_of("GET /orders HTTP/1.1\r\nHost: b\r\n\r\n"));
  const auto found = [&](const FormFields& asked) {
    CaptureQuery query{.filter = CaptureFilter(asked)};
    CaptureQuery heads = query;
    heads.part = CapturePart::kHead;
    EXPECT_EQ(ids(store->list(query)), ids(store->list(heads)));
    EXPECT_EQ(store->count(query), store->list(query).size());
    query.newest = true;
    return ids(store->list(query));
  };
  EXPECT_THAT(found({{"id", "1,3,9"}}), ElementsAre(1, 3));
  EXPECT_THAT(found({{"id", "0"}}), IsEmpty());
  EXPECT_THAT(found({{"method", "POST"}}), ElementsAre(2));
  EXPECT_THAT(found({{"method", "post"}}), ElementsAre(2));
  EXPECT_THAT(found({{"method", "p*T"}}), ElementsAre(2));
  EXPECT_THAT(found({{"-method", "post"}}), ElementsAre(1, 3));
  EXPECT_THAT(found({{"channel", "z*_*"}}), IsEmpty());
  EXPECT_THAT(found({{"-path", "*"}}), IsEmpty());
  EXPECT_THAT(found({{"status", "200,5xx"}}), ElementsAre(1, 2, 3));
  EXPECT_THAT(found({{"size", ">=0"}, {"duration", ">=0"}, {"-status", "2xx"}}), ElementsAre(2));
  EXPECT_THAT(found({{"q", "-jane method=get host"}}), ElementsAre(1, 3));
  EXPECT_THAT(found({{"q", "query.x=* form.email=jane@* -json.a=*"}}), ElementsAre(2));
  EXPECT_THAT(found({{"path", "/orders/1"}}), ElementsAre(2));
  EXPECT_THAT(found({{"path", "/orders*"}}), ElementsAre(2, 3));
  EXPECT_THAT(found({{"path", "*"}}), ElementsAre(1, 2, 3));
  EXPECT_THAT(found({{"path", "/%"}}), IsEmpty());
  EXPECT_THAT(found({{"channel", "zapier"}}), ElementsAre(2));
  EXPECT_THAT(found({{"channel", ""}}), ElementsAre(1, 3));
  EXPECT_THAT(found({{"status", "503"}}), ElementsAre(2));
  EXPECT_THAT(found({{"since", timestamp_text(wanted.received_us)}}), ElementsAre(2));
  EXPECT_THAT(found({{"until", timestamp_text(wanted.received_us)}}), ElementsAre(1, 3));
  EXPECT_THAT(found({{"text", "JANE@example"}}), ElementsAre(2));
  EXPECT_THAT(found({{"text", "x=1"}}), ElementsAre(2));
  EXPECT_THAT(found({{"text", "host: B"}}), ElementsAre(3));
  EXPECT_THAT(found({{"form.name", "J\xc3\xb6rg"}}), ElementsAre(2));
  EXPECT_THAT(found({{"header.hOST", "a"}}), ElementsAre(1));
  EXPECT_THAT(found({{"method", "POST"}, {"path", "/orders"}}), IsEmpty());
  EXPECT_THAT(found({{"method", "POST"}, {"text", "jane"}, {"status", "503"}}), ElementsAre(2));
}

TEST_P(CaptureStoreTest, CountsBetweenTwoIdsWhateverTheLimit) {
  const auto store = make_store({.captures_max = 8});
  store->append(several(10));
  CaptureQuery query;
  query.limit = 1;
  EXPECT_EQ(store->count(query), 8) << "not what was dropped";
  query.after = 4;
  query.before = 8;
  EXPECT_EQ(store->count(query), 3);
}

TEST_P(CaptureStoreTest, FiltersByPathsOfAnyBytes) {
  const auto store = make_store();
  append_one(*store, form_capture("/\xff\xff", ""));
  append_one(*store, form_capture("/\xff\xff/more", ""));
  append_one(*store, form_capture("/\xc3\xa4", ""));
  CaptureQuery query;
  query.filter = CaptureFilter(FormFields{{"path", "/\xff\xff*"}});
  EXPECT_THAT(ids(store->list(query)), ElementsAre(1, 2));
  query.filter = CaptureFilter(FormFields{{"path", "/\xff\xff"}});
  EXPECT_THAT(ids(store->list(query)), ElementsAre(1));
  query.filter = CaptureFilter(FormFields{{"path", "/' OR 1=1 --"}});
  EXPECT_THAT(ids(store->list(query)), IsEmpty());
}

TEST_P(CaptureStoreTest, FindsWhatIsShownAndPathsAsTheyAreShown) {
  const auto store = make_store();
  append_one(*store, capture_of("POST /caf%C3%A9/a%20b HTTP/1.1\r\n\r\n{\"n\":\"M\\u00fcller\"}"));
  append_one(*store, capture_of("POST /cafe HTTP/1.1\r\nContent-Type: multipart/form-data; "
                                "boundary=x\r\n\r\n--x\r\nContent-Disposition: form-data; "
                                "name=\"a\"\r\n\r\nMoeller\r\n--x--"));
  const auto found = [&](const FormFields& asked) {
    return ids(store->list({.filter = CaptureFilter(asked)}));
  };
  EXPECT_THAT(found({{"path", "/caf\xc3\xa9/a b"}}), ElementsAre(1));
  EXPECT_THAT(found({{"path", "/caf%c3%a9/*"}}), ElementsAre(1));
  EXPECT_THAT(found({{"path", "/caf\xc3\xa9*"}, {"text", "m\xc3\x9cLLER"}}), ElementsAre(1));
  EXPECT_THAT(found({{"exact", "M\xc3\xbcller"}}), ElementsAre(1));
  EXPECT_THAT(found({{"exact", "m\xc3\xbcller"}}), IsEmpty());
  EXPECT_THAT(found({{"form.a", "Moeller"}}), ElementsAre(2));
}

TEST_P(CaptureStoreTest, DropsTheOldestOverTheCount) {
  const auto store = make_store({.captures_max = 3});
  store->append(several(2));
  store->append(several(2));
  EXPECT_THAT(all_ids(*store), ElementsAre(2, 3, 4));
  EXPECT_FALSE(store->find(1));
  const auto counts = store->counts();
  EXPECT_EQ(counts.last, 4);
  EXPECT_EQ(counts.total, 3u);
  EXPECT_EQ(counts.dropped, 1u);
}

TEST_P(CaptureStoreTest, DropsTheOldestOverTheBytes) {
  const auto size = kept_bytes(form_capture("/hook", "n=0"));
  const auto store = make_store({.bytes_max = 3 * size});
  store->append(several(5));
  EXPECT_THAT(all_ids(*store), ElementsAre(3, 4, 5));
  EXPECT_EQ(store->counts().bytes, 3 * size);
  EXPECT_EQ(store->counts().dropped, 2u);
}

TEST_P(CaptureStoreTest, CountsWhatACaptureTakesBesideItsBytes) {
  const auto store = make_store({.bytes_max = 10'000});
  for (int i = 0; i < 100; ++i) append_one(*store, form_capture("/", ""));
  EXPECT_LT(store->counts().total, 20u) << "none takes less than its structure";
  Capture refused = form_capture("/", "");
  refused.refusal = std::string(20'000, 'r');
  append_one(*store, refused);
  EXPECT_EQ(store->counts().total, 1u);
  Capture answered = form_capture("/", "");
  answered.reply.headers.push_back({"X", std::string(20'000, 'h')});
  append_one(*store, answered);
  EXPECT_EQ(store->counts().total, 1u);
}

TEST(MemoryCaptureStore, CountsTheReplyThatComesLater) {
  const auto store = make_memory_store({});
  store->append({form_capture("/", "a=b")});
  CaptureReply reply;
  reply.headers = {{"X", std::string(999, 'x')}};
  store->add_relay(1, {}, reply);
  const std::uint64_t relay = kept_bytes(Relay{});
  EXPECT_EQ(store->counts().bytes, kept_bytes(*store->find(1)) + relay);
}

TEST_P(CaptureStoreTest, KeepsTheNewestHoweverLarge) {
  const auto store = make_store({.bytes_max = 2000});
  store->append(several(2));
  append_one(*store, form_capture("/large", std::string(5000, 'x')));
  EXPECT_THAT(all_ids(*store), ElementsAre(3));
  store->append(several(1));
  EXPECT_THAT(all_ids(*store), ElementsAre(4));
  EXPECT_EQ(store->counts().dropped, 3u);
}

TEST_P(CaptureStoreTest, TakesABatchLargerThanItsLimits) {
  const auto store = make_store({.captures_max = 2});
  EXPECT_EQ(store->append(several(5)), 1);
  EXPECT_THAT(all_ids(*store), ElementsAre(4, 5));
  EXPECT_EQ(store->append(several(1)), 6);
}

TEST_P(CaptureStoreTest, CountsRightThroughThousandsOfDrops) {
  const auto store = make_store({.captures_max = 10});
  std::uint64_t bytes = 0;
  for (int i = 0; i < 300; ++i) store->append(several(7));
  for (const Capture& capture : store->list({})) bytes += kept_bytes(capture);
  const auto counts = store->counts();
  EXPECT_EQ(counts.last, 2100);
  EXPECT_EQ(counts.total, 10u);
  EXPECT_EQ(counts.dropped, 2090u);
  EXPECT_EQ(counts.bytes, bytes);
  EXPECT_EQ(ids(store->list({})).front(), 2091);
}

TEST_P(CaptureStoreTest, RemovesOne) {
  const auto store = make_store();
  store->append(several(3));
  EXPECT_EQ(store->remove(2), 1u);
  EXPECT_EQ(store->remove(2), 0u);
  EXPECT_EQ(store->remove(99), 0u);
  EXPECT_EQ(store->remove(-1), 0u);
  EXPECT_THAT(all_ids(*store), ElementsAre(1, 3));
  const auto counts = store->counts();
  EXPECT_EQ(counts.total, 2u);
  EXPECT_EQ(counts.dropped, 0u);
  EXPECT_EQ(counts.cleared, 1u);
}

TEST_P(CaptureStoreTest, RemovesManyAtOnce) {
  const auto store = make_store();
  store->append(several(1000));
  CaptureIds odd;
  for (std::int64_t id = 1; id < 1000; id += 2) odd.push_back(id);
  EXPECT_EQ(store->remove(odd), 500u);
  EXPECT_EQ(store->remove(odd), 0u);
  EXPECT_EQ(store->counts().total, 500u);
  EXPECT_EQ(ids(store->list({.limit = 3})), (std::vector<std::int64_t>{2, 4, 6}));
}

TEST_P(CaptureStoreTest, HidesCapturesUntilTheyAreShownAgain) {
  const auto store = make_store();
  store->append(several(5));
  const auto changes = store->counts().changes();
  store->hide({2, 3});
  store->hide({5});
  EXPECT_NE(store->counts().changes(), changes) << "viewers are told";
  EXPECT_THAT(all_ids(*store), ElementsAre(1, 4));
  EXPECT_EQ(ids(store->list({.limit = 1, .newest = true})), std::vector<std::int64_t>{4});
  EXPECT_EQ(store->count({}), 2u);
  EXPECT_EQ(store->sizes({}).size(), 2u);
  EXPECT_EQ(store->counts().total, 2u);
  EXPECT_FALSE(store->find(3).has_value());
  store->show({2, 3});
  EXPECT_THAT(all_ids(*store), ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(store->counts().total, 4u);
}

TEST_P(CaptureStoreTest, RemovesHiddenCaptures) {
  const auto store = make_store();
  store->append(several(4));
  store->hide({2, 3});
  EXPECT_EQ(store->remove(CaptureIds{2, 3}), 2u);
  EXPECT_EQ(store->counts().total, 2u);
  store->show({2, 3});
  EXPECT_THAT(all_ids(*store), ElementsAre(1, 4));
  EXPECT_EQ(store->counts().total, 2u);
}

TEST_P(CaptureStoreTest, CountsNoHiddenCaptureThatMadeRoom) {
  const auto store = make_store({.captures_max = 4});
  store->append(several(4));
  store->hide({1, 4});
  store->append(several(1));
  EXPECT_EQ(store->counts().total, 3u);
  EXPECT_THAT(all_ids(*store), ElementsAre(2, 3, 5));
}

TEST_P(CaptureStoreTest, NeverGivesAnIdAgain) {
  const auto store = make_store();
  store->append(several(3));
  EXPECT_EQ(store->remove(3), 1u);
  EXPECT_EQ(store->append(several(1)), 4);
  EXPECT_EQ(store->clear(), 3u);
  EXPECT_EQ(store->append(several(1)), 5);
  EXPECT_THAT(all_ids(*store), ElementsAre(5));
}

TEST_P(CaptureStoreTest, ClearsEverything) {
  const auto store = make_store();
  store->append(several(3));
  EXPECT_EQ(store->clear(), 3u);
  EXPECT_EQ(store->clear(), 0u);
  const auto counts = store->counts();
  EXPECT_EQ(counts.last, 3);
  EXPECT_EQ(counts.total, 0u);
  EXPECT_EQ(counts.bytes, 0u);
  EXPECT_EQ(counts.dropped, 0u);
  EXPECT_EQ(counts.cleared, 1u);
  EXPECT_THAT(store->list({}), IsEmpty());
}

TEST_P(CaptureStoreTest, DropsOnAfterDeletions) {
  const auto store = make_store({.captures_max = 3});
  store->append(several(5));
  EXPECT_EQ(store->remove(1), 0u) << "dropped already";
  EXPECT_EQ(store->remove(3), 1u);
  store->append(several(2));
  EXPECT_THAT(all_ids(*store), ElementsAre(5, 6, 7));
  EXPECT_EQ(store->counts().dropped, 3u);
  store->clear();
  store->append(several(4));
  EXPECT_THAT(all_ids(*store), ElementsAre(9, 10, 11));
  EXPECT_EQ(store->counts().dropped, 4u);
}

TEST_P(CaptureStoreTest, WaitsNotAtAllForWhatIsThere) {
  const auto store = make_store();
  store->append(several(2));
  EXPECT_EQ(store->wait_past(1, 0, std::chrono::steady_clock::now() + 1h, {}).last, 2);
}

TEST_P(CaptureStoreTest, WakesWhoWaitsForTheNext) {
  const auto store = make_store();
  store->append(several(1));
  auto woken = std::async(std::launch::async, [&] {
    return store->wait_past(1, 0, std::chrono::steady_clock::now() + 1h, {});
  });
  store->append(several(1));
  EXPECT_EQ(woken.get().last, 2);
}

TEST_P(CaptureStoreTest, WakesWhoWaitsWhenCapturesAreDeleted) {
  const auto store = make_store();
  store->append(several(1));
  auto woken = std::async(std::launch::async, [&] {
    return store->wait_past(1, 0, std::chrono::steady_clock::now() + 1h, {});
  });
  store->clear();
  EXPECT_EQ(woken.get().cleared, 1u);
}

TEST_P(CaptureStoreTest, StopsWaitingAtTheDeadline) {
  const auto store = make_store();
  EXPECT_EQ(store->wait_past(0, 0, std::chrono::steady_clock::now() + 10ms, {}).last, 0);
  EXPECT_EQ(store->wait_past(0, 0, std::chrono::steady_clock::now() - 1h, {}).last, 0);
}

TEST_P(CaptureStoreTest, StopsWaitingWhenAsked) {
  const auto store = make_store();
  std::stop_source stop;
  auto woken = std::async(std::launch::async, [&] {
    return store->wait_past(0, 0, std::chrono::steady_clock::now() + 1h, stop.get_token());
  });
  stop.request_stop();
  EXPECT_EQ(woken.get().last, 0);
}

TEST_P(CaptureStoreTest, WakesEveryWaiter) {
  const auto store = make_store();
  std::vector<std::future<StoreCounts>> waiters;
  for (int i = 0; i < 20; ++i) {
    waiters.push_back(std::async(std::launch::async, [&] {
      return store->wait_past(0, 0, std::chrono::steady_clock::now() + 1h, {});
    }));
  }
  store->append(several(1));
  for (auto& waiter : waiters) EXPECT_EQ(waiter.get().last, 1);
}

TEST_P(CaptureStoreTest, IsReadWhileManyWrite) {
  const auto store = make_store({.captures_max = 200});
  constexpr int kBatches = 60;
  std::atomic<int> writing = 3;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      for (int batch = 0; batch < kBatches; ++batch) store->append(several(5));
      --writing;
    });
  }
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      while (writing > 0) {
        const auto seen = ids(store->list({.limit = 50, .newest = true}));
        for (std::size_t at = 1; at < seen.size(); ++at) EXPECT_EQ(seen[at], seen[at - 1] + 1);
        EXPECT_LE(store->counts().total, 200u);
        CaptureQuery query;
        query.filter = CaptureFilter(FormFields{{"text", "n=4"}});
        for (const Capture& capture : store->list(query)) EXPECT_TRUE(capture.raw.ends_with("n=4"));
      }
    });
  }
  threads.clear();
  EXPECT_EQ(store->counts().last, 3 * kBatches * 5);
  EXPECT_EQ(store->counts().total, 200u);
}

TEST_P(CaptureStoreTest, ShowsACaptureToWhoHasBeenToldOfIt) {
  const auto store = make_store();
  std::jthread writer([&] {
    for (int i = 0; i < 100; ++i) store->append(several(1));
  });
  std::int64_t last = 0;
  while (last < 100) {
    last = store->wait_past(last, 0, std::chrono::steady_clock::now() + 1h, {}).last;
    EXPECT_TRUE(store->find(last)) << last;
  }
}

TEST_P(CaptureStoreTest, EndsASearchThatNobodyWaitsFor) {
  const auto store = make_store();
  for (int i = 0; i < 40; ++i) {
    append_one(*store,
               capture_of("POST / HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{\"a\":1}"));
  }
  CaptureQuery query;
  query.asked_every = 0ms;
  query.filter = CaptureFilter(FormFields{{"json.b", "1"}});
  query.is_given_up = [] { return true; };
  EXPECT_THROW(store->list(query), SearchGivenUp);
  EXPECT_THROW(store->sizes(query), SearchGivenUp);
  EXPECT_THROW(store->count(query), SearchGivenUp);
  EXPECT_THROW(store->scan(query, [](const CaptureMoment&) {}), SearchGivenUp);
  std::atomic<int> asked = 0;
  query.is_given_up = [&asked] { return ++asked == 0; };
  EXPECT_EQ(store->count(query), 0U);
  EXPECT_GT(asked, 0);
}

}  // namespace
}  // namespace hookline

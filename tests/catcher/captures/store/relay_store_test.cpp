#include "catcher/captures/store/capture_store.h"
#include "tests/support/made_capture.h"
#include "tests/support/temp_folder.h"

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

enum class StoreKind { kMemory, kSqlite };

/// What every store does with relays.
class RelayStoreTest : public testing::TestWithParam<StoreKind> {
 protected:
  std::unique_ptr<CaptureStore> make_store(StoreLimits limits = {}) {
    if (GetParam() == StoreKind::kMemory) return make_memory_store(limits);
    return open_sqlite_store(file(), limits);
  }
  std::string file() const { return folder_.file("store.db"); }

 private:
  TempFolder folder_;
};

INSTANTIATE_TEST_SUITE_P(, RelayStoreTest, testing::Values(StoreKind::kMemory, StoreKind::kSqlite),
                         [](const auto& kind) {
                           return kind.param == StoreKind::kMemory ? "Memory" : "Sqlite";
                         });

void append(CaptureStore& store, int count) {
  Captures batch;
  for (int i = 0; i < count; ++i) batch.push_back(form_capture("/hook", "n=1"));
  store.append(std::move(batch));
}

Relay answered(RelayKind kind, std::string body = "ok") {
  Relay relay;
  relay.kind = kind;
  relay.at_us = 1709117141123456;
  relay.to = "http://localhost:3000/x?y";
  relay.edited = {"method", "body"};
  relay.status = 201;
  relay.duration_us = 1234;
  relay.headers = {{"B", "1"}, {"a", ""}, {"b", "\xff"}};
  relay.body = std::move(body);
  relay.body_bytes = relay.body.size();
  return relay;
}

CaptureReply reply_of(int status) {
  CaptureReply reply;
  reply.status = status;
  reply.headers = {{"X", "y"}};
  return reply;
}

TEST_P(RelayStoreTest, GivesBackWhatWasKeptOldestFirst) {
  const auto store = make_store();
  append(*store, 2);
  EXPECT_THAT(store->relays(1), IsEmpty());
  const Relay forward = answered(RelayKind::kForward, std::string("a\0\xff", 3));
  Relay failed;
  failed.to = "http://localhost:3000/";
  failed.error = "refused";
  EXPECT_TRUE(store->add_relay(1, forward, std::nullopt));
  EXPECT_TRUE(store->add_relay(1, failed, std::nullopt));
  EXPECT_TRUE(store->add_relay(2, failed, std::nullopt));
  EXPECT_THAT(store->relays(1), ElementsAre(forward, failed));
  EXPECT_THAT(store->relays(2), ElementsAre(failed));
}

TEST_P(RelayStoreTest, AReplyTakesThePlaceOfTheCaptures) {
  const auto store = make_store();
  append(*store, 1);
  const Capture before = *store->find(1);
  store->add_relay(1, answered(RelayKind::kForward), reply_of(418));
  const Capture after = *store->find(1);
  EXPECT_EQ(after.reply, reply_of(418));
  EXPECT_EQ(after.raw, before.raw);
  const auto of_status = [&](const char* status) {
    return store->list({.filter = CaptureFilter(FormFields{{"status", status}})});
  };
  EXPECT_THAT(of_status("418"), ElementsAre(after));
  EXPECT_THAT(of_status("200"), IsEmpty());
}

TEST_P(RelayStoreTest, ACaptureThatHasGoneTakesNone) {
  const auto store = make_store();
  append(*store, 1);
  store->remove(1);
  for (const std::int64_t id : {1, 2, 0, -1}) {
    EXPECT_FALSE(store->add_relay(id, answered(RelayKind::kForward), reply_of(500))) << id;
    EXPECT_THAT(store->relays(id), IsEmpty());
  }
  EXPECT_EQ(store->counts().updated, 0U);
}

TEST_P(RelayStoreTest, GoWithTheirCapture) {
  const auto store = make_store();
  append(*store, 3);
  const std::uint64_t bytes = store->counts().bytes;
  for (const std::int64_t id : {1, 2, 3}) {
    store->add_relay(id, answered(RelayKind::kReplay), std::nullopt);
  }
  EXPECT_GT(store->counts().bytes, bytes);
  store->remove(2);
  EXPECT_THAT(store->relays(2), IsEmpty());
  EXPECT_THAT(store->relays(3), SizeIs(1));
  store->clear();
  EXPECT_THAT(store->relays(3), IsEmpty());
  EXPECT_EQ(store->counts().bytes, 0U);
}

TEST_P(RelayStoreTest, KeepsTheNewestReplaysOfEach) {
  const auto store = make_store();
  append(*store, 1);
  const Relay forward = answered(RelayKind::kForward);
  store->add_relay(1, forward, std::nullopt);
  const std::uint64_t with_forward = store->counts().bytes;
  for (std::size_t i = 0; i < kReplaysMax + 5; ++i) {
    store->add_relay(1, answered(RelayKind::kReplay, fmt::format("{:03}", i)), std::nullopt);
  }
  const auto relays = store->relays(1);
  ASSERT_THAT(relays, SizeIs(kReplaysMax + 1));
  EXPECT_EQ(relays.front(), forward);
  EXPECT_EQ(relays[1].body, "005");
  EXPECT_EQ(relays.back().body, "024");
  EXPECT_EQ(store->counts().bytes, with_forward + kReplaysMax * kept_bytes(relays.back()));
}

TEST_P(RelayStoreTest, CountAgainstTheLimitAndDropTheOldest) {
  StoreLimits limits;
  limits.bytes_max = 100'000;
  const auto store = make_store(limits);
  append(*store, 10);
  store->add_relay(5, answered(RelayKind::kForward, std::string(60'000, 'x')), reply_of(200));
  EXPECT_EQ(store->counts().total, 10U);
  store->add_relay(9, answered(RelayKind::kForward, std::string(60'000, 'x')), reply_of(200));
  EXPECT_FALSE(store->find(5)) << "dropped to make room, with all before it";
  EXPECT_THAT(store->relays(5), IsEmpty());
  EXPECT_TRUE(store->find(6));
  EXPECT_EQ(store->counts().dropped, 5U);
  EXPECT_LT(store->counts().bytes, limits.bytes_max);
  append(*store, 1);
  EXPECT_EQ(store->counts().total, 6U);
}

TEST_P(RelayStoreTest, WakeWhoWaitsAndSayWhichHasChanged) {
  const auto store = make_store();
  append(*store, 3);
  auto woken = std::async(std::launch::async, [&] {
    return store->wait_past(3, 0, std::chrono::steady_clock::now() + 1h, {});
  });
  store->add_relay(2, answered(RelayKind::kForward), reply_of(500));
  EXPECT_EQ(woken.get().updated, 1U);
  store->add_relay(1, answered(RelayKind::kReplay), std::nullopt);
  store->add_relay(2, answered(RelayKind::kReplay), std::nullopt);
  EXPECT_THAT(store->updates_after(0).ids, ElementsAre(2, 1, 2));
  EXPECT_THAT(store->updates_after(1).ids, ElementsAre(1, 2));
  EXPECT_EQ(store->updates_after(1).last, 3U);
  EXPECT_THAT(store->updates_after(3).ids, IsEmpty());
  EXPECT_TRUE(store->updates_after(0).complete);
}

TEST_P(RelayStoreTest, SaysWhenItDoesNotRememberAllChanges) {
  const auto store = make_store();
  append(*store, 1);
  for (int i = 0; i < 3000; ++i) {
    store->add_relay(1, answered(RelayKind::kReplay, ""), std::nullopt);
  }
  EXPECT_FALSE(store->updates_after(0).complete);
  EXPECT_TRUE(store->updates_after(2900).complete);
  EXPECT_THAT(store->updates_after(2900).ids, SizeIs(100));
}

TEST_P(RelayStoreTest, AReaderThatHoldsACaptureKeepsItAsItWas) {
  const auto store = make_store();
  append(*store, 1);
  std::vector<std::future<void>> readers;
  for (int i = 0; i < 4; ++i) {
    readers.push_back(std::async(std::launch::async, [&] {
      for (int j = 0; j < 200; ++j)
        EXPECT_EQ(store->find(1)->raw.size(), store->find(1)->raw.size());
    }));
  }
  for (int j = 0; j < 100; ++j)
    store->add_relay(1, answered(RelayKind::kForward), reply_of(200 + j));
  for (auto& reader : readers) reader.get();
  EXPECT_EQ(store->find(1)->reply.status, 299);
}

class SqliteRelays : public testing::Test {
 protected:
  TempFolder folder_;
  std::string file_ = folder_.file("store.db");
};

TEST_F(SqliteRelays, SurviveTheStoreAndCountWhenItIsOpenedAgain) {
  std::uint64_t bytes = 0;
  {
    const auto store = open_sqlite_store(file_, {});
    append(*store, 2);
    store->add_relay(1, answered(RelayKind::kForward), reply_of(201));
    bytes = store->counts().bytes;
  }
  const auto store = open_sqlite_store(file_, {});
  EXPECT_THAT(store->relays(1), ElementsAre(answered(RelayKind::kForward)));
  EXPECT_EQ(store->find(1)->reply.status, 201);
  EXPECT_EQ(store->counts().bytes, bytes);
}

}  // namespace
}  // namespace hookline

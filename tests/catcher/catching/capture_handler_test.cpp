#include "catcher/catching/capture_handler.h"

#include "catcher/metrics/metrics.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

/// A store on a disk that fills up and empties again.
class FailingStore : public CaptureAppender {
 public:
  bool is_full = false;
  const std::unique_ptr<CaptureStore> captures = make_memory_store({});

  std::int64_t append(Captures batch) override {
    if (is_full) throw StoreError("the disk is full");
    return captures->append(std::move(batch));
  }
  bool add_relay(std::int64_t, Relay, std::optional<CaptureReply>) override { return false; }
};

class GivenExchange : public Exchange {
 public:
  explicit GivenExchange(WireRequest request) : request_(std::move(request)) {}
  WireRequest& request() override { return request_; }
  void answer(WireAnswer answer) override { answered = std::move(answer); }
  void write(std::string, std::function<void(bool)> on_written) override { on_written(true); }
  int native_socket() override { return -1; }
  void release(bool) override {}

  std::optional<WireAnswer> answered;

 private:
  WireRequest request_;
};

class CaptureHandlerTest : public testing::Test {
 protected:
  std::string answer_to(WireRequest request) {
    const auto exchange = std::make_shared<GivenExchange>(std::move(request));
    const ExchangePtr batch[] = {exchange};
    handler_.handle(batch);
    return exchange->answered ? exchange->answered->bytes : "no answer";
  }
  static WireRequest post() {
    WireRequest request;
    request.raw = "POST / HTTP/1.1\r\n\r\n";
    request.head_bytes = request.raw.size();
    request.method = "POST";
    request.target = "/";
    request.complete = true;
    request.keep_alive = true;
    return request;
  }

  FailingStore store_;
  ReplyRules rules_;
  Metrics metrics_;
  CaptureHandler handler_{store_, *store_.captures, rules_, metrics_, "", nullptr};
};

TEST_F(CaptureHandlerTest, Answers503WhileTheStoreFailsAndRecoversByItself) {
  store_.is_full = true;
  const std::string refused = answer_to(post());
  EXPECT_TRUE(refused.starts_with("HTTP/1.1 503 ")) << refused;
  EXPECT_TRUE(refused.ends_with("not caught: the disk is full\n")) << refused;
  store_.is_full = false;
  EXPECT_TRUE(answer_to(post()).ends_with("caught 1\n"));
  EXPECT_NE(metrics_.text({}, 0, {}).find("hookline_unstored_total 1\n"), std::string::npos);
}

TEST_F(CaptureHandlerTest, AnswersEachOfABatchWithItsOwnId) {
  std::vector<std::shared_ptr<GivenExchange>> exchanges;
  std::vector<ExchangePtr> batch;
  for (int i = 0; i < 5; ++i) {
    exchanges.push_back(std::make_shared<GivenExchange>(post()));
    batch.push_back(exchanges.back());
  }
  handler_.handle(batch);
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(exchanges[i]->answered->bytes.ends_with("caught " + std::to_string(i + 1) + "\n"));
  }
}

TEST_F(CaptureHandlerTest, RefusesWithoutAskingTheRules) {
  rules_.set(parse_reply_rules(R"([{"reply":{"status":204}}])"));
  WireRequest request = post();
  request.refusal_kind = Refusal::kHeadTooLarge;
  request.refusal = "too much";
  const std::string answer = answer_to(std::move(request));
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 431 ")) << answer;
  EXPECT_TRUE(answer.ends_with("too much\n"));
  EXPECT_EQ(store_.captures->find(1)->refusal, "too much");
}

TEST(Channel, IsTheNameBeforeLocalhostOrTheDomain) {
  EXPECT_EQ(channel_of("Shop.localhost:80", ""), "shop");
  EXPECT_EQ(channel_of("shop.hooks.example", "hooks.example"), "shop");
  EXPECT_EQ(channel_of("localhost", ""), "");
  EXPECT_EQ(channel_of(".localhost", ""), "");
  EXPECT_EQ(channel_of("[::1]:80", ""), "");
  EXPECT_EQ(channel_of("", ""), "");
}

}  // namespace
}  // namespace hookline

#include "tests/support/catcher_process.h"
#include "tests/support/child_process.h"
#include "tests/support/shared_queue.h"
#include "tests/support/temp_folder.h"

#include <csignal>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using testing::HasSubstr;

class EmitterFileQueue : public testing::Test {
 protected:
  std::vector<std::string> load(const std::vector<std::string>& flags) const {
    std::vector<std::string> words = {"--to",      catcher_.catching() + "/a",
                                      "--catcher", catcher_.watching(),
                                      "--json",    "/dev/stdout"};
    words.insert(words.end(), flags.begin(), flags.end());
    return queue_.with("load", words);
  }
  static nlohmann::json report_of(ChildProcess& load) {
    EXPECT_EQ(load.wait(), 0) << load.out() << load.err();
    return nlohmann::json::parse(load.out().substr(load.out().find("\n{") + 1), nullptr, false);
  }

  TempFolder folder_;
  const SharedQueue queue_{folder_.file("deliveries.queue")};
  CatcherProcess catcher_{{"--store", "memory", "--quiet", "--keep", "1000000"}};
};

TEST_F(EmitterFileQueue, IsSentByTwoWorkersAndTheReportIsOfBoth) {
  const auto first = queue_.worker();
  const auto second = queue_.worker();
  ChildProcess load("emitter", this->load({"--count", "1000", "--rate", "1000"}));
  const auto report = report_of(load);
  EXPECT_EQ(report.at("accepted"), 1000);
  EXPECT_EQ(report.at("delivered"), 1000);
  EXPECT_EQ(report.at("catcher").at("missing").at("count"), 0);
  EXPECT_EQ(report.at("workers").size(), 2U);
  const auto status = queue_.status();
  EXPECT_EQ(status.at("delivered"), 1000);
  EXPECT_EQ(status.at("pending"), 0);
  for (const auto& worker : {first.get(), second.get()}) {
    worker->signal(SIGTERM);
    EXPECT_EQ(worker->wait(), 0) << worker->err();
  }
}

TEST_F(EmitterFileQueue, LosesNothingWhenWorkersAreKilled) {
  std::vector<std::unique_ptr<ChildProcess>> workers;
  for (int i = 0; i < 3; ++i) workers.push_back(queue_.worker({"--lease", "2s"}));
  ChildProcess load("emitter", this->load({"--count", "1500", "--rate", "600"}));
  for (std::size_t kill = 0; kill < 3; ++kill) {
    while (queue_.status().at("delivered") < 300 * (kill + 1)) {
    }
    workers[kill]->signal(SIGKILL);
    EXPECT_EQ(workers[kill]->wait(), 128 + SIGKILL);
    workers[kill] = queue_.worker({"--lease", "2s"});
  }
  const auto report = report_of(load);
  EXPECT_EQ(report.at("delivered"), 1500);
  EXPECT_EQ(report.at("catcher").at("missing").at("count"), 0);
  EXPECT_LE(report.at("catcher").at("duplicated").at("count"), report.at("taken_over"));
}

TEST_F(EmitterFileQueue, HasNoSchemas) {
  ChildProcess work("emitter", queue_.with("work", {"--queue-schema", "team"}));
  EXPECT_EQ(work.wait(), 1);
  EXPECT_THAT(work.err(), HasSubstr("--queue-schema"));
}

}  // namespace
}  // namespace hookline::test

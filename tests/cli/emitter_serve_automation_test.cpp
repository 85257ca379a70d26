#include "tests/support/api_answer.h"
#include "tests/support/child_process.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using nlohmann::json;

/// On every third of thirty days a webhook step.
std::string account_of(const std::string& url) {
  json steps = json::array();
  for (int day = 3; day <= 30; day += 3) {
    steps.push_back({{"wait", "3d"}});
    steps.push_back({{"webhook", fmt::format("{}/day-{}", url, day)}});
  }
  const json account = {{"contacts", {{{"id", 1}, {"email", "jane@example.com"}}}},
                        {"automations",
                         {{{"id", 1},
                           {"name", "Thirty days"},
                           {"start", {{"on", "contact_tag_added"}, {"tag", "begin"}}},
                           {"steps", steps}}}}};
  return account.dump();
}

class ServedAutomation : public testing::Test {
 protected:
  std::vector<std::string> flags(bool is_first) const {
    std::vector<std::string> flags = {
        "serve",   "--listen",          "127.0.0.1:0", "--api-key",     "k",
        "--store", folder.file("a.db"), "--quiet",     "--virtual-time"};
    if (is_first) flags.insert(flags.end(), {"--account", folder.file("account.json")});
    return flags;
  }
  static json post(const std::string& url, const std::string& path, const json& body) {
    const ApiAnswer answer = call_api(url, "POST", path + "?api_key=k", body.dump());
    EXPECT_EQ(answer.status, 200) << answer.body;
    return json::parse(answer.body);
  }

  /// What was under way when it was killed comes again.
  bool has_been_posted(const std::string& target) const {
    const auto requests = receiver.requests();
    return std::ranges::any_of(requests, [&](const std::string& request) {
      return request.starts_with("POST " + target + " ");
    });
  }

  TempFolder folder;
  ScriptedReceiver receiver{answering(plain_answer(200))};
};

TEST_F(ServedAutomation, DoesEachStepAtItsTimeAlthoughItIsKilledInBetween) {
  std::ofstream(folder.file("account.json")) << account_of(receiver.url(""));
  for (int round = 0; round < 10; ++round) {
    ChildProcess emitter("emitter", flags(round == 0));
    const std::string url = emitter.read_line().substr(11);
    emitter.read_line();
    if (round == 0) {
      post(url, "/hookline/actions", {{"action", "contact.tag"}, {"contact", 1}, {"tag", "begin"}});
    }
    post(url, "/hookline/time", {{"advance", "3d1s"}});
    const std::string expected = fmt::format("/day-{}", 3 * (round + 1));
    for (std::size_t count = 1; !has_been_posted(expected); ++count)
      ASSERT_TRUE(receiver.wait_for_requests(count)) << expected;
    EXPECT_FALSE(has_been_posted(fmt::format("/day-{}", 3 * (round + 2))));
    emitter.signal(SIGKILL);
    emitter.wait();
  }
}

}  // namespace
}  // namespace hookline::test

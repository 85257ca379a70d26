#include "catcher/options.h"

#include "catcher/base/process/failure.h"

#include <cstdlib>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace hookline {
namespace {

CatcherOptions parsed(std::vector<const char*> flags) {
  flags.insert(flags.begin(), "catcher");
  CatcherOptions options;
  EXPECT_EQ(parse_catcher_options(static_cast<int>(flags.size()), flags.data(), options),
            CatcherCall::kRun);
  return options;
}

std::string failure_of(const std::vector<const char*>& flags) {
  try {
    parsed(flags);
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::kUsage);
    return failure.what();
  }
  ADD_FAILURE() << "was taken";
  return "";
}

TEST(CatcherOptions, ListenOnLoopbackUnlessTold) {
  const CatcherOptions options = parsed({});
  EXPECT_EQ(options.listen, (ListenAddress{"127.0.0.1", 8080}));
  EXPECT_EQ(options.page, (ListenAddress{"127.0.0.1", 8081}));
  EXPECT_EQ(options.limits.captures_max, 100'000u);
}

TEST(CatcherOptions, ReadAddressesSizesAndCounts) {
  const CatcherOptions options =
      parsed({"--listen", "[::1]:0", "--page", "localhost:9000", "--keep", "10", "--keep-bytes",
              "2M", "--max-body", "1k", "--memory", "64M", "--store", "memory", "--quiet"});
  EXPECT_EQ(options.listen, (ListenAddress{"::1", 0}));
  EXPECT_EQ(options.page, (ListenAddress{"localhost", 9000}));
  EXPECT_EQ(options.limits.captures_max, 10u);
  EXPECT_EQ(options.limits.bytes_max, 2u << 20);
  EXPECT_EQ(options.body_bytes_max, 1024u);
  EXPECT_EQ(options.memory_bytes, 64u << 20);
  EXPECT_TRUE(options.quiet);
}

TEST(CatcherOptions, ReadHowToReply) {
  EXPECT_EQ(parsed({}).seed, std::nullopt);
  EXPECT_FALSE(parsed({}).path_replies);
  const CatcherOptions options = parsed({"--seed", "0", "--path-replies"});
  EXPECT_EQ(options.seed, 0u);
  EXPECT_TRUE(options.path_replies);
  EXPECT_EQ(parsed({}).lines.format, LineFormat::kText);
  EXPECT_EQ(parsed({"--format", "json"}).lines.format, LineFormat::kJson);
  EXPECT_NE(failure_of({"--format", "xml"}).find("--format"), std::string::npos);
  EXPECT_NE(failure_of({"--seed", "-1"}).find("--seed"), std::string::npos);
  EXPECT_NE(failure_of({"--seed", "9007199254740992"}).find("--seed"), std::string::npos);
}

TEST(CatcherOptions, NameTheFlagThatMakesNoSense) {
  EXPECT_NE(failure_of({"--listen", "8080"}).find("--listen"), std::string::npos);
  EXPECT_NE(failure_of({"--listen", "a:99999"}).find("0 to 65535"), std::string::npos);
  EXPECT_NE(failure_of({"--listen", "::1:80"}).find("brackets"), std::string::npos);
  EXPECT_NE(failure_of({"--keep", "0"}).find("--keep"), std::string::npos);
  EXPECT_NE(failure_of({"--keep", "-5"}).find("--keep"), std::string::npos);
  EXPECT_NE(failure_of({"--max-body", "lots"}).find("--max-body"), std::string::npos);
  EXPECT_NE(failure_of({"--log-level", "loud"}).find("--log-level"), std::string::npos);
  EXPECT_NE(failure_of({"--colour"}).find("--colour"), std::string::npos);
  EXPECT_EQ(failure_of({"--keep", "x"}).find('\n'), std::string::npos);
}

TEST(CatcherOptions, TakeASigningKeyFromTheEnvironmentWhereThereIsNoFile) {
  ::setenv("HOOKLINE_SIGNING_KEY", "from the environment", 1);
  EXPECT_EQ(parsed({"--signing-scheme", "github"}).signing_key, "from the environment");
  EXPECT_EQ(parsed({"--signing-scheme", "github", "--signing-key-file", "f"}).signing_key, "");
  EXPECT_EQ(parsed({}).signing_key, "");
  ::unsetenv("HOOKLINE_SIGNING_KEY");
  EXPECT_NE(failure_of({"--signing-scheme", "github"}).find("HOOKLINE_SIGNING_KEY"),
            std::string::npos);
}

TEST(CatcherOptions, TakeATokenFromTheFlagOrTheEnvironmentAndNeverAnEmptyOne) {
  EXPECT_EQ(parsed({"--token", "a/b+c=&#%~"}).token, "a/b+c=&#%~");
  EXPECT_NE(failure_of({"--token", ""}).find("empty"), std::string::npos);
  EXPECT_NE(failure_of({"--token="}).find("--token"), std::string::npos);
  ::setenv("HOOKLINE_TOKEN", "from the environment", 1);
  EXPECT_EQ(parsed({}).token, "from the environment");
  EXPECT_EQ(parsed({"--token", "t"}).token, "t");
  ::setenv("HOOKLINE_TOKEN", "", 1);
  EXPECT_NE(failure_of({}).find("HOOKLINE_TOKEN"), std::string::npos);
  ::unsetenv("HOOKLINE_TOKEN");
  EXPECT_EQ(parsed({}).token, "");
}

TEST(CatcherOptions, ReadWherePeopleOpenThePage) {
  EXPECT_EQ(parsed({"--page-url", "https://hooks.example.com"}).page_url,
            "https://hooks.example.com");
  EXPECT_EQ(parsed({"--page-url", "http://catcher:8081/"}).page_url, "http://catcher:8081/");
  for (const char* url : {"hooks.example.com", "https://a.example/hooks", "https://a.example/?x=1",
                          "https://user@a.example", "ftp://a.example", ""}) {
    EXPECT_NE(failure_of({"--page-url", url}).find("--page-url"), std::string::npos) << url;
  }
}

TEST(CatcherOptions, RefuseASigningSchemeThatIsNoneAndAHeaderThatHasNoUse) {
  EXPECT_NE(failure_of({"--signing-scheme", "sha1"}).find("standard-webhooks"), std::string::npos);
  EXPECT_NE(failure_of({"--signing-header", "X-A"}).find("hmac-sha256"), std::string::npos);
  EXPECT_NE(failure_of({"--signing-scheme", "stripe", "--signing-header", "X-A"}).find("its own"),
            std::string::npos);
}

TEST(ListenAddress, IsLoopbackWhereNoHostIsGiven) {
  EXPECT_EQ(parse_listen_address(":80"), (ListenAddress{"127.0.0.1", 80}));
}

}  // namespace
}  // namespace hookline

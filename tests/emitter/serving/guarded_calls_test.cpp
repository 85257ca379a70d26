#include "tests/support/raw_client.h"
#include "tests/support/served_platform.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using test::ServedPlatform;

/// Method and path of all calls that want the key.
std::vector<std::pair<std::string, std::string>> guarded_calls() {
  std::vector<std::pair<std::string, std::string>> calls;
  for (const auto& [pattern, item] : test::described_calls().at("paths").items()) {
    if (pattern == "/hookline/health" || pattern.starts_with("/public/")) continue;
    std::string path = pattern;
    if (const auto at = path.find("{id}"); at != std::string::npos) path.replace(at, 4, "1");
    for (const char* method : {"GET", "POST", "PUT", "DELETE"}) {
      std::string key = method;
      std::ranges::transform(key, key.begin(), [](unsigned char c) { return std::tolower(c); });
      if (item.contains(key)) calls.emplace_back(method, path);
    }
  }
  return calls;
}

int status_with(const std::string& url, const std::string& method, const std::string& target,
                const std::string& headers) {
  test::RawClient client(url);
  client.send(fmt::format("{} {} HTTP/1.1\r\nConnection: close\r\n{}Content-Length: 2\r\n\r\n{{}}",
                          method, target, headers));
  return test::status_of_answer(client.read_to_end());
}

TEST(GuardedCalls, AreForWhoHasTheKeyAndNoOtherSite) {
  ServedPlatform platform;
  const std::string url = platform->url();
  ASSERT_GT(guarded_calls().size(), 20u);
  for (const auto& [method, path] : guarded_calls()) {
    const auto status = [&, &method = method, &path = path](const std::string& query,
                                                            const std::string& headers) {
      return status_with(url, method, path + query, headers);
    };
    const std::string key = "?api_key=secret";
    EXPECT_EQ(status("", "Host: localhost\r\n"), 401) << method << " " << path;
    EXPECT_EQ(status("?api_key=wrong", "Host: localhost\r\n"), 401) << method << " " << path;
    EXPECT_EQ(status(key, "Host: localhost\r\nOrigin: http://evil.example\r\n"), 403)
        << method << " " << path;
    EXPECT_EQ(status(key, "Host: localhost\r\nSec-Fetch-Site: cross-site\r\n"), 403)
        << method << " " << path;
    EXPECT_EQ(status("", "Host: evil.example\r\nSec-Fetch-Site: same-origin\r\n"), 403)
        << method << " " << path;
  }
}

}  // namespace
}  // namespace hookline

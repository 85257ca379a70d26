#include "catcher/base/http/message/message_headers.h"
#include "catcher/captures/views/capture_view.h"
#include "tests/support/json_schema.h"
#include "tests/support/nasty_requests.h"
#include "tests/support/places.h"
#include "tests/support/raw_client.h"
#include "tests/support/running_catcher.h"
#include "tests/support/shell.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline::test {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

void catch_nasty_requests(RunningCatcher& catcher) {
  for (const std::string& request : nasty_requests()) send_whole(catcher->catching_url(), request);
  for (const Capture& capture : catcher.all_captures()) {
    EXPECT_EQ(capture.refusal, "") << capture.raw.substr(0, 300);
    EXPECT_TRUE(capture.complete);
  }
}

/// What is left to compare: a fold is a space, and curl makes Host and Content-Length itself.
Headers compared(const Capture& capture) {
  Headers headers = headers_of(capture);
  std::erase_if(headers, [](const Header& header) {
    return equals_ignoring_case(header.name, "host") ||
           equals_ignoring_case(header.name, "content-length");
  });
  for (Header& header : headers) {
    std::erase_if(header.value, [](char c) { return c == '\r' || c == '\n'; });
  }
  return headers;
}

std::string shown(const Headers& headers) {
  std::string out;
  for (const Header& header : headers) out += fmt::format("{}: {}\n", header.name, header.value);
  return out;
}

TEST(CurlExport, YieldsTheSameBytesAgainWhenItIsRun) {
  RunningCatcher catcher;
  catch_nasty_requests(catcher);
  Captures before = catcher.all_captures();
  const std::size_t caught_before = before.size();
  ASSERT_EQ(caught_before, nasty_requests().size());
  // Of those it makes no command.
  std::erase_if(before, [](const Capture& capture) { return !trailers_of(capture).empty(); });
  EXPECT_LT(before.size(), caught_before);
  const std::string script = catcher.get_export("curl");
  // Where printf is a program, and no part of the shell, its words have a limit.
  output_of_sh("export no_proxy='*'\nexec >/dev/null 2>&1\nprintf() { env printf \"$@\"; }\n" +
               script);
  const Captures all = catcher.all_captures();
  ASSERT_THAT(all, SizeIs(caught_before + before.size()));
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Capture& caught = before[i];
    const Capture& again = all[caught_before + i];
    const std::string at = fmt::format("{} {}", caught.method, caught.target);
    EXPECT_EQ(again.method, caught.method) << at;
    EXPECT_EQ(again.target, caught.target) << at;
    EXPECT_EQ(again.version, caught.version) << at;
    EXPECT_EQ(shown(compared(again)), shown(compared(caught))) << at;
    EXPECT_TRUE(body_of(again) == body_of(caught)) << at << "\n" << body_of(again).substr(0, 200);
    const auto host_of = [](const Capture& capture) {
      const Headers headers = headers_of(capture);
      const auto host = find_header(headers, "host");
      return host ? std::optional(std::string(*host)) : std::nullopt;
    };
    EXPECT_EQ(host_of(again), host_of(caught)) << at;
  }
}

TEST(HarExport, IsValidHarWhateverWasCaught) {
  RunningCatcher catcher;
  catch_nasty_requests(catcher);
  for (const char* refused : {"\x16\x03\x01\x02", "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
                              "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                              "POST / HTTP/1.1\r\n"
                              "Content-Length: 10\r\n\r\nhalf"}) {
    send_whole(catcher->catching_url(), refused);
  }
  std::ifstream file(source_path("tests/catcher/captures/exports/har.schema.json"));
  const JsonSchema schema(nlohmann::json::parse(file));
  const auto har = nlohmann::json::parse(catcher.get_export("har"));
  EXPECT_EQ(schema.problem_in(har), "");
  EXPECT_THAT(har["log"]["entries"], SizeIs(nasty_requests().size() + 4));
}

TEST(ExportCall, TakesTheFiltersOfLists) {
  RunningCatcher catcher;
  for (const char* target : {"/a", "/b", "/a"}) {
    send_whole(catcher->catching_url(), fmt::format("GET {} HTTP/1.1\r\n\r\n", target));
  }
  const auto count = [&](const std::string& format, std::string_view what) {
    const std::string text = catcher.get_export(format + "&path=/a&after=1");
    std::size_t found = 0;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
    return found;
  };
  EXPECT_EQ(count("ndjson", "\"id\":"), 1u);
  EXPECT_EQ(count("har", "\"_id\":3"), 1u);
  EXPECT_EQ(count("har", "\"_id\":"), 1u);
  EXPECT_EQ(count("curl", "curl -g"), 1u);
  EXPECT_EQ(count("scenario", "\"request\":"), 1u);
}

TEST(ExportCall, NamesTheFormatsWhereItKnowsNoneOfThatName) {
  RunningCatcher catcher;
  const auto refused = catcher.get("/api/export?format=pdf", 400);
  EXPECT_EQ(refused["error"], "there is no export format \"pdf\"");
  EXPECT_EQ(refused["hint"], "format is ndjson, har, curl or scenario");
}

TEST(ExportCall, IsADownloadThatSaysWhatItIs) {
  RunningCatcher catcher;
  send_whole(catcher->catching_url(), "GET / HTTP/1.1\r\n\r\n");
  for (const auto& [format, file] :
       std::vector<std::pair<std::string, std::string>>{{"ndjson", "captures.ndjson"},
                                                        {"har", "captures.har"},
                                                        {"curl", "captures.sh"},
                                                        {"scenario", "captures.scenario.json"}}) {
    RawClient client(catcher->watching_url());
    client.send("GET /api/export?format=" + format + " HTTP/1.1\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(client.read_to_end(),
                HasSubstr("Content-Disposition: attachment; filename=\"" + file + "\"\r\n"));
  }
}

}  // namespace
}  // namespace hookline::test

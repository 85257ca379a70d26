#include "tests/support/served_platform.h"

#include "emitter/serving/openapi/hookline_openapi.h"
#include "tests/support/api_answer.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <sstream>
#include <thread>
#include <utility>

#include <gtest/gtest.h>

namespace hookline::test {
namespace {

using nlohmann::json;

constexpr const char* kKey = "secret";

ServingOptions on_a_free_port(ServingOptions options) {
  options.listen.port = 0;
  options.api_key = kKey;
  options.platform.dispatch.dispatch.run = "f00d";
  options.platform.dispatch.dispatch.answer_kept_bytes = 1024;
  return options;
}

std::vector<std::string> parts_of(const std::string& path) {
  std::istringstream in(path);
  std::vector<std::string> parts;
  for (std::string part; std::getline(in, part, '/');) parts.push_back(part);
  return parts;
}

/// The described path that this one is, the one with the fewest {…} where there are several; empty
/// for none.
std::string described_path(const std::string& path) {
  const auto parts = parts_of(path);
  std::string best;
  for (const auto& [pattern, item] : described_calls().at("paths").items()) {
    const auto expected = parts_of(pattern);
    const bool fits =
        std::equal(expected.begin(), expected.end(), parts.begin(), parts.end(),
                   [](const auto& a, const auto& b) { return a.starts_with('{') || a == b; });
    if (fits && (best.empty() || std::ranges::count(pattern, '{') < std::ranges::count(best, '{')))
      best = pattern;
  }
  return best;
}

json resolved(const json& value) {
  if (!value.contains("$ref")) return value;
  return described_calls().at(json::json_pointer(value.at("$ref").get<std::string>().substr(1)));
}

}  // namespace

std::vector<int> ServedAnswer::ids(const std::string& list) const {
  std::vector<int> ids;
  for (const json& one : body.at(list)) ids.push_back(one.at("id"));
  return ids;
}

const json& described_calls() {
  static const json kDocument = json::parse(hookline_openapi());
  return kDocument;
}

ServedPlatform::ServedPlatform(ServingOptions options)
    : serving_(on_a_free_port(std::move(options))) {}

ServedAnswer ServedPlatform::call(const std::string& method, const std::string& target,
                                  const std::string& body) {
  const char* mark = target.find('?') == std::string::npos ? "?" : "&";
  const ApiAnswer raw = call_api(serving_.url(), method, target + mark + "api_key=" + kKey, body);
  const ServedAnswer answer{raw.status, json::parse(raw.body, nullptr, false)};
  EXPECT_FALSE(answer.body.is_discarded()) << method << " " << target << "\n" << raw.body;
  hold_against_description(method, target.substr(0, target.find('?')), answer);
  return answer;
}

void ServedPlatform::hold_against_description(const std::string& method, const std::string& path,
                                              const ServedAnswer& answer) const {
  static const JsonSchema kSchemas(described_calls());
  const std::string described = described_path(path);
  ASSERT_FALSE(described.empty()) << path;
  std::string key = method;
  std::ranges::transform(key, key.begin(), [](unsigned char c) { return std::tolower(c); });
  const json& responses = described_calls().at("paths").at(described).at(key).at("responses");
  auto response = responses.find(std::to_string(answer.status));
  if (response == responses.end() && answer.status >= 400) response = responses.find("default");
  ASSERT_NE(response, responses.end()) << method << " " << path << ": " << answer.status << "\n"
                                       << answer.body;
  const json content = resolved(*response).at("content").at("application/json").at("schema");
  EXPECT_EQ(kSchemas.problem_in(answer.body, content), "") << method << " " << path << "\n"
                                                           << answer.body.dump(1);
}

ServedAnswer ServedPlatform::act(const json& action) {
  ServedAnswer answer = post("/hookline/actions", action);
  EXPECT_EQ(answer.status, 200) << action << "\n" << answer.body;
  return answer;
}

std::uint64_t ServedPlatform::listen(const std::string& url, const json& otherwise) {
  json webhook = {{"name", "any"},
                  {"url", url},
                  {"events", json::array()},
                  {"sources", {"public", "admin", "api", "system"}}};
  for (const EventType type : all_event_types()) webhook["events"].push_back(name_of(type));
  if (!otherwise.is_null()) webhook.update(otherwise);
  const ServedAnswer answer = post("/hookline/webhooks", webhook);
  EXPECT_EQ(answer.status, 201) << answer.body;
  return answer["webhook"].at("id");
}

json ServedPlatform::ended(std::uint64_t delivery) {
  auto& news = serving_.platform().news();
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  for (;;) {
    const auto place = news.now().place;
    const json body = get("/hookline/deliveries/" + std::to_string(delivery)).body;
    if (body.value("state", "pending") != "pending") return body;
    if (!news.wait_past(place, until, {})) return body;
  }
}

}  // namespace hookline::test

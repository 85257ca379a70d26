#include "emitter/delivery/queue/postgresql/queue_targets.h"

#include "emitter/delivery/queue/queued_host.h"

#include <string_view>
#include <unordered_set>

namespace hookline {
namespace {

/// Beyond so many, all are forgotten and asked for again.
constexpr std::size_t kKnownMax = 200'000;

// A URL may be longer than an index takes.
constexpr std::string_view kAddHosts = R"(
INSERT INTO host (name)
SELECT DISTINCT given.name FROM unnest($1::text[]) AS given (name)
WHERE NOT EXISTS (SELECT 1 FROM host WHERE host.name = given.name)
ON CONFLICT DO NOTHING)";
constexpr std::string_view kAddTargets = R"(
INSERT INTO target (host, url)
SELECT host.id, given.url FROM unnest($1::text[], $2::text[]) AS given (url, name)
JOIN host ON host.name = given.name
WHERE NOT EXISTS (SELECT 1 FROM target WHERE md5(target.url) = md5(given.url))
ON CONFLICT DO NOTHING)";
constexpr std::string_view kFindTargets = R"(
SELECT target.id, target.host, target.url FROM unnest($1::text[]) AS given (url)
JOIN target ON md5(target.url) = md5(given.url))";
constexpr std::string_view kReadTargets =
    "SELECT id, url FROM target WHERE id = ANY ($1::bigint[]::integer[])";

}  // namespace

void QueueTargets::learn(std::span<const std::string* const> urls) {
  if (places_.size() > kKnownMax) places_.clear();
  std::unordered_set<std::string_view> unknown;
  for (const std::string* url : urls) {
    if (!places_.contains(*url)) unknown.insert(*url);
  }
  if (unknown.empty()) return;
  const std::vector<std::string_view> texts(unknown.begin(), unknown.end());
  std::vector<std::string> hosts;
  hosts.reserve(texts.size());
  for (const std::string_view url : texts) hosts.push_back(queued_host(url));
  const std::vector<std::string_view> names(hosts.begin(), hosts.end());
  session_.run([&](PostgresConnection& connection, bool) {
    connection.run("add_hosts", kAddHosts, PostgresValues().add_texts(names));
    connection.run("add_targets", kAddTargets, PostgresValues().add_texts(texts).add_texts(names));
    const auto rows =
        connection.run("find_targets", kFindTargets, PostgresValues().add_texts(texts));
    for (int row = 0; row < rows.size(); ++row) {
      places_[std::string(rows.bytes(row, 2))] = {rows.integer(row, 0), rows.integer(row, 1)};
    }
  });
}

void QueueTargets::read(const std::vector<std::int64_t>& targets) {
  if (targets.empty()) return;
  session_.run([&](PostgresConnection& connection, bool) {
    const auto rows = connection.run("read_targets", kReadTargets, PostgresValues().add(targets));
    for (int row = 0; row < rows.size(); ++row) {
      urls_[rows.integer(row, 0)] = rows.bytes(row, 1);
    }
  });
}

}  // namespace hookline

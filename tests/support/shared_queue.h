#pragma once

#include "tests/support/child_process.h"
#include "tests/support/postgres_server.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace hookline::test {

/// A queue of a test's own, on the tests' server or in a file, and the programs that use it.
class SharedQueue {
 public:
  explicit SharedQueue(PostgresServer& server)
      : server_(&server), dsn_(server.dsn()), schema_(PostgresServer::new_schema()) {}
  explicit SharedQueue(std::string file) : dsn_(std::move(file)) {}

  /// Of one that is on it.
  PostgresServer& server() { return *server_; }
  const std::string& schema() const { return schema_; }
  /// The queue's flags, and then these.
  std::vector<std::string> with(const std::string& command,
                                const std::vector<std::string>& flags = {}) const {
    std::vector<std::string> words = {command, "--queue", dsn_};
    if (!schema_.empty()) words.insert(words.end(), {"--queue-schema", schema_});
    words.insert(words.end(), flags.begin(), flags.end());
    return words;
  }
  /// One that has begun.
  std::unique_ptr<ChildProcess> worker(const std::vector<std::string>& flags = {}) const {
    auto worker = std::make_unique<ChildProcess>("emitter", with("work", flags));
    worker->read_line();
    return worker;
  }
  /// What `emitter queue --json` says.
  nlohmann::json status() const {
    ChildProcess queue("emitter", with("queue", {"--json", "/dev/stdout"}));
    queue.wait();
    return nlohmann::json::parse(queue.out());
  }

 private:
  PostgresServer* server_ = nullptr;
  const std::string dsn_;
  const std::string schema_;
};

}  // namespace hookline::test

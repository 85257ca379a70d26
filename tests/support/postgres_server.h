#pragma once

#include "tests/support/child_process.h"
#include "tests/support/temp_folder.h"

#include <memory>
#include <string>

namespace hookline::test {

/// A PostgreSQL server of the tests' own: in a temporary folder, on a free port, and never one that
/// is there already. It refuses to be root's: where the tests are, it belongs to the account
/// postgres.
class PostgresServer {
 public:
  /// Throws std::runtime_error with the reason where there can be none here.
  PostgresServer();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  /// One for a whole test program, and why there is none: a test skips itself with it.
  static PostgresServer* shared(std::string& why_not);

  /// For the user `name`, with all rights unless a test has made one with fewer.
  std::string dsn(const std::string& user = "hookline") const;
  /// A name for a schema that no other test has.
  static std::string new_schema();
  std::string psql(const std::string& sql) const;

  /// As a crash does: nothing is written any more, and all connections are gone.
  void crash();
  void start();

 private:
  std::string as_owner(const std::string& command) const;

  TempFolder folder_;
  std::string programs_;  ///< their folder
  std::string data_;
  int port_ = 0;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace hookline::test

/// Leaves the test where there is no server; else `server` is it.
#define HOOKLINE_NEEDS_POSTGRES(server)                                                       \
  std::string why_no_##server;                                                                \
  ::hookline::test::PostgresServer* const server##_or_null =                                  \
      ::hookline::test::PostgresServer::shared(why_no_##server);                              \
  if (server##_or_null == nullptr) GTEST_SKIP() << "no PostgreSQL here: " << why_no_##server; \
  ::hookline::test::PostgresServer& server = *server##_or_null

#include "emitter/platform/store/platform_file.h"

#include "catcher/base/process/diagnostics.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/sqlite/files/private_files.h"
#include "catcher/base/sqlite/sqlite_file.h"

namespace hookline {
namespace {

constexpr SqliteFileKind kPlatformFile = {.application_id = 0x484b5046,  // "HKPF"
                                          .version = 1,
                                          .page_bytes = 4096,
                                          .noun = "store",
                                          .alternative = ", or use --store memory",
                                          .room_advice = ", and it goes on"};

void create_platform_tables(SqliteConnection& connection) {
  EntityRows::create_table(connection);
  WebhookRows::create_table(connection);
  create_delivery_tables(connection);
  DeliveryRows::create_tables(connection);
  connection.run(R"(
CREATE TABLE number (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  event INTEGER NOT NULL,        -- the id that is given next, as the next two
  delivery INTEGER NOT NULL,
  webhook INTEGER NOT NULL,
  advanced_us INTEGER NOT NULL   -- how far ahead of the calendar the platform's time is
))");
}

}  // namespace

SqliteConnection& PlatformRows::prepared(SqliteConnection& connection, const std::string& file) {
  prepare_sqlite_file(connection, file, kPlatformFile, create_platform_tables);
  WebhookRows::add_tables(connection);
  DeliveryRows::add_tables(connection);
  make_private(file);
  return connection;
}

PlatformRows::PlatformRows(const std::string& file)
    : connection(file, SqliteAccess::kReadWrite),
      begin(prepared(connection, file).prepare("BEGIN IMMEDIATE")),
      commit(connection.prepare("COMMIT")),
      save_numbers(connection.prepare("INSERT OR REPLACE INTO number VALUES (1, ?, ?, ?, ?)")),
      entities(connection),
      webhooks(connection),
      deliveries(connection),
      ended(connection),
      checkpointer(file, connection) {}

PlatformFile::PlatformFile(const std::string& file)
    : lock_(file, kPlatformFile), rows_(with_sentence(lock_.path(), kPlatformFile, [this] {
        return PlatformRows(lock_.path());
      })) {}

void PlatformFile::write(const Work& work) {
  const std::lock_guard lock(mutex_);
  try {
    with_sentence(lock_.path(), kPlatformFile, [&] { commit(work); });
    note("");
  } catch (const Failure& failure) {
    rows_.ended.forget_last();
    note(failure.what());
    throw;
  }
}

void PlatformFile::commit(const Work& work) {
  if (rows_.connection.is_moved())
    throw Failure(ExitCode::kCannotRun, moved_sentence(lock_.path(), kPlatformFile));
  SqliteTransaction transaction(rows_.connection, rows_.begin, rows_.commit);
  work(rows_);
  transaction.commit();
}

/// Said once on standard error, however often it happens.
void PlatformFile::note(const std::string& problem) {
  const std::lock_guard lock(problem_mutex_);
  if (!problem.empty() && problem != problem_) tell_error(problem);
  problem_ = problem;
}

std::string PlatformFile::problem() const {
  const std::lock_guard lock(problem_mutex_);
  return problem_;
}

}  // namespace hookline

#include "emitter/delivery/queue/postgresql/session/queue_place.h"

#include "catcher/base/process/failure.h"
#include "emitter/delivery/queue/postgresql/session/postgres_connection.h"
#include "tests/support/refusal.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string refusal(const QueuePlace& place) {
  return test::refusal(ExitCode::kUsage, [&] { check_queue_place(place); });
}

TEST(QueuePlace, TakesAddressesAsLibpqDoes) {
  for (const char* dsn : {"postgresql://me@db/x", "postgres://db",
                          "postgresql://a,b/x?target_session_attrs=read-write",
                          "host=db user=me dbname=x", "postgresql:///x?host=/run/postgresql"}) {
    EXPECT_EQ(refusal({dsn}), "") << dsn;
  }
}

TEST(QueuePlace, RefusesWhatIsNoneWithoutRepeatingIt) {
  for (const char* dsn : {"", "queue.db", "postgresql://me:secret@db/x?nonsense",
                          "postgresql://me:secret@[::1/x", "host=db secret"}) {
    EXPECT_THAT(refusal({dsn}), AllOf(HasSubstr("--queue"), HasSubstr("postgresql://USER@HOST"),
                                      Not(HasSubstr("secret"))))
        << dsn;
  }
}

TEST(QueuePlace, RefusesASchemaThatTheServerWouldCutOrReadOtherwise) {
  for (const std::string& schema :
       {std::string(), std::string("Queue"), std::string("a b"), std::string("x;drop"),
        std::string("1st"), std::string("pg_x"), std::string(61, 'a')}) {
    EXPECT_THAT(refusal({"postgresql://db", schema}), HasSubstr("--queue-schema")) << schema;
  }
  EXPECT_EQ(refusal({"postgresql://db", "team_7"}), "");
}

TEST(QueuePlace, IsSpokenOfWithoutWhoAsks) {
  EXPECT_EQ(PostgresConnection::place_of("postgresql://me:secret@db.internal:5433/x"),
            "db.internal:5433/x");
}

}  // namespace
}  // namespace hookline

#pragma once

#include "emitter/delivery/queue/postgresql/session/postgres_session.h"
#include "emitter/delivery/queue/shared/queue_status.h"

namespace hookline {

/// Throws as PostgresSession::run().
QueueStatus read_queue_status(PostgresSession& session);

/// Drops the tables of blocks whose deliveries have all ended, and that nobody asks about any more.
void drop_ended_blocks(PostgresSession& session);

}  // namespace hookline

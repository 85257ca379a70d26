#pragma once

#include "emitter/platform/account/state/account_draft.h"
#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/store/rows/entity_rows.h"

namespace hookline {

/// All of an account. Both throw SqliteError.
void write_account_rows(EntityRows& rows, const AccountState& account);
/// What a draft, which isn't committed yet, will have changed.
void write_changed_rows(EntityRows& rows, const AccountDraft& draft);
/// Throws SqliteError; Failure(kCannotRun) for rows that don't fit together.
AccountState read_account_rows(EntityRows& rows);

}  // namespace hookline

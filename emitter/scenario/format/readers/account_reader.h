#pragma once

#include "catcher/base/json/json_mistakes.h"
#include "catcher/base/json/json_reader.h"
#include "emitter/platform/account/state/account_state.h"

#include <optional>

namespace hookline {

/// The "account" part of a scenario: the world before the first step. Every part may be missing.
/// What an entry refers to by id must be in the account; ids are unique within a part. Throws
/// Failure(kInvalidInput) with file and JSON pointer. The webhooks are read by read_webhook().
///
/// | part        | an entry, with its defaults; "id" is needed everywhere but in profile       |
/// |-------------|-----------------------------------------------------------------------------|
/// | profile     | an object: id 100001, timezone "America/Chicago" (or "-06:00"), currency    |
/// |             | "usd"                                                                       |
/// | lists       | id, name; user 1, sender_addr1 … sender_reminder                            |
/// | fields      | id, title; tag (the title in lower case)                                    |
/// | contacts    | id, email; first_name, last_name, phone, organization "", ip "0.0.0.0",     |
/// |             | tags [], lists [], customer_account {id, name}, fields {"ID": value}        |
/// | campaigns   | id, name; status "5", type "single", recipients (the contacts' number),     |
/// |             | message {id 1, subject (the name), text ""}, webcopy_url, lists []          |
/// | automations | id, name; start (nobody enters by itself), steps, or url (read_automation)  |
/// | journeys    | contacts who wait in automations: id, automation, contact, next_step, due   |
/// |             | (read_journey)                                                              |
/// | users       | id; first_name "Alex", last_name "Owner"                                    |
/// | pipelines   | id, title; currency (the profile's), stages [{id, title, color "3f3f3f"}]   |
/// | deal_fields | id, title                                                                   |
/// | deals       | id; title "Deal ID", value 0, currency (the pipeline's), status open,       |
/// |             | pipeline, stage, owner (the first ones), contact (none), organization       |
/// |             | {id, name}, created (the time of its first event), fields {"ID": value}     |
/// | task_types  | id, title                                                                   |
/// | tasks       | id, deal; type (the first), title "Task ID", note "", due (a day after its  |
/// |             | first event), end (15 minutes after due), done (not)                        |
AccountState read_account(const std::optional<JsonValue>& account);

/// The same, with what is wrong added to `mistakes`. None: an entry could not be read at all, so
/// that others may miss it.
std::optional<AccountState> read_account(const std::optional<JsonValue>& account,
                                         JsonMistakes& mistakes);

}  // namespace hookline

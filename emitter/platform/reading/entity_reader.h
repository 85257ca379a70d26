#pragma once

#include "catcher/base/json/json_reader.h"
#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/entities/campaign.h"
#include "emitter/platform/entities/contact.h"
#include "emitter/platform/entities/deals/deal.h"
#include "emitter/platform/entities/deals/pipeline.h"
#include "emitter/platform/entities/deals/task.h"
#include "emitter/platform/entities/list.h"
#include "emitter/platform/events/event_type.h"
#include "emitter/platform/events/source.h"

#include <cstdint>
#include <vector>

namespace hookline {

// The objects that the account part and the steps have in common. All refuse what isn't as asked,
// with Failure(kInvalidInput); whether an id exists is left to the account. In each, "id" may be
// missing.

// The tables in the source have their keys.

ContactChange read_contact_change(const JsonValue& value);
CampaignChange read_campaign_change(const JsonValue& value);
/// "value" is 1044055.5 or "1,044,055.50"; "status" open, won, lost.
DealChange read_deal_change(const JsonValue& value);
TaskChange read_task_change(const JsonValue& value);
List read_list(const JsonValue& value);
/// Those members that are given.
void read_list_members(const JsonValue& value, List& list);
void read_contact_field_members(const JsonValue& value, ContactField& field);
/// A personalization tag for a field of that title: "Favourite colour" makes "favourite_colour".
std::string tag_from(std::string_view title);

/// An RFC 3339 time with its offset, "2024-02-28T04:45:41-06:00", in seconds since 1970 UTC.
std::int64_t read_time(const JsonValue& value);
/// One of the 25 by its name in the API.
EventType read_event_type(const JsonValue& value);
/// "public", "admin", "api" or "system".
Source read_source(const JsonValue& value);
std::vector<std::uint64_t> read_ids(const JsonValue& value);
std::vector<std::string> read_texts(const JsonValue& value);
/// The three letters of an ISO code in either case, as payloads have them: "USD" is "usd".
std::string read_currency(const JsonValue& value);

/// Fails at the part of `value` that the error speaks of, or as near as there is something.
[[noreturn]] void fail_at(const JsonValue& value, const OperationError& error);

}  // namespace hookline

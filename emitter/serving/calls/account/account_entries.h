#pragma once

#include "catcher/base/json/json_writer.h"
#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/running/platform.h"
#include "emitter/serving/public/public_links.h"

#include <cstdint>
#include <string_view>

namespace hookline {

// Parts of an account as its page is told of them: the members of an object each.

void write_moment(JsonObjectWriter& object, std::string_view name, std::int64_t time_s);
void write_campaign(JsonObjectWriter& object, const Campaign& campaign, const Platform::View& view,
                    const PublicLinks& links);
void write_deal(JsonObjectWriter& object, const Deal& deal, const AccountState& account);
void write_task(JsonObjectWriter& object, const Task& task);
/// Those of a list of contacts, which is less than there is of one.
void write_contact_entry(JsonObjectWriter& object, const Contact& contact);

}  // namespace hookline

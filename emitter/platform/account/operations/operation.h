#pragma once

#include "emitter/platform/account/operations/automations.h"
#include "emitter/platform/account/operations/contacts/campaigns.h"
#include "emitter/platform/account/operations/contacts/contacts.h"
#include "emitter/platform/account/operations/contacts/marks/notes.h"
#include "emitter/platform/account/operations/contacts/marks/tags.h"
#include "emitter/platform/account/operations/contacts/memberships.h"
#include "emitter/platform/account/operations/contacts/messages.h"
#include "emitter/platform/account/operations/deals/deals.h"
#include "emitter/platform/account/operations/deals/parts.h"
#include "emitter/platform/account/operations/deals/tasks.h"

#include <variant>

namespace hookline {

/// Something done in the account, or to it. What isn't said is taken from the account, or made.
using Operation =
    std::variant<Subscribe, Unsubscribe, UpdateContact, AddTag, RemoveTag, AddContactNote,
                 SendCampaign, ReactToCampaign, HandleMessage, AddDeal, UpdateDeal, AddDealNote,
                 AddTask, CompleteTask, AddList, AddPipeline, AddStage, AddTaskType, RunAutomation>;

/// The one that causes events of that type, with nothing said yet of whom and what it is about.
Operation operation_causing(EventType type);

}  // namespace hookline

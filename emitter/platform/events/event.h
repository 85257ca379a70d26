#pragma once

#include "catcher/base/http/bodies/form.h"
#include "emitter/platform/entities/account_profile.h"
#include "emitter/platform/entities/campaign.h"
#include "emitter/platform/entities/contact.h"
#include "emitter/platform/entities/deals/deal.h"
#include "emitter/platform/entities/deals/pipeline.h"
#include "emitter/platform/entities/deals/task.h"
#include "emitter/platform/entities/list.h"
#include "emitter/platform/entities/user.h"
#include "emitter/platform/events/event_details.h"
#include "emitter/platform/events/event_type.h"
#include "emitter/platform/events/source.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// What happened: a value that stays true whatever happens to the account later. Entities are
/// shared, immutable snapshots of the moment of the event; those that the event does not concern
/// are null.
struct Event {
  std::uint64_t id = 0;  ///< running number within a run, from 1
  EventType type = EventType::kSubscribe;
  Source source = Source::kAdmin;
  std::optional<Source> initiated_by;             ///< where the payload tells it apart from source
  std::int64_t time_s = 0;                        ///< seconds since 1970 UTC
  std::shared_ptr<const AccountProfile> account;  ///< time zone, account number; never null
  /// The lists it concerns: empty for none ("list=0"). Matching asks whether a webhook's list is
  /// among them.
  std::vector<ListEntry> lists;
  /// Whether `list` goes out as list[n][id], list[n][name] rather than as one number.
  bool list_as_array = false;
  /// "list=0" although there are lists: they only decide which webhooks get it.
  bool list_as_zero = false;
  std::shared_ptr<const Contact> contact;
  std::shared_ptr<const Campaign> campaign;
  std::shared_ptr<const Deal> deal;
  std::shared_ptr<const Contact> deal_contact;  ///< of the deal; also where `contact` is left out
  std::shared_ptr<const User> owner;            ///< of the deal
  std::shared_ptr<const Pipeline> pipeline;     ///< of the deal, or the new one
  std::shared_ptr<const Stage> stage;           ///< of the deal, or the new one
  std::shared_ptr<const Task> task;
  std::shared_ptr<const TaskType> task_type;  ///< of the task, or the new one
  std::shared_ptr<const List> new_list;
  EventDetails details;  ///< what only this kind of event has
  /// Set for the automation action, which is no event: its body has no envelope, and it goes to the
  /// action's own URL whatever the webhooks say.
  std::optional<std::uint64_t> automation_id;
  std::string action_url;  ///< of that action, as the account has it
  FormFields set;          ///< replaces or adds payload fields
};

}  // namespace hookline

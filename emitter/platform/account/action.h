#pragma once

#include "catcher/base/http/bodies/form.h"
#include "emitter/platform/entities/campaign.h"
#include "emitter/platform/entities/contact.h"
#include "emitter/platform/entities/deals/deal.h"
#include "emitter/platform/entities/deals/pipeline.h"
#include "emitter/platform/entities/deals/task.h"
#include "emitter/platform/entities/list.h"
#include "emitter/platform/events/event_details.h"
#include "emitter/platform/events/event_type.h"
#include "emitter/platform/events/source.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace hookline {

enum class ListForm : std::uint8_t { kScalar, kArray };

/// Whether a deal's event shows the deal's contact.
enum class ContactBlock : std::uint8_t { kShown, kLeftOut };

/// Something done in the account, or to it. Only the type is needed, and the contact where the
/// event is about one: what isn't said is taken from the account, or made.
struct Action {
  EventType type = EventType::kSubscribe;
  /// Set: that automation's webhook action is run for the contact, and there is no event.
  std::optional<std::uint64_t> automation;
  Source source = Source::kAdmin;
  std::optional<Source> initiated_by;

  std::optional<ContactChange> contact;
  ContactBlock contact_block = ContactBlock::kShown;
  std::vector<std::uint64_t> lists;   ///< by id
  std::optional<ListForm> list_form;  ///< else as the platform does it
  std::optional<CampaignChange> campaign;
  std::optional<DealChange> deal;
  std::optional<TaskChange> task;

  /// What the add events add. By id alone (an empty title or name): one that is already there.
  std::optional<List> new_list;
  std::optional<Pipeline> pipeline;
  std::optional<Stage> stage;
  std::optional<TaskType> task_type;

  EventDetails details;  ///< as far as they are given by who acts
  FormFields set;
};

}  // namespace hookline

#pragma once

#include "emitter/platform/entities/account_profile.h"
#include "emitter/platform/entities/automation.h"
#include "emitter/platform/entities/campaign.h"
#include "emitter/platform/entities/contact.h"
#include "emitter/platform/entities/deals/deal.h"
#include "emitter/platform/entities/deals/pipeline.h"
#include "emitter/platform/entities/deals/task.h"
#include "emitter/platform/entities/list.h"
#include "emitter/platform/entities/table.h"
#include "emitter/platform/entities/user.h"

namespace hookline {

/// Everything an account has, at one moment. A value: a copy shares the entities' snapshots.
struct AccountState {
  AccountProfile profile;
  Table<List> lists;
  Table<ContactField> contact_fields;
  Table<Contact> contacts;
  Table<Campaign> campaigns;
  Table<Automation> automations;
  Table<User> users;
  Table<Pipeline> pipelines;
  Table<Stage> stages;
  Table<DealField> deal_fields;
  Table<Deal> deals;
  Table<TaskType> task_types;
  Table<Task> tasks;
};

}  // namespace hookline

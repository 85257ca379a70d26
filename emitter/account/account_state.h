#pragma once

#include "emitter/account/account_profile.h"
#include "emitter/account/automation.h"
#include "emitter/account/campaign.h"
#include "emitter/account/contact.h"
#include "emitter/account/deals/deal.h"
#include "emitter/account/deals/pipeline.h"
#include "emitter/account/deals/task.h"
#include "emitter/account/list.h"
#include "emitter/account/table.h"
#include "emitter/account/user.h"

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

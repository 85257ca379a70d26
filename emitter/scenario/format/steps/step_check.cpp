#include "emitter/scenario/format/steps/step_check.h"

#include "emitter/platform/account/state/account_change.h"

#include <fmt/format.h>

namespace hookline {
namespace {

/// A list, pipeline, stage or task type: an id alone names one that is there.
template <class Ids, class Part>
void check_part(Ids& ids, const Part& part, bool is_named, std::string_view what,
                const std::string& path, std::uint64_t repeat) {
  if (!is_named && part.id && !ids.find(part.id))
    refuse_nameless_part(what, part.id, ids.ids(), path);
  if (is_named || !part.id) ids.add(part.id, repeat);
}

}  // namespace

StepCheck::StepCheck(const AccountState& account) {
  for_each_table(ids_, account, [](auto& ids, const auto& table) { ids.begin(table); });
  for (const auto& [id, contact] : account.contacts) emails_.insert(contact->email);
}

/// One overload for each operation that names something besides a contact and lists.
struct StepCheck::Checked {
  StepCheck& account;
  std::uint64_t repeat;

  template <class Done>
  void operator()(const Done& done) const {
    if constexpr (requires { done.lists; }) account.check_lists("lists", done.lists);
    if constexpr (requires { done.deal; }) {
      constexpr bool kIsNew = std::is_same_v<Done, AddDeal>;
      account.check_deal(done.deal, kIsNew ? DealNeed::kNew : DealNeed::kUsual, repeat);
    } else if constexpr (requires { done.contact; }) {
      account.check_contact(done.contact, std::is_same_v<Done, Subscribe>);
    }
    if constexpr (requires { done.campaign; })
      if (done.campaign || !std::is_same_v<Done, Unsubscribe>)
        account.check_campaign(done.campaign, repeat);
    if constexpr (requires { done.task; })
      account.check_task(done.task, std::is_same_v<Done, AddTask>, repeat);
  }
  void operator()(const AddList& add) const {
    check_part(account.ids_.lists, add.list, !add.list.name.empty(), "list", "list", repeat);
  }
  void operator()(const AddPipeline& add) const {
    check_part(account.ids_.pipelines, add.pipeline, !add.pipeline.title.empty(), "pipeline",
               "pipeline", repeat);
  }
  void operator()(const AddStage& add) const {
    if (add.stage.pipeline != 0)
      require(account.ids_.pipelines, add.stage.pipeline, "pipeline", "stage/pipeline");
    check_part(account.ids_.stages, add.stage, !add.stage.title.empty(), "stage", "stage", repeat);
  }
  void operator()(const AddTaskType& add) const {
    check_part(account.ids_.task_types, add.task_type, !add.task_type.title.empty(), "task type",
               "task_type", repeat);
  }
  void operator()(const RunAutomation& run) const {
    account.check_contact(run.contact, false);
    require(account.ids_.automations, run.automation, "automation", "automation");
  }
};

void StepCheck::check(const Operation& operation, std::uint64_t repeat) {
  std::visit(Checked{*this, repeat}, operation);
}

void StepCheck::check_lists(const std::string& path,
                            const std::vector<std::uint64_t>& lists) const {
  for (std::size_t i = 0; i < lists.size(); ++i)
    require(ids_.lists, lists[i], "list", fmt::format("{}/{}", path, i));
}

void StepCheck::check_contact(const ContactChange& contact, bool may_be_new) {
  const bool is_there = contact.id      ? ids_.contacts.find(*contact.id)
                        : contact.email ? emails_.contains(*contact.email)
                                        : false;
  if (!is_there) {
    refuse_missing_contact(contact, ids_.contacts, may_be_new);
    ids_.contacts.add(contact.id);
  }
  if (contact.email) emails_.insert(*contact.email);
  if (contact.lists) check_lists("contact/lists", *contact.lists);
  for (const auto& [id, value] : contact.fields)
    require(ids_.contact_fields, id, "contact field", fmt::format("contact/fields/{}", id));
}

void StepCheck::check_campaign(const std::optional<CampaignChange>& campaign,
                               std::uint64_t repeat) {
  if (!campaign) {
    if (ids_.campaigns.empty()) ids_.campaigns.add({});
    return;
  }
  if (campaign->id && !campaign->name)
    require(ids_.campaigns, *campaign->id, "campaign", "campaign");
  ids_.campaigns.add(campaign->id, repeat);
  if (campaign->lists) check_lists("campaign/lists", *campaign->lists);
}

void StepCheck::check_deal(const DealChoice& choice, DealNeed need, std::uint64_t repeat) {
  if (choice.contact) check_contact(*choice.contact, false);
  const DealChange change = choice.deal.value_or(DealChange());
  if (change.id && (need != DealNeed::kNew || change.is_reference()))
    require(ids_.deals, *change.id, "deal", "deal");
  if (change.pipeline) require(ids_.pipelines, *change.pipeline, "pipeline", "deal/pipeline");
  if (change.stage) require(ids_.stages, *change.stage, "stage", "deal/stage");
  if (const auto stage = change.stage ? ids_.stages.table().find(*change.stage) : nullptr)
    check_pipeline(*stage, change.pipeline, "deal/stage");
  if (change.owner) require(ids_.users, *change.owner, "user", "deal/owner");
  if (change.contact) require(ids_.contacts, *change.contact, "contact", "deal/contact");
  for (const auto& [id, value] : change.fields)
    require(ids_.deal_fields, id, "deal field", fmt::format("deal/fields/{}", id));
  // One that is made needs a place and an owner, which are made as well where there are none.
  ids_.deals.add(change.id, need == DealNeed::kNew ? repeat : 1);
  if (ids_.pipelines.empty()) ids_.pipelines.add({});
  if (ids_.users.empty()) ids_.users.add({});
  ids_.stages.add({});
}

void StepCheck::check_task(const std::optional<TaskChange>& task, bool adds, std::uint64_t repeat) {
  const TaskChange change = task.value_or(TaskChange());
  if (change.id && (!adds || change.is_reference()))
    require(ids_.tasks, *change.id, "task", "task");
  if (change.deal) require(ids_.deals, *change.deal, "deal", "task/deal");
  if (change.type) require(ids_.task_types, *change.type, "task type", "task/type");
  ids_.tasks.add(change.id, repeat);
  if (ids_.task_types.empty()) ids_.task_types.add({});
}

}  // namespace hookline

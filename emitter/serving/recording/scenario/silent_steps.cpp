#include "emitter/serving/recording/scenario/silent_steps.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace hookline {
namespace {

/// What the actions on one kind of thing are called, and the key that they name it by.
struct Noun {
  std::string_view action;
  const char* key;
  bool can_be_added = false;
};

class SilentSteps {
 public:
  SilentSteps(const Doing& doing, const AccountState& account) : doing_(doing), account_(account) {}

  std::vector<StepJson> steps() && {
    change({"field", "field", true}, doing_.changes.contact_fields, account_.contact_fields);
    change({"list", "list"}, doing_.changes.lists, account_.lists);
    change_contacts();
    change({"campaign", "campaign", true}, doing_.changes.campaigns, account_.campaigns);
    change_automations();
    change({"pipeline", "pipeline"}, doing_.changes.pipelines, account_.pipelines);
    change({"stage", "stage"}, doing_.changes.stages, account_.stages);
    change({"tasktype", "task_type"}, doing_.changes.task_types, account_.task_types);
    change_deals();
    change({"task", "task"}, doing_.changes.tasks, account_.tasks);
    remove({"task", "task"}, doing_.changes.tasks, account_.tasks);
    remove({"deal", "deal"}, doing_.changes.deals, account_.deals);
    remove({"stage", "stage"}, doing_.changes.stages, account_.stages);
    remove({"pipeline", "pipeline"}, doing_.changes.pipelines, account_.pipelines);
    remove({"tasktype", "task_type"}, doing_.changes.task_types, account_.task_types);
    remove({"contact", "contact"}, doing_.changes.contacts, account_.contacts);
    remove({"campaign", "campaign"}, doing_.changes.campaigns, account_.campaigns);
    remove({"automation", "automation"}, doing_.changes.automations, account_.automations);
    remove({"field", "field"}, doing_.changes.contact_fields, account_.contact_fields);
    remove({"list", "list"}, doing_.changes.lists, account_.lists);
    return std::move(steps_);
  }

 private:
  void add(const Noun& noun, std::string_view verb, StepJson value) {
    steps_.push_back({{"action", std::string(noun.action) + "." + std::string(verb)},
                      {"as", name_of(doing_.cause.source)},
                      {noun.key, std::move(value)}});
  }

  template <class Entity>
  void change(const Noun& noun, const TableChange<Entity>& change, const Table<Entity>& table) {
    for (const auto& row : change.changed) {
      const auto before = table.find(row->id);
      if (!before && !noun.can_be_added) continue;
      StepJson different = difference(before.get(), *row);
      if (before && different.size() < 2) continue;  // its id
      add(noun, before ? "update" : "add", std::move(different));
    }
  }

  template <class Entity>
  void remove(const Noun& noun, const TableChange<Entity>& change, const Table<Entity>& table) {
    for (const std::uint64_t id : change.removed)
      if (table.find(id)) add(noun, "delete", id);
  }

  void change_contacts() {
    StepJson contacts = StepJson::array();
    for (const auto& row : doing_.changes.contacts.changed) {
      const auto before = account_.contacts.find(row->id);
      StepJson different = difference(before.get(), *row);
      if (!before || different.size() > 1) contacts.push_back(std::move(different));
    }
    if (!contacts.empty())
      steps_.push_back({{"action", "import"},
                        {"as", name_of(doing_.cause.source)},
                        {"contacts", std::move(contacts)}});
  }

  /// What the steps before it have left undone.
  void change_deals() {
    for (const auto& row : doing_.changes.deals.changed) {
      const auto before = account_.deals.find(row->id);
      if (!before) continue;
      StepJson different = difference(before.get(), *row);
      different.erase("created");
      if (different.size() > 1) add({"deal", "deal"}, "edit", std::move(different));
    }
  }

  /// Whole, but for webhook steps, which no step of a scenario can add.
  void change_automations() {
    const Noun noun{"automation", "automation"};
    for (const auto& row : doing_.changes.automations.changed) {
      Automation automation = *row;
      std::erase_if(automation.steps, [](const AutomationStep& step) {
        return std::holds_alternative<WebhookStep>(step);
      });
      const auto before = account_.automations.find(row->id);
      if (before && difference(before.get(), *row).size() < 2) continue;
      add(noun, before ? "update" : "add", difference<Automation>(nullptr, automation));
    }
  }

  const Doing& doing_;
  const AccountState& account_;
  std::vector<StepJson> steps_;
};

}  // namespace

std::vector<StepJson> silent_steps(const Doing& doing, const AccountState& account) {
  return SilentSteps(doing, account).steps();
}

}  // namespace hookline

#include "emitter/serving/actions/account_action.h"

#include "emitter/platform/account/operations/operation.h"
#include "emitter/platform/events/event_type.h"
#include "emitter/scenario/format/readers/entity_reader.h"
#include "emitter/scenario/format/steps/operation_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace hookline {
namespace {

using enum EventType;

struct NamedAction {
  std::string_view name;
  EventType event;
};

constexpr std::array kActions = {
    NamedAction{"contact.add", kSubscribe},
    NamedAction{"contact.update", kUpdate},
    NamedAction{"contact.subscribe", kSubscribe},
    NamedAction{"contact.unsubscribe", kUnsubscribe},
    NamedAction{"contact.tag", kContactTagAdded},
    NamedAction{"contact.untag", kContactTagRemoved},
    NamedAction{"contact.note", kSubscriberNote},
    NamedAction{"list.add", kListAdd},
    NamedAction{"campaign.send", kSent},
    NamedAction{"campaign.open", kOpen},
    NamedAction{"campaign.click", kClick},
    NamedAction{"campaign.forward", kForward},
    NamedAction{"campaign.share", kShare},
    NamedAction{"campaign.reply", kReply},
    NamedAction{"campaign.bounce", kBounce},
    NamedAction{"deal.add", kDealAdd},
    NamedAction{"deal.update", kDealUpdate},
    NamedAction{"deal.note", kDealNoteAdd},
    NamedAction{"pipeline.add", kDealPipelineAdd},
    NamedAction{"stage.add", kDealStageAdd},
    NamedAction{"tasktype.add", kDealTasktypeAdd},
    NamedAction{"task.add", kDealTaskAdd},
    NamedAction{"task.complete", kDealTaskComplete},
    NamedAction{"sms.send", kSmsSent},
    NamedAction{"sms.reply", kSmsReply},
    NamedAction{"sms.unsubscribe", kSmsUnsub},
};

constexpr std::string_view kImport = "import";
constexpr std::string_view kStart = "automation.start";
constexpr std::string_view kAdd = "contact.add";

using Work = std::function<void(AccountDraft&)>;

[[noreturn]] void fail_unknown_action(const JsonValue& action) {
  std::vector<std::string_view> names = {kImport, kStart};
  for (const NamedAction& known : kActions) names.push_back(known.name);
  action.fail_unknown("action", names);
}

std::shared_ptr<const Contact> present_contact(const AccountDraft& draft,
                                               const ContactChange& contact) {
  auto found = find_contact(draft, contact);
  if (!found) refuse_missing_contact(contact, draft.contacts.ids(), false);
  return found;
}

// What an action is beside the operation that causes its events.

template <class Done>
Work work_of(Done done, JsonObject& /*keys*/, std::string_view /*name*/) {
  return [done = std::move(done)](AccountDraft& draft) { perform(done, draft); };
}

Work work_of(Subscribe done, JsonObject& /*keys*/, std::string_view name) {
  return [done = std::move(done), is_new = name == kAdd](AccountDraft& draft) {
    if (is_new && find_contact(draft, done.contact))
      throw OperationError("contact", "there is such a contact already");
    perform(done, draft);
  };
}

Work work_of(UpdateContact done, JsonObject& keys, std::string_view /*name*/) {
  std::optional<ContactChange> change;
  if (const auto value = keys.find("change")) change = read_contact_change(*value);
  return [done = std::move(done), change](AccountDraft& draft) {
    UpdateContact update = done;
    const std::uint64_t id = present_contact(draft, done.contact)->id;
    if (change) update.contact = *change;
    update.contact.id = id;
    perform(update, draft);
  };
}

Work work_of(UpdateDeal done, JsonObject& keys, std::string_view /*name*/) {
  if (const auto value = keys.find("change")) {
    const auto id = done.deal.deal ? done.deal.deal->id : std::nullopt;
    done.deal.deal = read_deal_change(*value);
    if (!done.deal.deal->id) done.deal.deal->id = id;
  }
  return [done = std::move(done)](AccountDraft& draft) { perform(done, draft); };
}

/// A tag that a contact has already is given without an event.
Work work_of(AddTag done, JsonObject& /*keys*/, std::string_view /*name*/) {
  return [done = std::move(done)](AccountDraft& draft) {
    if (done.tag && present_contact(draft, done.contact)->has_tag(*done.tag)) return;
    perform(done, draft);
  };
}

Work work_of(RemoveTag done, JsonObject& /*keys*/, std::string_view /*name*/) {
  return [done = std::move(done)](AccountDraft& draft) {
    if (done.tag && !present_contact(draft, done.contact)->has_tag(*done.tag)) return;
    perform(done, draft);
  };
}

void read_text(JsonObject& keys, std::string_view key, std::string& into) {
  if (const auto value = keys.find(key)) into = value->text_or_number();
}

Work work_of(ReactToCampaign done, JsonObject& keys, std::string_view /*name*/) {
  if (auto* forward = std::get_if<ForwardDetails>(&done.details)) {
    if (const auto count = keys.find("count")) forward->count = count->count();
  }
  if (auto* share = std::get_if<ShareDetails>(&done.details))
    read_text(keys, "network", share->network);
  if (auto* reply = std::get_if<ReplyDetails>(&done.details))
    read_text(keys, "message", reply->message);
  return [done = std::move(done)](AccountDraft& draft) { perform(done, draft); };
}

Work read_event_action(const JsonValue& value, JsonObject& keys, const NamedAction& action) {
  Operation operation = operation_causing(action.event);
  read_operation(keys, read_operation_parts(keys), operation);
  if (needs_contact(operation) && !keys.find("contact"))
    value.fail("needs a \"contact\": the id or the e-mail of one");
  return std::visit([&](auto& done) { return work_of(std::move(done), keys, action.name); },
                    operation);
}

/// Adds or changes contacts; nobody hears of it.
Work read_import(JsonObject& keys) {
  std::vector<ContactChange> contacts;
  for (const JsonValue& contact : keys.require("contacts").items())
    contacts.push_back(read_contact_change(contact));
  return [contacts = std::move(contacts)](AccountDraft& draft) {
    for (const ContactChange& contact : contacts) take_or_add_contact(draft, contact);
  };
}

Work read_start(JsonObject& keys) {
  const std::uint64_t automation = keys.require("automation").id();
  keys.require("contact");
  RunAutomation run{automation, *read_operation_parts(keys).contact};
  return [run = std::move(run)](AccountDraft& draft) { perform(run, draft); };
}

Work read_work(const JsonValue& value, JsonObject& keys) {
  const JsonValue action = keys.require("action");
  if (action.text() == kImport) return read_import(keys);
  if (action.text() == kStart) return read_start(keys);
  const auto known = std::ranges::find(kActions, action.text(), &NamedAction::name);
  if (known == kActions.end()) fail_unknown_action(action);
  return read_event_action(value, keys, *known);
}

}  // namespace

AccountAction read_account_action(const JsonValue& value) {
  JsonObject keys = value.object();
  AccountAction action;
  if (const auto as = keys.find("as")) action.as = read_source(*as);
  action.perform = read_work(value, keys);
  keys.finish();
  return action;
}

}  // namespace hookline

#include "emitter/platform/actions/account_action.h"

#include "emitter/platform/actions/action_part.h"
#include "emitter/platform/actions/silent_actions.h"
#include "emitter/platform/events/event_type.h"
#include "emitter/platform/reading/entity_reader.h"
#include "emitter/platform/reading/operation_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

using enum EventType;

struct NamedAction {
  std::string_view name;
  EventType event;
};

constexpr std::array kEventActions = {
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
    NamedAction{"deal.move", kDealUpdate},
    NamedAction{"deal.close", kDealUpdate},
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

constexpr std::string_view kAdd = "contact.add";
constexpr std::string_view kContact = "contact";

// What an action is beside the operation that causes its events.

/// Just that.
template <class Done>
auto doing(Done done) {
  return [done = std::move(done)](AccountDraft& draft) { perform(done, draft); };
}

template <class Done>
void finish(AccountAction& action, Done done, JsonObject& /*keys*/) {
  action.parts = {{done}};
  action.perform = doing(std::move(done));
}

void refuse_known_contact(const AccountDraft& draft, const ContactChange& contact) {
  const auto known = find_contact(draft, contact);
  if (!known) return;
  throw OperationError(
      std::string(kContact),
      fmt::format("there is a contact {} already, {}; contact.update changes it, contact.subscribe "
                  "puts it on a list",
                  known->id, known->email));
}

void finish(AccountAction& action, Subscribe done, JsonObject& keys) {
  action.parts = {{done}};
  const bool is_new = action.name == kAdd;
  const auto contact = keys.find(kContact);
  if (contact && (is_new || !contact->is_text())) check_address(*contact);
  action.perform = [done = std::move(done), is_new](AccountDraft& draft) {
    if (is_new) refuse_known_contact(draft, done.contact);
    perform(done, draft);
  };
}

/// A change made to whoever `named` is, as far as it can be checked.
ContactChange named_by(const ContactChange& named, ContactChange change) {
  change.id = named.id;
  if (!named.id) change.email = named.email;
  return change;
}

void finish(AccountAction& action, UpdateContact done, JsonObject& keys) {
  action.parts = {{done}};
  const auto value = keys.find("change");
  if (!value) {
    action.perform = doing(std::move(done));
    return;
  }
  check_address(*value);
  const ContactChange change = read_contact_change(*value);
  const ActionPart part{UpdateContact{named_by(done.contact, change)}, "change"};
  action.parts.push_back(part);
  action.perform = [done = std::move(done), change, part](AccountDraft& draft) {
    UpdateContact update = done;
    const std::uint64_t id = present_contact(draft, done.contact)->id;
    update.contact = change;
    update.contact.id = id;
    do_part(part, [&] { perform(update, draft); });
  };
}

/// To another stage, which may be of another pipeline.
void read_move(DealChange& deal, JsonObject& keys) {
  deal.stage = keys.require("stage").id();
}

void read_close(DealChange& deal, JsonObject& keys) {
  deal.status =
      static_cast<DealStatus>(keys.require("status").one_of("deal status", kDealStatuses));
}

void finish(AccountAction& action, UpdateDeal done, JsonObject& keys) {
  if (action.name != "deal.update") {
    DealChange& deal = done.deal.deal.emplace();
    deal.id = keys.require("deal").id();
    action.name == "deal.move" ? read_move(deal, keys) : read_close(deal, keys);
  } else if (const auto value = keys.find("change")) {
    const auto id = done.deal.deal ? done.deal.deal->id : std::nullopt;
    done.deal.deal = read_deal_change(*value);
    if (!done.deal.deal->id) done.deal.deal->id = id;
  }
  action.parts = {{done}};
  action.perform = doing(std::move(done));
}

/// A tag that a contact has already is given without an event.
void finish(AccountAction& action, AddTag done, JsonObject& /*keys*/) {
  action.parts = {{done}};
  action.perform = [done = std::move(done)](AccountDraft& draft) {
    if (done.tag && present_contact(draft, done.contact)->has_tag(*done.tag)) return;
    perform(done, draft);
  };
}

void finish(AccountAction& action, RemoveTag done, JsonObject& /*keys*/) {
  action.parts = {{done}};
  action.perform = [done = std::move(done)](AccountDraft& draft) {
    if (done.tag && !present_contact(draft, done.contact)->has_tag(*done.tag)) return;
    perform(done, draft);
  };
}

void read_text(JsonObject& keys, std::string_view key, std::string& into) {
  if (const auto value = keys.find(key)) into = value->text_or_number();
}

void finish(AccountAction& action, ReactToCampaign done, JsonObject& keys) {
  if (auto* forward = std::get_if<ForwardDetails>(&done.details)) {
    if (const auto count = keys.find("count")) forward->count = count->count();
  }
  if (auto* share = std::get_if<ShareDetails>(&done.details))
    read_text(keys, "network", share->network);
  if (auto* reply = std::get_if<ReplyDetails>(&done.details))
    read_text(keys, "message", reply->message);
  action.parts = {{done}};
  action.perform = doing(std::move(done));
}

void read_event_action(AccountAction& action, JsonObject& keys) {
  Operation operation = operation_causing(*action.event);
  read_operation(keys, read_operation_parts(keys), operation);
  if (needs_contact(operation) && !keys.find(kContact)) {
    keys.value().fail(
        fmt::format("{} needs a \"contact\": the id or the e-mail of one", action.name));
  }
  std::visit([&](auto& done) { finish(action, std::move(done), keys); }, operation);
}

/// Null: there is none of that name.
const SilentAction* silent_action(std::string_view name) {
  for (const auto actions : {silent_actions(), definition_actions()}) {
    const auto found = std::ranges::find(actions, name, &SilentAction::name);
    if (found != actions.end()) return &*found;
  }
  return nullptr;
}

[[noreturn]] void fail_unknown_action(const JsonValue& name) {
  std::vector<std::string_view> names;
  names.reserve(kEventActions.size());
  for (const NamedAction& known : kEventActions) names.push_back(known.name);
  for (const auto actions : {silent_actions(), definition_actions()})
    for (const SilentAction& known : actions) names.push_back(known.name);
  name.fail_unknown("action", names);
}

Source usual_source(EventType event) {
  const auto typical = typical_sources(event);
  const bool by_admins = std::ranges::find(typical, Source::kAdmin) != typical.end();
  return by_admins ? Source::kAdmin : typical.front();
}

}  // namespace

AccountAction read_account_action(JsonObject& keys) {
  const JsonValue name = keys.require("action");
  AccountAction action;
  action.name = name.text();
  const auto as = keys.find("as");
  const auto event = std::ranges::find(kEventActions, action.name, &NamedAction::name);
  if (event != kEventActions.end()) {
    action.event = event->event;
    action.as = as ? read_source(*as) : usual_source(event->event);
    read_event_action(action, keys);
  } else if (const SilentAction* silent = silent_action(action.name)) {
    action.as = as ? read_source(*as) : silent->usual;
    silent->read(action, keys);
  } else {
    fail_unknown_action(name);
  }
  return action;
}

std::string_view action_causing(EventType event) {
  return std::ranges::find(kEventActions, event, &NamedAction::event)->name;
}

AccountAction read_account_action(const JsonValue& value) {
  JsonObject keys = value.object();
  AccountAction action = read_account_action(keys);
  keys.finish();
  return action;
}

}  // namespace hookline

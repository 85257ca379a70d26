#include "emitter/platform/account/account.h"

#include "emitter/platform/account/account_change.h"
#include "emitter/platform/account/action_error.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kTaskDueAfter_s = 24 * 3600;
constexpr std::int64_t kTaskDuration_s = 15 * 60;

/// Makes a change, its problems told as being in that part of the action.
template <class State, class Entity, class Change>
Entity changed_at(const char* path, State& state, Entity entity, const Change& change) {
  try {
    return changed(state, std::move(entity), change);
  } catch (const ActionError& error) {
    throw ActionError(fmt::format("{}/{}", path, error.path()), error.what());
  }
}

/// The action's details of that kind, or their defaults.
template <class Details>
Details details_of(const Action& action) {
  const auto* details = std::get_if<Details>(&action.details);
  return details ? *details : Details();
}

ListForm list_form_of(const Action& action) {
  const bool by_contact =
      action.type == EventType::kUnsubscribe && action.source == Source::kPublic;
  return action.list_form.value_or(by_contact ? ListForm::kArray : ListForm::kScalar);
}

/// What an added part is called when nobody says so: "Pipeline 3".
template <class Entity>
std::string invented_name(std::string_view what, const Table<Entity>& table, std::uint64_t id) {
  return fmt::format("{} {}", what, id ? id : table.next_id());
}

/// What an add event is about: the entity of that id, where the action only names one, else the
/// new one.
template <class Entity>
std::shared_ptr<const Entity> added(Table<Entity>& table, Entity part, std::string Entity::*name,
                                    std::string_view what, const std::string& path) {
  if ((part.*name).empty() && part.id) {
    if (auto found = table.find(part.id)) return found;
    throw ActionError(
        path, no_such_sentence(what, part.id, table.ids()) + "; say what it is called to add it");
  }
  if ((part.*name).empty()) {
    std::string title = invented_name(what, table, part.id);
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
    part.*name = std::move(title);
  }
  return table.put(std::move(part));
}

/// The names that deal_update reports for what a change touches.
std::vector<std::string> names_of_changes(const DealChange& change, const AccountState& account) {
  std::vector<std::string> names;
  const auto add = [&](bool changes, const char* name) {
    if (changes) names.emplace_back(name);
  };
  add(change.title.has_value(), "title");
  add(change.value.has_value(), "value");
  add(change.currency.has_value(), "currency");
  add(change.stage || change.pipeline, "stage");
  add(change.owner.has_value(), "owner");
  add(change.contact.has_value(), "contact");
  add(change.organization.has_value(), "organization");
  add(change.status.has_value(), "status");
  for (const auto& [id, value] : change.fields)
    if (const auto field = account.deal_fields.find(id)) names.push_back(field->title);
  if (names.empty()) names.emplace_back("mdate");
  return names;
}

void add_tag(Contact& contact, const std::string& tag) {
  if (!contact.has_tag(tag)) contact.tags.push_back(tag);
}

std::string default_tag(const Action& action, const Contact& contact) {
  const bool removes = action.type == EventType::kContactTagRemoved;
  return removes && !contact.tags.empty() ? contact.tags.back() : "vip";
}

void fill_phone(EventDetails& details, const std::string& phone) {
  if (auto* sent = std::get_if<SmsSentDetails>(&details); sent && sent->recipient.empty())
    sent->recipient = phone;
  if (auto* unsub = std::get_if<SmsUnsubDetails>(&details); unsub && unsub->phone.empty())
    unsub->phone = phone;
}

/// Details for an event whose action brings none of its kind.
EventDetails details_for(const Action& action) {
  switch (action.type) {
    case EventType::kSubscriberNote: {
      auto details = details_of<ContactNoteDetails>(action);
      if (!std::holds_alternative<ContactNoteDetails>(action.details))
        details.note = "Called, will call back";
      return details;
    }
    case EventType::kOpen:
      return details_of<OpenDetails>(action);
    case EventType::kClick:
      return details_of<ClickDetails>(action);
    case EventType::kForward:
      return details_of<ForwardDetails>(action);
    case EventType::kShare:
      return details_of<ShareDetails>(action);
    case EventType::kReply:
      return details_of<ReplyDetails>(action);
    case EventType::kBounce:
      return details_of<BounceDetails>(action);
    case EventType::kSmsSent:
      return details_of<SmsSentDetails>(action);
    case EventType::kSmsReply:
      return details_of<SmsReplyDetails>(action);
    case EventType::kSmsUnsub:
      return details_of<SmsUnsubDetails>(action);
    default:
      return action.details;
  }
}

}  // namespace

Account::Account(AccountState state)
    : state_(std::move(state)), profile_(std::make_shared<const AccountProfile>(state_.profile)) {}

std::vector<Event> Account::apply(const Action& action, std::int64_t time_s) {
  Event event = event_of(action, time_s);
  if (action.automation) {
    event.contact = contact_of(action);
    if (!state_.automations.find(*action.automation))
      throw ActionError("automation", no_such_sentence("automation", *action.automation,
                                                       state_.automations.ids()));
    return per_list(action, std::move(event));
  }
  switch (action.type) {
    case EventType::kSubscribe:
      return subscribe(action, std::move(event));
    case EventType::kUnsubscribe:
      return unsubscribe(action, std::move(event));
    case EventType::kUpdate:
    case EventType::kSubscriberNote:
    case EventType::kContactTagAdded:
    case EventType::kContactTagRemoved:
    case EventType::kSmsReply:
    case EventType::kSmsSent:
    case EventType::kSmsUnsub:
      return with_contact(action, std::move(event));
    case EventType::kSent:
    case EventType::kOpen:
    case EventType::kClick:
    case EventType::kForward:
    case EventType::kShare:
    case EventType::kReply:
    case EventType::kBounce:
      return with_campaign(action, std::move(event));
    case EventType::kDealAdd:
    case EventType::kDealUpdate:
    case EventType::kDealNoteAdd:
      return with_deal(action, std::move(event));
    case EventType::kDealTaskAdd:
    case EventType::kDealTaskComplete:
      return with_task(action, std::move(event));
    case EventType::kDealPipelineAdd:
    case EventType::kDealStageAdd:
    case EventType::kDealTasktypeAdd:
    case EventType::kListAdd:
      return add_part(action, std::move(event));
  }
  return {};
}

Event Account::event_of(const Action& action, std::int64_t time_s) {
  Event event;
  event.type = action.type;
  event.automation_id = action.automation;
  event.source = action.source;
  event.initiated_by = action.initiated_by;
  event.time_s = time_s;
  event.account = profile_;
  event.details = details_for(action);
  event.set = action.set;
  return event;
}

Account::Events Account::per_list(const Action& action, Event event) {
  event.list_as_array = list_form_of(action) == ListForm::kArray && !event.lists.empty();
  const bool splits =
      action.type == EventType::kSubscribe || action.type == EventType::kUnsubscribe;
  Events events;
  if (!splits || event.list_as_array || event.lists.size() < 2) {
    event.id = next_event_id_++;
    events.push_back(std::move(event));
    return events;
  }
  for (const ListEntry& list : event.lists) {
    events.push_back(event);
    events.back().id = next_event_id_++;
    events.back().lists = {list};
  }
  return events;
}

// Contacts

std::shared_ptr<const Contact> Account::find_contact(const ContactChange& change) const {
  if (change.id) return state_.contacts.find(*change.id);
  for (const auto& [id, contact] : state_.contacts)
    if (contact->email == change.email) return contact;
  return nullptr;
}

std::shared_ptr<const Contact> Account::put_contact(Contact contact) {
  return state_.contacts.put(std::move(contact));
}

std::shared_ptr<const Contact> Account::contact_of(const Action& action) {
  if (!action.contact)
    throw ActionError("contact", fmt::format("{} needs a contact: \"contact\" with the id of one",
                                             action.automation ? std::string_view("an automation")
                                                               : name_of(action.type)));
  const ContactChange& change = *action.contact;
  auto found = find_contact(change);
  if (found && change.is_reference()) return found;
  if (found) return put_contact(changed_at("contact", state_, *found, change));
  const bool adds = action.type == EventType::kSubscribe && !action.automation;
  if (change.id && (!adds || change.is_reference()))
    throw ActionError("contact", no_such_sentence("contact", *change.id, state_.contacts.ids()));
  if (!change.email) throw ActionError("contact", "a new contact needs an \"email\"");
  if (!adds)
    throw ActionError(
        "contact/email",
        fmt::format("there is no contact \"{}\"; only subscribe adds one", *change.email));
  return put_contact(changed_at("contact", state_, Contact(), change));
}

Account::Events Account::with_contact(const Action& action, Event event) {
  event.contact = contact_of(action);
  if (action.type == EventType::kContactTagAdded || action.type == EventType::kContactTagRemoved) {
    const auto* given = std::get_if<TagDetails>(&action.details);
    const TagDetails details = given ? *given : TagDetails{default_tag(action, *event.contact)};
    Contact contact = *event.contact;
    if (action.type == EventType::kContactTagAdded) add_tag(contact, details.tag);
    if (action.type == EventType::kContactTagRemoved) std::erase(contact.tags, details.tag);
    event.contact = put_contact(std::move(contact));
    event.details = details;
  }
  if (action.type == EventType::kUpdate) {
    event.list_as_zero = action.lists.empty() && !action.list_form;
    event.lists = entries_of(action.lists.empty() ? event.contact->lists : action.lists);
  }
  fill_phone(event.details, event.contact->phone);
  return per_list(action, std::move(event));
}

Account::Events Account::subscribe(const Action& action, Event event) {
  event.lists = entries_of(action.lists);
  Contact contact = *contact_of(action);
  for (const std::uint64_t list : action.lists)
    if (!contact.is_on_list(list)) contact.lists.push_back(list);
  event.contact = put_contact(std::move(contact));
  return per_list(action, std::move(event));
}

Account::Events Account::unsubscribe(const Action& action, Event event) {
  Contact contact = *contact_of(action);
  const auto left = action.lists.empty() ? contact.lists : action.lists;
  event.lists = entries_of(left);
  for (const std::uint64_t list : left) std::erase(contact.lists, list);
  auto details = details_of<UnsubscribeDetails>(action);
  details.active_subscriptions = contact.lists;
  event.details = std::move(details);
  event.contact = put_contact(std::move(contact));
  if (action.campaign) event.campaign = campaign_of(action);
  return per_list(action, std::move(event));
}

std::vector<ListEntry> Account::entries_of(const std::vector<std::uint64_t>& lists) const {
  std::vector<ListEntry> entries;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const auto list = state_.lists.find(lists[i]);
    if (!list)
      throw ActionError(fmt::format("lists/{}", i),
                        no_such_sentence("list", lists[i], state_.lists.ids()));
    entries.push_back({list->id, list->name});
  }
  return entries;
}

// Campaigns

std::shared_ptr<const Campaign> Account::campaign_of(const Action& action) {
  const auto change = action.campaign.value_or(CampaignChange());
  auto campaign = change.id ? state_.campaigns.find(*change.id) : nullptr;
  if (!action.campaign) campaign = state_.campaigns.first();
  if (campaign && !action.campaign) return campaign;
  if (campaign) return state_.campaigns.put(changed_at("campaign", state_, *campaign, change));
  if (change.id && !change.name)
    throw ActionError("campaign", no_such_sentence("campaign", *change.id, state_.campaigns.ids()));
  Campaign made;
  made.name = invented_name("Campaign", state_.campaigns, change.id.value_or(0));
  made.recipients = state_.contacts.size();
  made.message_id = 1;
  made.message_subject = change.name.value_or(made.name);
  made.webcopy_url = "https://example.com/index.php?action=social";
  return state_.campaigns.put(changed_at("campaign", state_, std::move(made), change));
}

Account::Events Account::with_campaign(const Action& action, Event event) {
  if (action.type != EventType::kSent) event.contact = contact_of(action);
  event.campaign = campaign_of(action);
  event.lists = entries_of(action.lists.empty() ? event.campaign->lists : action.lists);
  return per_list(action, std::move(event));
}

// Deals

std::shared_ptr<const Deal> Account::usual_deal(const Action& action) const {
  if (!action.contact) return state_.deals.first();
  const auto contact = find_contact(*action.contact);
  for (const auto& [id, deal] : state_.deals)
    if (contact && deal->contact && deal->contact->id == contact->id) return deal;
  return nullptr;
}

std::shared_ptr<const Deal> Account::new_deal(const Action& action) {
  DealChange change = action.deal.value_or(DealChange());
  Deal deal;
  deal.title = invented_name("Deal", state_.deals, change.id.value_or(0));
  if (!action.contact && !change.contact) deal.contact = state_.contacts.first();
  return state_.deals.put(changed_at("deal", state_, std::move(deal), change));
}

std::shared_ptr<const Deal> Account::deal_of(const Action& action, std::int64_t time_s) {
  const bool adds = action.type == EventType::kDealAdd;
  std::shared_ptr<const Deal> found;
  if (action.deal && action.deal->id) {
    found = state_.deals.find(*action.deal->id);
    const bool only_named = !action.deal->title && !action.deal->value;
    if (!found && (!adds || only_named))
      throw ActionError("deal", no_such_sentence("deal", *action.deal->id, state_.deals.ids()));
  } else if (!adds) {
    found = usual_deal(action);
  }
  Deal deal = found ? *found : *new_deal(action);
  if (found && action.deal) deal = changed_at("deal", state_, std::move(deal), *action.deal);
  if (action.contact) deal.contact = contact_of(action);
  // Its contact as it is now, not as it was when the deal was made.
  if (deal.contact) deal.contact = state_.contacts.find(deal.contact->id);
  if (!deal.created_s) deal.created_s = time_s;
  return state_.deals.put(std::move(deal));
}

Account::Events Account::with_deal(const Action& action, Event event) {
  event.deal = deal_of(action, event.time_s);
  const bool shown = action.contact_block == ContactBlock::kShown;
  if (shown && action.type != EventType::kDealNoteAdd) event.contact = event.deal->contact;
  if (action.type == EventType::kDealUpdate &&
      !std::holds_alternative<DealUpdateDetails>(action.details))
    event.details = DealUpdateDetails{names_of_changes(action.deal.value_or(DealChange()), state_)};
  if (action.type == EventType::kDealNoteAdd) {
    auto details = details_of<DealNoteDetails>(action);
    if (!std::holds_alternative<DealNoteDetails>(action.details)) details.text = "Send contract";
    if (details.note_id == 0) details.note_id = next_note_id_;
    next_note_id_ = std::max(next_note_id_, details.note_id) + 1;
    event.details = std::move(details);
  }
  return per_list(action, std::move(event));
}

std::shared_ptr<const Task> Account::usual_task(const Action& action) const {
  const bool anyones = !action.deal && !action.contact;
  const auto deal =
      action.deal && action.deal->id ? state_.deals.find(*action.deal->id) : usual_deal(action);
  for (const auto& [id, task] : state_.tasks)
    if (!task->done_s && (anyones || (deal && task->deal == deal->id))) return task;
  return nullptr;
}

std::shared_ptr<const Task> Account::task_of(const Action& action, std::uint64_t deal,
                                             std::int64_t time_s) {
  const auto change = action.task.value_or(TaskChange());
  const bool adds = action.type == EventType::kDealTaskAdd;
  std::shared_ptr<const Task> found;
  if (change.id) {
    found = state_.tasks.find(*change.id);
    const bool only_named = !change.title && !change.note && !change.type && !change.due_s;
    if (!found && (!adds || only_named))
      throw ActionError("task", no_such_sentence("task", *change.id, state_.tasks.ids()));
  } else if (!adds) {
    found = usual_task(action);
  }
  Task task = found ? *found : Task();
  if (!found) task.title = invented_name("Task", state_.tasks, change.id.value_or(0));
  if (!found) task.deal = deal;
  task = changed_at("task", state_, std::move(task), change);
  if (!task.due_s) task.due_s = time_s + kTaskDueAfter_s;
  if (!task.end_s) task.end_s = *task.due_s + kTaskDuration_s;
  if (!adds && !change.done_s) task.done_s = time_s;
  return state_.tasks.put(std::move(task));
}

Account::Events Account::with_task(const Action& action, Event event) {
  Action on_deal = action;
  const auto known = action.task && action.task->id ? state_.tasks.find(*action.task->id)
                     : action.type == EventType::kDealTaskComplete ? usual_task(action)
                                                                   : nullptr;
  if (!action.deal && known) {
    on_deal.deal.emplace();
    on_deal.deal->id = known->deal;
  }
  event.deal = deal_of(on_deal, event.time_s);
  if (action.contact_block == ContactBlock::kShown) event.contact = event.deal->contact;
  event.details = task_of(on_deal, event.deal->id, event.time_s);
  return per_list(action, std::move(event));
}

// What the add events add

Account::Events Account::add_part(const Action& action, Event event) {
  switch (action.type) {
    case EventType::kDealPipelineAdd:
      event.details = added(state_.pipelines, action.pipeline.value_or(Pipeline()),
                            &Pipeline::title, "pipeline", "pipeline");
      break;
    case EventType::kDealStageAdd: {
      Stage stage = action.stage.value_or(Stage());
      if (stage.pipeline == 0 && !state_.pipelines.empty())
        stage.pipeline = state_.pipelines.first()->id;
      if (stage.pipeline != 0 && !state_.pipelines.find(stage.pipeline))
        throw ActionError("stage/pipeline",
                          no_such_sentence("pipeline", stage.pipeline, state_.pipelines.ids()));
      event.details = added(state_.stages, std::move(stage), &Stage::title, "stage", "stage");
      break;
    }
    case EventType::kDealTasktypeAdd:
      event.details = added(state_.task_types, action.task_type.value_or(TaskType()),
                            &TaskType::title, "task type", "task_type");
      break;
    default: {
      List list = action.new_list.value_or(List());
      if (!action.new_list && !action.lists.empty()) list.id = action.lists.front();
      event.details = added(state_.lists, std::move(list), &List::name, "list", "list");
      break;
    }
  }
  return per_list(action, std::move(event));
}

}  // namespace hookline

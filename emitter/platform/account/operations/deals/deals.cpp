#include "emitter/platform/account/operations/deals/deals.h"

#include "emitter/platform/account/operations/contacts/contacts.h"
#include "emitter/platform/account/state/account_change.h"

#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// The names that deal_update reports for what a change touches.
std::vector<std::string> names_of_changes(const DealChange& change, const AccountDraft& account) {
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

Deal new_deal(AccountDraft& account, const DealChoice& choice) {
  const DealChange change = choice.deal.value_or(DealChange());
  Deal deal;
  deal.title = fmt::format("Deal {}", change.id.value_or(account.deals.next_id()));
  if (!choice.contact && !change.contact)
    if (const auto first = account.contacts.first()) deal.contact = first->id;
  return changed_at("deal", account, std::move(deal), change);
}

/// Null where one is to be made.
std::shared_ptr<const Deal> find_deal(const AccountDraft& account, const DealChoice& choice,
                                      DealNeed need) {
  if (!choice.deal || !choice.deal->id)
    return need == DealNeed::kNew ? nullptr : usual_deal(account, choice.contact);
  auto found = account.deals.find(*choice.deal->id);
  if (found || (need == DealNeed::kNew && !choice.deal->is_reference())) return found;
  throw OperationError("deal", no_such_sentence("deal", *choice.deal->id, account.deals.ids()));
}

}  // namespace

void perform(const AddDeal& add, AccountDraft& account) {
  Event& event = account.tell(EventType::kDealAdd);
  show_deal(event, account, take_deal(account, add.deal, DealNeed::kNew), add.contact_block);
}

void perform(const UpdateDeal& update, AccountDraft& account) {
  Event& event = account.tell(EventType::kDealUpdate);
  show_deal(event, account, take_deal(account, update.deal, DealNeed::kUsual),
            update.contact_block);
  event.details = DealUpdateDetails{
      update.updated_fields ? *update.updated_fields
                            : names_of_changes(update.deal.deal.value_or(DealChange()), account)};
}

void perform(const AddDealNote& add, AccountDraft& account) {
  Event& event = account.tell(EventType::kDealNoteAdd);
  show_deal(event, account, take_deal(account, add.deal, DealNeed::kUsual), ContactBlock::kLeftOut);
  Note note;
  note.id = account.note_id(add.note_id);
  note.text = add.text.value_or("Send contract");
  note.of = NoteOwner::kDeal;
  note.owner = event.deal->id;
  event.details = DealNoteDetails{note.id, note.text};
  account.notes.put(std::move(note));
}

std::shared_ptr<const Deal> usual_deal(const AccountDraft& account,
                                       const std::optional<ContactChange>& contact) {
  if (!contact) return account.deals.first();
  const auto whose = find_contact(account, *contact);
  if (!whose) return nullptr;
  return account.deals.find_if([&](const Deal& deal) { return deal.contact == whose->id; });
}

std::shared_ptr<const Deal> take_deal(AccountDraft& account, const DealChoice& choice,
                                      DealNeed need) {
  const auto found = find_deal(account, choice, need);
  Deal deal = found ? *found : new_deal(account, choice);
  if (found && choice.deal) deal = changed_at("deal", account, std::move(deal), *choice.deal);
  if (choice.contact) deal.contact = take_contact(account, *choice.contact)->id;
  if (!deal.created_s) deal.created_s = account.cause().time_s;
  return account.deals.put(std::move(deal));
}

void show_deal(Event& event, const AccountDraft& account, std::shared_ptr<const Deal> deal,
               ContactBlock contact_block) {
  event.deal_contact = account.contacts.find(deal->contact);
  if (contact_block == ContactBlock::kShown) event.contact = event.deal_contact;
  event.owner = account.users.find(deal->owner);
  event.pipeline = account.pipelines.find(deal->pipeline);
  event.stage = account.stages.find(deal->stage);
  event.deal = std::move(deal);
}

}  // namespace hookline

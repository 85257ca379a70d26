#include "emitter/platform/account/operations/contacts/removals.h"

#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/account/state/put_contact.h"

#include <algorithm>
#include <utility>

namespace hookline {
namespace {

template <class Entity, class IsIt>
void remove_where(TableDraft<Entity>& table, IsIt is_it) {
  for (const std::uint64_t id : table.ids())
    if (is_it(*table.find(id))) table.remove(id);
}

/// A copy of each that is_it, changed by change(copy), given to put(copy).
template <class Entity, class IsIt, class Change, class Put>
void change_where(TableDraft<Entity>& table, IsIt is_it, Change change, Put put) {
  for (const std::uint64_t id : table.ids()) {
    const auto found = table.find(id);
    if (!is_it(*found)) continue;
    Entity changed = *found;
    change(changed);
    put(std::move(changed));
  }
}

template <class IsIt, class Change>
void change_contacts_where(AccountDraft& account, IsIt is_it, Change change) {
  change_where(account.contacts, is_it, change,
               [&](Contact contact) { put_contact(account, std::move(contact)); });
}

void remove_notes(AccountDraft& account, NoteOwner of, std::uint64_t owner) {
  remove_where(account.notes,
               [&](const Note& note) { return note.of == of && note.owner == owner; });
}

}  // namespace

void perform(const RemoveContact& remove, AccountDraft& account) {
  const std::uint64_t id = require(account.contacts, remove.contact, "contact", "contact")->id;
  remove_notes(account, NoteOwner::kContact, id);
  change_where(
      account.deals, [&](const Deal& deal) { return deal.contact == id; },
      [](Deal& deal) { deal.contact = 0; }, [&](Deal deal) { account.deals.put(std::move(deal)); });
  const auto is_of_it = [&](const auto& tie) { return tie.contact == id; };
  remove_where(account.deal_contacts, is_of_it);
  remove_where(account.company_members, is_of_it);
  remove_where(account.entries, is_of_it);
  account.contacts.remove(id);
}

void perform(const RemoveList& remove, AccountDraft& account) {
  const std::uint64_t id = require(account.lists, remove.list, "list", "list")->id;
  change_contacts_where(
      account,
      [&](const Contact& contact) { return contact.is_on_list(id) || contact.has_left(id); },
      [&](Contact& contact) {
        std::erase(contact.lists, id);
        std::erase(contact.left_lists, id);
      });
  change_where(
      account.campaigns,
      [&](const Campaign& one) { return std::ranges::find(one.lists, id) != one.lists.end(); },
      [&](Campaign& one) { std::erase(one.lists, id); },
      [&](Campaign one) { account.campaigns.put(std::move(one)); });
  const auto is_of_it = [&](const auto& tie) { return tie.list == id; };
  remove_where(account.list_groups, is_of_it);
  remove_where(account.field_relations, is_of_it);
  account.lists.remove(id);
}

void perform(const RemoveTagEverywhere& remove, AccountDraft& account) {
  const auto tag = require(account.tags, remove.tag, "tag", "tag");
  change_contacts_where(
      account, [&](const Contact& contact) { return contact.has_tag(tag->name); },
      [&](Contact& contact) { std::erase(contact.tags, tag->name); });
  account.tags.remove(tag->id);
}

void perform(const RemoveContactField& remove, AccountDraft& account) {
  const std::uint64_t id =
      require(account.contact_fields, remove.field, "contact field", "field")->id;
  const auto is_of_it = [&](const ContactFieldValue& value) { return value.id == id; };
  change_contacts_where(
      account,
      [&](const Contact& contact) { return std::ranges::any_of(contact.fields, is_of_it); },
      [&](Contact& contact) { std::erase_if(contact.fields, is_of_it); });
  const auto is_part = [&](const auto& part) { return part.field == id; };
  remove_where(account.field_options, is_part);
  remove_where(account.field_relations, is_part);
  account.contact_fields.remove(id);
}

void perform(const RemoveCompany& remove, AccountDraft& account) {
  const std::uint64_t id = require(account.companies, remove.company, "company", "company")->id;
  change_contacts_where(
      account, [&](const Contact& contact) { return contact.customer_account.id == id; },
      [](Contact& contact) { contact.customer_account = {}; });
  account.companies.remove(id);
}

void perform(const RemoveDeal& remove, AccountDraft& account) {
  const std::uint64_t id = require(account.deals, remove.deal, "deal", "deal")->id;
  remove_notes(account, NoteOwner::kDeal, id);
  remove_where(account.tasks, [&](const Task& task) { return task.deal == id; });
  remove_where(account.deal_contacts, [&](const DealContact& tie) { return tie.deal == id; });
  account.deals.remove(id);
}

}  // namespace hookline

#include "emitter/platform/account/operations/contacts/removals.h"

#include "emitter/platform/account/state/operation_error.h"

#include <algorithm>
#include <utility>

namespace hookline {
namespace {

template <class Entity, class IsIt>
void remove_where(TableDraft<Entity>& table, IsIt is_it) {
  for (const std::uint64_t id : table.ids())
    if (is_it(*table.find(id))) table.remove(id);
}

/// A copy of each that is_it, changed by change(copy).
template <class Entity, class IsIt, class Change>
void change_where(TableDraft<Entity>& table, IsIt is_it, Change change) {
  for (const std::uint64_t id : table.ids()) {
    const auto found = table.find(id);
    if (!is_it(*found)) continue;
    Entity changed = *found;
    change(changed);
    table.put(std::move(changed));
  }
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
      [](Deal& deal) { deal.contact = 0; });
  account.contacts.remove(id);
}

void perform(const RemoveList& remove, AccountDraft& account) {
  const std::uint64_t id = require(account.lists, remove.list, "list", "list")->id;
  change_where(
      account.contacts,
      [&](const Contact& contact) { return contact.is_on_list(id) || contact.has_left(id); },
      [&](Contact& contact) {
        std::erase(contact.lists, id);
        std::erase(contact.left_lists, id);
      });
  account.lists.remove(id);
}

void perform(const RemoveTagEverywhere& remove, AccountDraft& account) {
  const auto tag = require(account.tags, remove.tag, "tag", "tag");
  change_where(
      account.contacts, [&](const Contact& contact) { return contact.has_tag(tag->name); },
      [&](Contact& contact) { std::erase(contact.tags, tag->name); });
  account.tags.remove(tag->id);
}

void perform(const RemoveContactField& remove, AccountDraft& account) {
  const std::uint64_t id =
      require(account.contact_fields, remove.field, "contact field", "field")->id;
  const auto is_of_it = [&](const ContactFieldValue& value) { return value.id == id; };
  change_where(
      account.contacts,
      [&](const Contact& contact) { return std::ranges::any_of(contact.fields, is_of_it); },
      [&](Contact& contact) { std::erase_if(contact.fields, is_of_it); });
  account.contact_fields.remove(id);
}

void perform(const RemoveDeal& remove, AccountDraft& account) {
  const std::uint64_t id = require(account.deals, remove.deal, "deal", "deal")->id;
  remove_notes(account, NoteOwner::kDeal, id);
  remove_where(account.tasks, [&](const Task& task) { return task.deal == id; });
  account.deals.remove(id);
}

}  // namespace hookline

#include "emitter/platform/api/v1/actions/contacts/contact_part_actions.h"

#include "emitter/platform/account/operations/contacts/marks/notes.h"
#include "emitter/platform/account/operations/contacts/marks/tags.h"
#include "emitter/platform/api/v1/actions/contacts/given_contact.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

ContactChange only_id(std::uint64_t id) {
  ContactChange change;
  change.id = id;
  return change;
}

std::vector<std::string> tags_given(const V1Call& call) {
  auto tags = call.parameters.values("tags");
  if (tags.empty()) throw V1Error("tags is missing");
  return tags;
}

V1Result contact_tag_add(const V1Call& call) {
  const auto tags = tags_given(call);
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    const auto contact = named_contact(call.parameters, draft);
    for (const std::string& tag : tags) {
      if (draft.contacts.find(contact->id)->has_tag(tag)) continue;
      AddTag add;
      add.contact = only_id(contact->id);
      add.tag = tag;
      perform(add, draft);
    }
  });
  return {"Contact tag added"};
}

V1Result contact_tag_remove(const V1Call& call) {
  const auto tags = tags_given(call);
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    const auto contact = named_contact(call.parameters, draft);
    for (const std::string& tag : tags) {
      if (!draft.contacts.find(contact->id)->has_tag(tag)) continue;
      RemoveTag remove;
      remove.contact = only_id(contact->id);
      remove.tag = tag;
      perform(remove, draft);
    }
  });
  return {"Contact tag deleted"};
}

/// A bare array, without the three members of a result.
V1Result tags_list(const V1Call& call) {
  return {
      "", call.platform.read([](const Platform::View& view) {
        VendorJson rows = VendorJson::array();
        for (const auto& [id, tag] : view.account.tags) {
          const auto count = std::ranges::count_if(
              view.account.contacts,
              [&name = tag->name](const auto& one) { return one.second->has_tag(name); });
          rows.push_back(
              {{"id", std::to_string(id)}, {"name", tag->name}, {"count", std::to_string(count)}});
        }
        return rows;
      }),
      V1Order::kDataAlone};
}

/// "<b>Hot</b> lead" as "Hot lead".
std::string without_markup(const std::string& html) {
  std::string text;
  bool is_tag = false;
  for (const char c : html) {
    if (c == '<') is_tag = true;
    if (!is_tag) text += c;
    if (c == '>') is_tag = false;
  }
  return text;
}

V1Result contact_note_add(const V1Call& call) {
  const std::string note = without_markup(call.parameters.required("note"));
  call.parameters.required_id("id");
  std::uint64_t id = 0;
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    AddContactNote add;
    add.contact = only_id(named_contact(call.parameters, draft)->id);
    add.note = note;
    perform(add, draft);
    id = draft.next_note_id() - 1;
  });
  return {"Note added", {{"id", id}}};
}

std::shared_ptr<const Note> named_note(const AccountDraft& draft, std::uint64_t id, NoteOwner of) {
  auto note = draft.notes.find(id);
  if (!note || note->of != of) throw V1Error("Failed: Nothing is returned");
  return note;
}

V1Result contact_note_edit(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("noteid");
  const std::string text = without_markup(call.parameters.required("note"));
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    Note note = *named_note(draft, id, NoteOwner::kContact);
    note.text = text;
    draft.notes.put(std::move(note));
  });
  return {"Note updated", {{"id", id}}};
}

V1Result contact_note_delete(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("noteid");
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) { draft.notes.remove(id); });
  return {"Note deleted"};
}

}  // namespace

std::span<const V1Action> contact_part_actions() {
  static constexpr V1Action kActions[] = {
      {"contact_tag_add", contact_tag_add},
      {"contact_tag_remove", contact_tag_remove},
      {"tags_list", tags_list},
      {"contact_note_add", contact_note_add},
      {"contact_note_edit", contact_note_edit},
      {"contact_note_delete", contact_note_delete},
  };
  return kActions;
}

}  // namespace hookline

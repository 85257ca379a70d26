#include "emitter/platform/api/v3/resources/definitions/tag_calls.h"

#include "emitter/platform/account/operations/contacts/marks/tags.h"
#include "emitter/platform/account/operations/contacts/removals.h"
#include "emitter/platform/account/state/put_contact.h"
#include "emitter/platform/api/v3/conventions/tie_answers.h"
#include "emitter/platform/api/v3/rows/contact_rows.h"
#include "emitter/platform/api/v3/rows/contacts/contact_tie_rows.h"
#include "emitter/platform/api/v3/rows/contacts/tag_rows.h"

#include <algorithm>
#include <utility>

namespace hookline {
namespace {

void check_name_is_free(const AccountDraft& draft, const std::string& name, std::uint64_t but) {
  const auto same = draft.tags.with_key(name);
  if (std::ranges::any_of(same, [but](const auto& tag) { return tag->id != but; }))
    throw attribute_taken("tag", "A tag with this name already exists");
}

void set_sent_tag(Tag& tag, const SentAttributes& sent) {
  if (sent.has("tag")) tag.name = sent.required_text("tag");
  if (auto description = sent.text("description")) tag.description = std::move(*description);
  if (const auto type = sent.text("tagType")) {
    if (*type != "contact" && *type != "template")
      sent.refuse("tagType", "It must be contact or template.");
    tag.type = *type;
  }
}

Answer create_tag(const V3Call& call) {
  const SentAttributes sent = call.sent("tag");
  sent.required_text("tag");
  Tag tag;
  set_sent_tag(tag, sent);
  return created_answer(call, kTags, sent, [&](AccountDraft& draft) {
    check_name_is_free(draft, tag.name, 0);
    return draft.tags.put(tag);
  });
}

/// Contacts name their tags, so they get the new name.
void rename_on_contacts(AccountDraft& draft, const std::string& from, const std::string& to) {
  if (from == to) return;
  for (const std::uint64_t id : draft.contacts.ids()) {
    const auto contact = draft.contacts.find(id);
    if (!contact->has_tag(from)) continue;
    Contact changed = *contact;
    std::replace(changed.tags.begin(), changed.tags.end(), from, to);
    put_contact(draft, std::move(changed));
  }
}

Answer change_tag(const V3Call& call) {
  const SentAttributes sent = call.sent("tag");
  return changed_answer(call, kTags, &AccountDraft::tags, sent,
                        [&](AccountDraft& draft, const Tag& before) {
                          auto after = edited(draft.tags, before, [&](Tag& tag) {
                            set_sent_tag(tag, sent);
                            check_name_is_free(draft, tag.name, tag.id);
                          });
                          rename_on_contacts(draft, before.name, after->name);
                          return after;
                        });
}

Answer read_tag(const V3Call& call) {
  return read_answer(call, kTags, &AccountState::tags);
}

/// `search` stands by itself, too.
Answer list_tags(const V3Call& call) {
  const auto search = call.query().parameter("search");
  return list_answer(call, kTags, &AccountState::tags, NoSideRows{}, [&](const Tag& tag) {
    return !search || passes(tag.name, ListQuery::Operator::kContains, *search);
  });
}

Answer remove_tag(const V3Call& call) {
  return removed_answer(call, kTags, &AccountDraft::tags, [](AccountDraft& draft, const Tag& tag) {
    perform(RemoveTagEverywhere{tag.id}, draft);
  });
}

// Who has which tag

void check_sent_tagging(const SentAttributes& sent) {
  if (sent.id("tag").value_or(0) == 0) {
    throw V3Error(
        400, {{"errors",
               VendorJson::array({{{"title", "Invalid value for query parameter contactTag.tag"},
                                   {"detail", "No tag id provided"},
                                   {"source", {{"parameter", "contactTag.tag"}}}}})}});
  }
  if (sent.id("contact").value_or(0) == 0) {
    throw V3Error(
        422,
        {{"errors", VendorJson::array({{{"status", 422},
                                        {"title", "Missing attribute"},
                                        {"source", {{"pointer", "/data/attributes/contact"}}}}})}});
  }
}

/// A contact that has the tag already stays as it is, without an event.
Answer create_tagging(const V3Call& call) {
  const SentAttributes sent = call.sent("contactTag");
  check_sent_tagging(sent);
  const std::uint64_t tag_id = *sent.id("tag");
  bool is_new = false;
  std::shared_ptr<const Contact> contact;
  const VendorJson body = call.platform().perform(
      V3Call::cause(),
      [&](AccountDraft& draft) {
        const auto found = draft.contacts.find(*sent.id("contact"));
        if (!found) throw not_found_with("Contact not found");
        const auto tag = draft.tags.find(tag_id);
        if (!tag) throw not_found_with("Tag not found");
        is_new = !found->has_tag(tag->name);
        contact = found;
        if (!is_new) return;
        AddTag add;
        add.contact.id = found->id;
        add.tag = tag->name;
        perform(add, draft);
        contact = draft.events().back().contact;
      },
      [&](const Platform::View& view, const Platform::Performed&) {
        const RowContext context = call.context(view);
        const std::string& name = view.account.tags.find(tag_id)->name;
        const Tagging tagging{{contact.get(), tag_tie(*contact, name)}, tag_id};
        return VendorJson{
            {"contacts", VendorJson::array({row_of(kContacts.row, *contact, context)})},
            {"contactTag", is_new ? row_of(kContactTags.created, tagging, context, sent.json())
                                  : row_of(kContactTags.row, tagging, context)}};
      });
  return v3_answer(is_new ? 201 : 200, body);
}

/// A contact and its tag, by the id of the path.
struct FoundTagging {
  std::shared_ptr<const Contact> contact;
  std::string tag;
};

/// Throws V3Error of 404.
template <class Tables>
FoundTagging tied_by_tag(const V3Call& call, const Tables& tables) {
  auto contact = tables.contacts.with_tie(call.id());
  if (contact)
    for (const std::string& tag : contact->tags)
      if (const auto* tie = tag_tie(*contact, tag); tie != nullptr && tie->id == call.id())
        return {contact, tag};
  throw no_result(kContactTags.class_name, call.id());
}

Answer read_tagging(const V3Call& call) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const FoundTagging found = tied_by_tag(call, view.account);
    for (const Tagging& tagging : taggings_of(*found.contact, view.account)) {
      if (tagging.tie->id != call.id()) continue;
      return VendorJson{{"contactTag", row_of(kContactTags.row, tagging, call.context(view))}};
    }
    throw no_result(kContactTags.class_name, call.id());
  }));
}

Answer list_taggings(const V3Call& call) {
  return tie_list_answer(call, kContactTags,
                         [](const Contact& contact, const AccountState& account) {
                           return taggings_of(contact, account);
                         });
}

Answer remove_tagging(const V3Call& call) {
  call.platform().perform(V3Call::cause(), [&](AccountDraft& draft) {
    const FoundTagging found = tied_by_tag(call, draft);
    RemoveTag remove;
    remove.contact.id = found.contact->id;
    remove.tag = found.tag;
    perform(remove, draft);
  });
  return v3_answer(200, VendorJson::object());
}

}  // namespace

std::span<const V3Route> tag_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/tags", create_tag},
      {"GET", "/tags", list_tags},
      {"GET", "/tags/{id}", read_tag},
      {"PUT", "/tags/{id}", change_tag},
      {"DELETE", "/tags/{id}", remove_tag},
      {"POST", "/contactTags", create_tagging},
      {"GET", "/contactTags", list_taggings},
      {"GET", "/contactTags/{id}", read_tagging},
      {"DELETE", "/contactTags/{id}", remove_tagging},
  };
  return kRoutes;
}

}  // namespace hookline

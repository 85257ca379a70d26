#include "emitter/platform/api/v3/resources/contacts/note_calls.h"

#include "emitter/platform/account/operations/contacts/marks/notes.h"
#include "emitter/platform/account/operations/deals/deals.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/contact_rows.h"
#include "emitter/platform/api/v3/rows/contacts/tag_rows.h"
#include "emitter/platform/api/v3/rows/deal_rows.h"

#include <utility>

namespace hookline {
namespace {

NoteOwner sent_reltype(const SentAttributes& sent) {
  const std::string type = sent.required_text("reltype");
  if (type == "Subscriber") return NoteOwner::kContact;
  if (type == "Deal") return NoteOwner::kDeal;
  sent.refuse("reltype", "It must be Subscriber or Deal here.");
}

std::shared_ptr<const Note> added_note(AccountDraft& draft, NoteOwner of, std::uint64_t owner,
                                       const std::string& text) {
  if (of == NoteOwner::kContact) {
    AddContactNote add;
    add.contact.id = owner;
    add.note = text;
    perform(add, draft);
  } else {
    AddDealNote add;
    add.deal.deal = DealChange{};
    add.deal.deal->id = owner;
    add.text = text;
    perform(add, draft);
  }
  return draft.notes.find(draft.next_note_id() - 1);
}

void check_note_owner(const AccountDraft& draft, NoteOwner of, std::uint64_t owner) {
  if (of == NoteOwner::kContact && !draft.contacts.find(owner))
    throw no_result("Subscriber", owner);
  if (of == NoteOwner::kDeal && !draft.deals.find(owner)) throw no_result("Deal", owner);
}

VendorJson owner_of_note(const Note& note, const RowContext& context) {
  VendorJson rows = VendorJson::array();
  if (note.of == NoteOwner::kDeal) {
    const auto deal = context.account.deals.find(note.owner);
    if (deal) rows.push_back(row_of(kDeals.row, *deal, context));
    return {{"deals", std::move(rows)}};
  }
  const auto contact = context.account.contacts.find(note.owner);
  if (contact) rows.push_back(row_of(kContacts.row, *contact, context));
  return {{"contacts", std::move(rows)}};
}

Answer create_note(const V3Call& call) {
  const SentAttributes sent = call.sent("note");
  const std::string text = sent.required_text("note");
  const std::uint64_t owner = sent.required_id("relid");
  const NoteOwner of = sent_reltype(sent);
  return created_answer(
      call, kNotes, sent,
      [&](AccountDraft& draft) {
        check_note_owner(draft, of, owner);
        return added_note(draft, of, owner, text);
      },
      owner_of_note);
}

Answer create_deal_note(const V3Call& call) {
  const SentAttributes sent = call.sent("note");
  const std::string text = sent.required_text("note");
  return created_answer(
      call, kNotes, sent,
      [&](AccountDraft& draft) {
        check_note_owner(draft, NoteOwner::kDeal, call.id());
        return added_note(draft, NoteOwner::kDeal, call.id(), text);
      },
      owner_of_note);
}

std::shared_ptr<const Note> with_text(AccountDraft& draft, const Note& before,
                                      const SentAttributes& sent) {
  return edited(draft.notes, before, [&](Note& note) {
    if (sent.has("note")) note.text = sent.required_text("note");
  });
}

Answer change_note(const V3Call& call) {
  const SentAttributes sent = call.sent("note");
  return changed_answer(
      call, kNotes, &AccountDraft::notes, sent,
      [&](AccountDraft& draft, const Note& before) { return with_text(draft, before, sent); });
}

/// /deals/{id}/notes/{noteId}
Answer change_deal_note(const V3Call& call) {
  const SentAttributes sent = call.sent("note");
  std::shared_ptr<const Note> changed;
  return v3_answer(
      200, call.platform().perform(
               V3Call::cause(),
               [&](AccountDraft& draft) {
                 check_note_owner(draft, NoteOwner::kDeal, call.id());
                 const auto before = draft.notes.find(call.id(1));
                 if (!before || before->of != NoteOwner::kDeal || before->owner != call.id())
                   throw no_result(kNotes.class_name, call.id(1));
                 changed = with_text(draft, *before, sent);
               },
               [&](const Platform::View& view, const Platform::Performed&) {
                 const RowContext context = call.context(view);
                 VendorJson body = owner_of_note(*changed, context);
                 body["note"] = row_of(kNotes.row, *changed, context, sent.json());
                 return body;
               }));
}

Answer read_note(const V3Call& call) {
  return read_answer(call, kNotes, &AccountState::notes);
}
Answer list_notes(const V3Call& call) {
  return list_answer(call, kNotes, &AccountState::notes);
}
Answer remove_note(const V3Call& call) {
  return removed_answer(call, kNotes, &AccountDraft::notes,
                        [](AccountDraft& draft, const Note& note) { draft.notes.remove(note.id); });
}

}  // namespace

std::span<const V3Route> note_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/notes", create_note},
      {"GET", "/notes", list_notes},
      {"GET", "/notes/{id}", read_note},
      {"PUT", "/notes/{id}", change_note},
      {"DELETE", "/notes/{id}", remove_note},
      {"POST", "/deals/{id}/notes", create_deal_note},
      {"POST", "/deals/{id}/notes/{note}", create_deal_note},
      {"PUT", "/deals/{id}/notes/{note}", change_deal_note},
  };
  return kRoutes;
}

}  // namespace hookline

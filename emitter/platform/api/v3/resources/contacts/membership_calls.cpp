#include "emitter/platform/api/v3/resources/contacts/membership_calls.h"

#include "emitter/platform/account/operations/contacts/memberships.h"
#include "emitter/platform/account/state/put_contact.h"
#include "emitter/platform/api/v3/conventions/tie_answers.h"
#include "emitter/platform/api/v3/rows/contact_rows.h"
#include "emitter/platform/api/v3/rows/contacts/contact_tie_rows.h"

#include <utility>

namespace hookline {
namespace {

enum class MembershipStatus : std::uint8_t { kActive = 1, kLeft = 2 };

struct SentMembership {
  std::uint64_t contact;
  std::uint64_t list;
  MembershipStatus status;
};

MembershipStatus sent_membership_status(const SentAttributes& sent) {
  const auto status = sent.required_number("status");
  if (status != 1 && status != 2) sent.refuse("status", "It must be 1 (active) or 2 (left).");
  return static_cast<MembershipStatus>(status);
}

SentMembership sent_membership(const SentAttributes& sent) {
  return {sent.required_id("contact"), sent.required_id("list"), sent_membership_status(sent)};
}

std::shared_ptr<const Contact> member(const AccountDraft& draft, const SentMembership& asked) {
  require_related(draft.lists, asked.list, "list");
  return require_related(draft.contacts, asked.contact, "contact");
}

/// The contact as it is then; the same status again is no change, and no event.
std::shared_ptr<const Contact> with_status(AccountDraft& draft, const Contact& contact,
                                           std::uint64_t list, MembershipStatus status) {
  const bool has_it =
      status == MembershipStatus::kActive ? contact.is_on_list(list) : contact.has_left(list);
  if (has_it) return draft.contacts.find(contact.id);
  ContactChange whom;
  whom.id = contact.id;
  if (status == MembershipStatus::kActive) {
    Subscribe subscribe;
    subscribe.contact = whom;
    subscribe.lists = {list};
    perform(subscribe, draft);
  } else {
    Unsubscribe unsubscribe;
    unsubscribe.contact = whom;
    unsubscribe.lists = {list};
    perform(unsubscribe, draft);
  }
  return draft.events().back().contact;
}

bool is_known(const Contact& contact, std::uint64_t list) {
  return contact.is_on_list(list) || contact.has_left(list);
}

VendorJson membership_body(const Contact& contact, std::uint64_t list, bool is_new,
                           const SentAttributes& sent, const RowContext& context) {
  const Membership membership{{&contact, list_tie(contact, list)}};
  return {{"contacts", VendorJson::array({row_of(kContacts.row, contact, context)})},
          {"contactList", row_of(is_new ? kContactLists.created : kContactLists.row, membership,
                                 context, sent.json())}};
}

/// 201 and a short row for a pair that is new, else 200.
Answer put_membership(const V3Call& call) {
  const SentAttributes sent = call.sent("contactList");
  const SentMembership asked = sent_membership(sent);
  bool is_new = false;
  std::shared_ptr<const Contact> contact;
  const VendorJson body = call.platform().perform(
      V3Call::cause(),
      [&](AccountDraft& draft) {
        const auto before = member(draft, asked);
        is_new = !is_known(*before, asked.list);
        contact = with_status(draft, *before, asked.list, asked.status);
      },
      [&](const Platform::View& view, const Platform::Performed&) {
        return membership_body(*contact, asked.list, is_new, sent, call.context(view));
      });
  return v3_answer(is_new ? 201 : 200, body);
}

/// What ties a contact to a list by the id of the path; it outlives the call's work on the account.
struct FoundMembership {
  std::shared_ptr<const Contact> contact;
  Membership membership;
};

/// Throws V3Error of 404.
template <class Tables>
FoundMembership tied_member(const V3Call& call, const Tables& tables) {
  const auto contact = tables.contacts.with_tie(call.id());
  const ContactTie* tie = contact ? tie_of(*contact, call.id()) : nullptr;
  const bool is_of_list = tie != nullptr && (tie->kind == ContactTie::Kind::kOnList ||
                                             tie->kind == ContactTie::Kind::kLeftList);
  if (!is_of_list) throw no_result(kContactLists.class_name, call.id());
  return {contact, {{contact.get(), tie}}};
}

Answer change_membership(const V3Call& call) {
  const SentAttributes sent = call.sent("contactList");
  const MembershipStatus status = sent_membership_status(sent);
  std::uint64_t list = 0;
  std::shared_ptr<const Contact> contact;
  return v3_answer(200, call.platform().perform(
                            V3Call::cause(),
                            [&](AccountDraft& draft) {
                              const FoundMembership found = tied_member(call, draft);
                              list = found.membership.list();
                              contact = with_status(draft, *found.contact, list, status);
                            },
                            [&](const Platform::View& view, const Platform::Performed&) {
                              return membership_body(*contact, list, false, sent,
                                                     call.context(view));
                            }));
}

Answer read_membership(const V3Call& call) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const FoundMembership found = tied_member(call, view.account);
    return VendorJson{
        {"contactList", row_of(kContactLists.row, found.membership, call.context(view))}};
  }));
}

Answer list_memberships(const V3Call& call) {
  return tie_list_answer(call, kContactLists, [](const Contact& contact, const AccountState&) {
    return memberships_of(contact);
  });
}

/// Forgets that the contact ever was on the list; without an event.
Answer remove_membership(const V3Call& call) {
  call.platform().perform(V3Call::cause(), [&](AccountDraft& draft) {
    const FoundMembership found = tied_member(call, draft);
    Contact contact = *found.contact;
    std::erase(contact.lists, found.membership.list());
    std::erase(contact.left_lists, found.membership.list());
    put_contact(draft, std::move(contact));
  });
  return v3_answer(200, VendorJson::object());
}

}  // namespace

std::span<const V3Route> membership_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/contactLists", put_membership},
      {"GET", "/contactLists", list_memberships},
      {"GET", "/contactLists/{id}", read_membership},
      {"PUT", "/contactLists/{id}", change_membership},
      {"DELETE", "/contactLists/{id}", remove_membership},
  };
  return kRoutes;
}

}  // namespace hookline

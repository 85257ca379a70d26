#include "emitter/platform/api/v3/resources/contacts/contact_calls.h"

#include "catcher/base/text/ascii.h"
#include "emitter/platform/account/operations/contacts/contacts.h"
#include "emitter/platform/account/operations/contacts/memberships.h"
#include "emitter/platform/account/operations/contacts/removals.h"
#include "emitter/platform/api/rows/row_hash.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/resources/contacts/sent_contact.h"
#include "emitter/platform/api/v3/rows/contact_rows.h"
#include "emitter/platform/api/v3/rows/contacts/company_rows.h"
#include "emitter/platform/api/v3/rows/contacts/contact_tie_rows.h"
#include "emitter/platform/api/v3/rows/deal_rows.h"
#include "emitter/platform/api/v3/rows/sending/entry_rows.h"

#include <algorithm>
#include <string>
#include <utility>

namespace hookline {
namespace {

/// In front of a contact that was sent with values of custom fields: those.
VendorJson values_sent(const Contact& contact, const RowContext& context,
                       const ContactChange& change) {
  if (change.fields.empty()) return VendorJson::object();
  return {{"fieldValues", tie_rows(kFieldValues, field_values_of(contact), context)}};
}

std::shared_ptr<const Contact> added(AccountDraft& draft, const ContactChange& change) {
  check_contact_fields(draft, change);
  Subscribe subscribe;
  subscribe.contact = change;
  perform(subscribe, draft);
  return draft.events().back().contact;
}

std::shared_ptr<const Contact> updated_contact(AccountDraft& draft, ContactChange change,
                                               std::uint64_t id) {
  check_contact_fields(draft, change);
  if (change.email) check_email_is_free(draft, *change.email, id);
  change.id = id;
  perform(UpdateContact{change}, draft);
  return draft.events().back().contact;
}

ContactChange sent_with_email(const SentAttributes& sent) {
  if (!sent.has("email")) sent.refuse_missing("email");
  return sent_contact(sent);
}

/// A row with the ids of its values in front of its own.
VendorJson with_value_ids(const VendorJson& row, const VendorJson& values) {
  VendorJson with_ids = VendorJson::object();
  for (const auto& [name, value] : row.items()) {
    if (name == "id") {
      with_ids["fieldValues"] = VendorJson::array();
      for (const VendorJson& one : values) with_ids["fieldValues"].push_back(one["id"]);
    }
    with_ids[name] = value;
  }
  return with_ids;
}

/// The contact as it was sent and is now, in these columns.
VendorJson contact_body(const Contact& contact, Columns<Contact> columns,
                        const SentAttributes& sent, const ContactChange& change,
                        const RowContext& context) {
  VendorJson body = values_sent(contact, context, change);
  VendorJson row = row_of(columns, contact, context, sent.json());
  if (!change.fields.empty()) row = with_value_ids(row, body["fieldValues"]);
  body["contact"] = std::move(row);
  return body;
}

Answer create_contact(const V3Call& call) {
  const SentAttributes sent = call.sent("contact");
  const ContactChange change = sent_with_email(sent);
  std::shared_ptr<const Contact> contact;
  return v3_answer(201, call.platform().perform(
                            V3Call::cause(),
                            [&](AccountDraft& draft) {
                              check_email_is_free(draft, *change.email);
                              contact = added(draft, change);
                            },
                            [&](const Platform::View& view, const Platform::Performed&) {
                              return contact_body(*contact, kContacts.created, sent, change,
                                                  call.context(view));
                            }));
}

/// 201 and a short row for one that is new, else 200 and all of it.
Answer sync_contact(const V3Call& call) {
  const SentAttributes sent = call.sent("contact");
  const ContactChange change = sent_with_email(sent);
  bool is_new = false;
  std::shared_ptr<const Contact> contact;
  const VendorJson body = call.platform().perform(
      V3Call::cause(),
      [&](AccountDraft& draft) {
        const auto known = contact_with(draft, *change.email);
        is_new = known == nullptr;
        contact = is_new ? added(draft, change) : updated_contact(draft, change, known->id);
      },
      [&](const Platform::View& view, const Platform::Performed&) {
        return contact_body(*contact, is_new ? kContacts.created : kContacts.row, sent, change,
                            call.context(view));
      });
  return v3_answer(is_new ? 201 : 200, body);
}

Answer change_contact(const V3Call& call) {
  const SentAttributes sent = call.sent("contact");
  const ContactChange change = sent_contact(sent);
  return changed_answer(
      call, kContacts, &AccountDraft::contacts, sent,
      [&](AccountDraft& draft, const Contact& before) {
        return updated_contact(draft, change, before.id);
      },
      [&](const Contact& contact, const RowContext& context) {
        return values_sent(contact, context, change);
      });
}

Answer remove_contact(const V3Call& call) {
  return removed_answer(call, kContacts, &AccountDraft::contacts,
                        [](AccountDraft& draft, const Contact& contact) {
                          perform(RemoveContact{contact.id}, draft);
                        });
}

Answer read_contact(const V3Call& call) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    const auto contact = entity_of(call, view.account, kContacts, &AccountState::contacts);
    return VendorJson{{"contactAutomations", entry_rows_of(contact->id, context)},
                      {"contactLists", tie_rows(kContactLists, memberships_of(*contact), context)},
                      {"deals", deal_rows_of(*contact, context)},
                      {"fieldValues", tie_rows(kFieldValues, field_values_of(*contact), context)},
                      {"geoIps", VendorJson::array()},
                      {"accountContacts", company_member_rows(contact->id, context)},
                      {"contact", contact_row(*contact, ContactRow::kAlone, context)}};
  }));
}

// The list, whose query has more than filters

bool holds(const std::string& text, const std::optional<std::string>& asked) {
  return !asked || passes(text, ListQuery::Operator::kContains, *asked);
}

/// What the query asks of a contact besides `filters` and the whole of an address.
class ContactSearch {
 public:
  ContactSearch(const ListQuery& query, const AccountState& account)
      : ids_(query.ids("ids")),
        email_like_(query.parameter("email_like")),
        search_(query.parameter("search")),
        phone_(query.parameter("phone")),
        list_(query.id("listid")),
        greater_(query.id("id_greater").value_or(0)),
        less_(query.id("id_less")),
        exclude_(query.id("exclude")),
        status_(query.parameter("status")) {
    if (const auto tag = query.id("tagid")) {
      const auto found = account.tags.find(*tag);
      tag_ = found ? found->name : "";
    }
  }

  bool takes(const Contact& contact) const {
    if (contact.id <= greater_ || (less_ && contact.id >= *less_)) return false;
    if (exclude_ && contact.id == *exclude_) return false;
    if (!ids_.empty() && std::ranges::find(ids_, contact.id) == ids_.end()) return false;
    if (!holds(contact.email, email_like_)) return false;
    if (phone_ && !contact.phone.starts_with(*phone_)) return false;
    if (tag_ && !contact.has_tag(*tag_)) return false;
    return is_found(contact) && is_on_list_with_status(contact);
  }

 private:
  bool is_found(const Contact& contact) const {
    return !search_ || holds(contact.email, search_) || holds(contact.phone, search_) ||
           holds(contact.first_name + " " + contact.last_name, search_) ||
           holds(contact.organization, search_);
  }
  /// Statuses: -1 any, 1 active, 2 unsubscribed; of nobody here another.
  bool is_on_list_with_status(const Contact& contact) const {
    const std::string status = status_.value_or("-1");
    const bool wants_active = status == "-1" || status == "1";
    const bool wants_left = status == "-1" || status == "2";
    if (list_) {
      return (wants_active && contact.is_on_list(*list_)) ||
             (wants_left && contact.has_left(*list_));
    }
    if (status == "-1") return true;
    return (status == "1" && !contact.lists.empty()) ||
           (status == "2" && !contact.left_lists.empty());
  }

  std::vector<std::uint64_t> ids_;
  std::optional<std::string> email_like_, search_, phone_;
  std::optional<std::uint64_t> list_;
  std::uint64_t greater_;
  std::optional<std::uint64_t> less_, exclude_;
  std::optional<std::string> status_;
  std::optional<std::string> tag_;
};

/// Those of one address.
Table<Contact> contacts_with(const AccountState& account, const std::string& email) {
  Table<Contact> contacts;
  for (const auto& contact : account.contacts.with_key(address_key(email)))
    contacts.put_snapshot(contact);
  return contacts;
}

/// The query again, as numbers.
VendorJson page_input(const ListQuery& query) {
  const auto number = [&](const char* name) { return query.id(name).value_or(0); };
  const auto search = query.parameter("search");
  return {{"segmentid", number("segmentid")},
          {"formid", number("formid")},
          {"listid", number("listid")},
          {"tagid", number("tagid")},
          {"limit", query.limit()},
          {"offset", query.offset()},
          {"search", search ? VendorJson(*search) : VendorJson()},
          {"sort", nullptr},
          {"seriesid", number("seriesid")},
          {"waitid", number("waitid")},
          {"status", query.parameter("status") ? VendorJson(number("status")) : VendorJson(-1)},
          {"forceQuery", number("forceQuery")},
          {"cacheid", row_hash("contacts", query.offset() * 101 + query.limit(), 32)}};
}

Answer list_contacts(const V3Call& call) {
  const ListQuery query = call.query();
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    const ContactSearch search(query, view.account);
    const auto email = query.parameter("email");
    const auto of_address = email ? contacts_with(view.account, *email) : Table<Contact>();
    const auto all = selected(email ? of_address : view.account.contacts, kContacts, query, context,
                              [&](const Contact& contact) { return search.takes(contact); });
    VendorJson rows = VendorJson::array();
    for (const Contact* contact : page_of(all, query))
      rows.push_back(contact_row(*contact, ContactRow::kInList, context));
    return VendorJson{{"scoreValues", VendorJson::array()},
                      {"contacts", std::move(rows)},
                      {"meta",
                       {{"total", std::to_string(all.size())},
                        {"sortable", true},
                        {"page_input", page_input(query)}}}};
  }));
}

}  // namespace

std::span<const V3Route> contact_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/contacts", create_contact},     {"POST", "/contact/sync", sync_contact},
      {"GET", "/contacts", list_contacts},       {"GET", "/contacts/{id}", read_contact},
      {"PUT", "/contacts/{id}", change_contact}, {"DELETE", "/contacts/{id}", remove_contact},
  };
  return kRoutes;
}

}  // namespace hookline

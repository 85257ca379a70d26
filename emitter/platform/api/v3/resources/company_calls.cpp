#include "emitter/platform/api/v3/resources/company_calls.h"

#include "emitter/platform/account/operations/contacts/removals.h"
#include "emitter/platform/account/state/put_contact.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/contacts/company_rows.h"

#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

void set_sent_company(Company& company, const SentAttributes& sent) {
  if (sent.has("name")) company.name = sent.required_text("name");
  if (auto url = sent.text("accountUrl")) company.url = std::move(*url);
}

void check_company_name(const AccountDraft& draft, const Company& company) {
  for (const auto& same : draft.companies.with_key(company.name)) {
    if (same->id == company.id) continue;
    throw attribute_taken(
        "name", fmt::format("An account named \"{}\" already exists. Please choose a new name.",
                            company.name));
  }
}

Answer create_company(const V3Call& call) {
  const SentAttributes sent = call.sent("account");
  sent.required_text("name");
  Company company;
  set_sent_company(company, sent);
  return created_answer(call, kAccounts, sent, [&](AccountDraft& draft) {
    check_company_name(draft, company);
    return draft.companies.put(company);
  });
}

/// Contacts keep the name of the company that they work for.
void rename_for_members(AccountDraft& draft, const Company& company) {
  for (const std::uint64_t id : draft.company_members.ids()) {
    const auto member = draft.company_members.find(id);
    const auto found =
        member->company == company.id ? draft.contacts.find(member->contact) : nullptr;
    if (!found || found->customer_account.name == company.name) continue;
    Contact contact = *found;
    contact.customer_account.name = company.name;
    put_contact(draft, std::move(contact));
  }
}

Answer change_company(const V3Call& call) {
  const SentAttributes sent = call.sent("account");
  return changed_answer(
      call, kAccounts, &AccountDraft::companies, sent,
      [&](AccountDraft& draft, const Company& before) {
        auto after = edited(draft.companies, before, [&](Company& company) {
          set_sent_company(company, sent);
          check_company_name(draft, company);
        });
        rename_for_members(draft, *after);
        return after;
      },
      NoSideRows{}, kAccountAlone);
}

Answer read_company(const V3Call& call) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const auto company = entity_of(call, view.account, kAccounts, &AccountState::companies);
    return VendorJson{{"account", row_of(kAccountAlone, *company, call.context(view))}};
  }));
}

Answer list_companies(const V3Call& call) {
  const auto search = call.query().parameter("search");
  return list_answer(
      call, kAccounts, &AccountState::companies, NoSideRows{}, [&](const Company& company) {
        return !search || passes(company.name, ListQuery::Operator::kContains, *search);
      });
}

Answer remove_company(const V3Call& call) {
  return removed_answer(call, kAccounts, &AccountDraft::companies,
                        [](AccountDraft& draft, const Company& company) {
                          perform(RemoveCompany{company.id}, draft);
                        });
}

// Who works for which

/// The contact works for that company from now on, and for no other.
void employ(AccountDraft& draft, const Contact& before, CustomerAccount company) {
  Contact contact = before;
  contact.customer_account = std::move(company);
  put_contact(draft, std::move(contact));
}

std::shared_ptr<const CompanyMember> membership_of(const AccountDraft& draft,
                                                   std::uint64_t contact) {
  return draft.company_members.find_if(
      [&](const CompanyMember& member) { return member.contact == contact; });
}

std::shared_ptr<const CompanyMember> employed(AccountDraft& draft, const SentAttributes& sent) {
  const auto contact = require_related(draft.contacts, sent.required_id("contact"), "contact");
  const auto company = require_related(draft.companies, sent.required_id("account"), "account");
  if (contact->customer_account.id == company->id)
    sent.refuse("contact", "The given contact is already associated to the account");
  employ(draft, *contact, {company->id, company->name});
  return edited(
      draft.company_members, *membership_of(draft, contact->id),
      [&](CompanyMember& member) { member.job_title = sent.text("jobTitle").value_or(""); });
}

Answer create_member(const V3Call& call) {
  const SentAttributes sent = call.sent("accountContact");
  for (const char* name : {"contact", "account"}) sent.required_id(name);
  return created_answer(call, kAccountContacts, sent,
                        [&](AccountDraft& draft) { return employed(draft, sent); });
}

/// The title; who it is about stays.
Answer change_member(const V3Call& call) {
  const SentAttributes sent = call.sent("accountContact");
  return changed_answer(call, kAccountContacts, &AccountDraft::company_members, sent,
                        [&](AccountDraft& draft, const CompanyMember& before) {
                          return edited(draft.company_members, before, [&](CompanyMember& member) {
                            if (auto title = sent.text("jobTitle"))
                              member.job_title = std::move(*title);
                          });
                        });
}

Answer read_member(const V3Call& call) {
  return read_answer(call, kAccountContacts, &AccountState::company_members);
}
Answer list_members(const V3Call& call) {
  return list_answer(call, kAccountContacts, &AccountState::company_members);
}
Answer remove_member(const V3Call& call) {
  return removed_answer(call, kAccountContacts, &AccountDraft::company_members,
                        [](AccountDraft& draft, const CompanyMember& member) {
                          const auto contact = draft.contacts.find(member.contact);
                          if (contact) return employ(draft, *contact, {});
                          draft.company_members.remove(member.id);
                        });
}

}  // namespace

std::span<const V3Route> company_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/accounts", create_company},
      {"GET", "/accounts", list_companies},
      {"GET", "/accounts/{id}", read_company},
      {"PUT", "/accounts/{id}", change_company},
      {"DELETE", "/accounts/{id}", remove_company},
      {"POST", "/accountContacts", create_member},
      {"GET", "/accountContacts", list_members},
      {"GET", "/accountContacts/{id}", read_member},
      {"PUT", "/accountContacts/{id}", change_member},
      {"DELETE", "/accountContacts/{id}", remove_member},
  };
  return kRoutes;
}

}  // namespace hookline

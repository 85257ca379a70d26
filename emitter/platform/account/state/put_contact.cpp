#include "emitter/platform/account/state/put_contact.h"

#include <utility>

namespace hookline {
namespace {

/// The company is known by its id, or else by its name.
void find_company(AccountDraft& account, CustomerAccount& named) {
  if (named.id == 0 && named.name.empty()) return;
  if (named.id == 0) {
    const auto known = account.companies.with_key(named.name);
    named.id = known.empty() ? account.companies.put({0, named.name, ""})->id : known.front()->id;
  } else if (!account.companies.find(named.id)) {
    account.companies.put({named.id, named.name, ""});
  }
}

/// A contact works for one company at most.
void keep_membership(AccountDraft& account, const Contact& contact, std::uint64_t former_company) {
  const std::uint64_t company = contact.customer_account.id;
  if (company == former_company) return;
  const auto known = account.company_members.find_if(
      [&](const CompanyMember& member) { return member.contact == contact.id; });
  if (known && known->company == company) return;
  if (known) account.company_members.remove(known->id);
  if (company != 0) account.company_members.put({0, company, contact.id, ""});
}

}  // namespace

std::shared_ptr<const Contact> put_contact(AccountDraft& account, Contact contact) {
  const auto before = account.contacts.find(contact.id);
  settle_ties(contact, before.get(), account.cause().time_s, account.next_tie_id());
  find_company(account, contact.customer_account);
  auto put = account.contacts.put(std::move(contact));
  keep_membership(account, *put, before ? before->customer_account.id : 0);
  return put;
}

}  // namespace hookline

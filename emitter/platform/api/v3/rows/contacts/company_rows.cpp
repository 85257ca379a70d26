#include "emitter/platform/api/v3/rows/contacts/company_rows.h"

#include "emitter/platform/api/v3/conventions/entity_columns.h"

#include <algorithm>
#include <string>

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace company_columns {

using namespace entity_columns;
using entity_columns::kOnlySent;
using entity_columns::kSent;
using Context = RowContext;

VendorJson members(const Company& company, const Context& c) {
  const auto& all = c.account.company_members;
  return std::to_string(std::count_if(
      all.begin(), all.end(), [&](const auto& one) { return one.second->company == company.id; }));
}
VendorJson deals(const Company& company, const Context& c) {
  const auto& all = c.account.deals;
  return std::to_string(std::count_if(all.begin(), all.end(), [&](const auto& one) {
    return one.second->organization.id == company.id;
  }));
}
VendorJson company_links(const Company& company, const Context& c) {
  return c.links(
      "accounts", company.id,
      {"notes", "accountCustomFieldData", "accountContacts", "emailActivities", "contactEmails"});
}

constexpr Column<Company> kRow[] = {
    {"name", text<&Company::name>, kSent},
    {"accountUrl", text<&Company::url>, kSent},
    {"createdTimestamp", made},
    {"updatedTimestamp", changed},
    {"contactCount", members},
    {"dealCount", deals},
    {"links", company_links},
    {"id", id},
};

constexpr Column<Company> kAlone[] = {
    {"name", text<&Company::name>, kSent},
    {"accountUrl", text<&Company::url>, kSent},
    {"createdTimestamp", made},
    {"updatedTimestamp", changed},
    {"links", company_links},
    {"id", id},
};

constexpr Criterion kCriteria[] = {{"name", "name", ListQuery::Operator::kContains}, {"id", "id"}};

VendorJson member_contact(const CompanyMember& member, const Context&) {
  return id_text(member.contact);
}
VendorJson member_company(const CompanyMember& member, const Context&) {
  return id_text(member.company);
}
VendorJson member_links(const CompanyMember& member, const Context& c) {
  return c.links("accountContacts", member.id, {"account", "contact"});
}

constexpr Column<CompanyMember> kMemberRow[] = {
    {"account", member_company, kSent},
    {"contact", member_contact, kSent},
    {"jobTitle", text<&CompanyMember::job_title>, kSent},
    {"createdTimestamp", made},
    {"updatedTimestamp", changed},
    {"links", member_links},
    {"id", id},
};

constexpr Column<CompanyMember> kMemberCreated[] = {
    {"contact", member_contact, kSent},
    {"account", member_company, kSent},
    {"jobTitle", nullptr, kOnlySent},
    {"createdTimestamp", made},
    {"updatedTimestamp", changed},
    {"links", member_links},
    {"id", id},
};

constexpr Criterion kMemberCriteria[] = {
    {"contact", "contact"}, {"account", "account"}, {"id", "id"}};

}  // namespace company_columns
}  // namespace

const Resource<Company> kAccounts = {"accounts",
                                     "account",
                                     "CustomerAccount",
                                     company_columns::kRow,
                                     company_columns::kAlone,
                                     company_columns::kCriteria};
const Columns<Company> kAccountAlone = company_columns::kAlone;
const Resource<CompanyMember> kAccountContacts = {"accountContacts",
                                                  "accountContact",
                                                  "CustomerAccountSubscriber",
                                                  company_columns::kMemberRow,
                                                  company_columns::kMemberCreated,
                                                  company_columns::kMemberCriteria};

VendorJson company_member_rows(std::uint64_t contact, const RowContext& context) {
  VendorJson rows = VendorJson::array();
  const auto person = context.account.contacts.find(contact);
  if (!person || person->customer_account.id == 0) return rows;
  for (const auto& [id, member] : context.account.company_members)
    if (member->contact == contact) rows.push_back(row_of(kAccountContacts.row, *member, context));
  return rows;
}

}  // namespace hookline

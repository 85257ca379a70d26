#pragma once

#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/entities/ties/company.h"

namespace hookline {

/// What the vendor calls accounts. `row`: as lists have them, with counts.
extern const Resource<Company> kAccounts;
/// One alone has no counts.
extern const Columns<Company> kAccountAlone;
extern const Resource<CompanyMember> kAccountContacts;

/// For which companies a contact works.
VendorJson company_member_rows(std::uint64_t contact, const RowContext& context);

}  // namespace hookline

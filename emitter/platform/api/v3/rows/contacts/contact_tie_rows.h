#pragma once

#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/entities/contact.h"

#include <cstdint>
#include <vector>

namespace hookline {

// What ties a contact to a list, a tag or a custom field has a row, an id and dates of its own in
// this API.

/// What there is of each such row.
struct Tied {
  const Contact* contact;
  const ContactTie* tie;  ///< among the contact's
};
struct Membership : Tied {
  std::uint64_t list() const { return tie->to; }
  bool is_active() const { return tie->kind == ContactTie::Kind::kOnList; }  ///< status 1, else 2
};
struct Tagging : Tied {
  std::uint64_t tag;
};
struct FieldValue : Tied {
  const ContactFieldValue* value;
};
std::vector<Membership> memberships_of(const Contact& contact);
std::vector<Tagging> taggings_of(const Contact& contact, const AccountState& account);
std::vector<FieldValue> field_values_of(const Contact& contact);

/// "contactLists", 404 class "SubscriberList"; `created`: one that is new; `row`: any other.
extern const Resource<Membership> kContactLists;
extern const Resource<Tagging> kContactTags;
extern const Resource<FieldValue> kFieldValues;

/// One row for each.
template <class Tie>
VendorJson tie_rows(const Resource<Tie>& resource, const std::vector<Tie>& ties,
                    const RowContext& context) {
  VendorJson rows = VendorJson::array();
  for (const Tie& tie : ties) rows.push_back(row_of(resource.row, tie, context));
  return rows;
}

}  // namespace hookline

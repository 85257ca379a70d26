#pragma once

#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/entities/contact.h"

#include <cstdint>
#include <vector>

namespace hookline {

// What ties a contact to a list, a tag or a custom field has a row and an id of its own in this
// API. The account keeps such ties with the contact, so the id is made of both.

/// 42000007 for contact 42 and list, tag, field or automation 7.
std::uint64_t tie_id(std::uint64_t contact, std::uint64_t other);
struct TieEnds {
  std::uint64_t contact;
  std::uint64_t other;
};
TieEnds ends_of_tie(std::uint64_t id);

struct Membership {
  const Contact* contact;
  std::uint64_t list;
  bool is_active;  ///< status 1, else 2
};
struct Tagging {
  const Contact* contact;
  std::uint64_t tag;
};
struct FieldValue {
  const Contact* contact;
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

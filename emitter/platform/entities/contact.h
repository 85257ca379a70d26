#pragma once

#include "emitter/platform/entities/ties/contact_tie.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hookline {

/// A custom field of contacts.
struct ContactField {
  std::uint64_t id = 0;
  std::string title;
  std::string tag;  ///< lower-case personalization tag: "favorite_color"
  std::string type = "text";
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

/// One of the values that such a field offers.
struct FieldOption {
  std::uint64_t id = 0;
  std::uint64_t field = 0;
  std::string value;
  std::string label;
  std::uint64_t order = 0;
  bool is_default = false;
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

/// That such a field is shown with a list.
struct FieldRelation {
  std::uint64_t id = 0;
  std::uint64_t field = 0;
  std::uint64_t list = 0;      ///< 0: with all
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

struct ContactFieldValue {
  std::uint64_t id = 0;
  std::string tag;
  std::string value;  ///< several values: "||A||B||"
};

struct CustomerAccount {
  std::uint64_t id = 0;  ///< 0: none
  std::string name;
};

struct Contact {
  std::uint64_t id = 0;
  std::string email;
  std::string first_name;
  std::string last_name;
  std::string phone;
  std::string ip = "0.0.0.0";
  std::vector<std::string> tags;          ///< in the order in which they were given
  std::vector<ContactFieldValue> fields;  ///< by ascending id; only those that have a value row
  CustomerAccount customer_account;
  std::string organization;
  std::vector<std::uint64_t> lists;       ///< those it is active on, in the order of joining
  std::vector<std::uint64_t> left_lists;  ///< those it has unsubscribed from
  std::int64_t created_s = 0;             ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
  std::vector<ContactTie> ties = {};  ///< one for each list, tag and value; see settle_ties()

  bool is_on_list(std::uint64_t list) const;
  bool has_tag(const std::string& tag) const;
  bool has_left(std::uint64_t list) const;
};

/// Whether the vendor takes it for an e-mail address.
bool is_email(std::string_view text);
/// An e-mail address as contacts are looked up by it: its case counts nowhere.
std::string address_key(std::string_view email);
std::string lookup_key(const Contact& contact);

/// Makes the contact's ties those of its lists, tags and values: what is new gets the next id, what
/// has another state or, than in `before`, another value is dated anew. `before`: null for a
/// contact that is new. Counts `next_id` on.
void settle_ties(Contact& contact, const Contact* before, std::int64_t time_s,
                 std::uint64_t& next_id);
/// Null where there is none.
const ContactTie* tie_of(const Contact& contact, std::uint64_t id);
const ContactTie* list_tie(const Contact& contact, std::uint64_t list);
const ContactTie* tag_tie(const Contact& contact, std::string_view tag);
const ContactTie* field_tie(const Contact& contact, std::uint64_t field);

/// Which contact, and what is changed about it: what is empty stays. An id alone only names one.
struct ContactChange {
  std::optional<std::uint64_t> id;
  std::optional<std::string> email;
  std::optional<std::string> first_name;
  std::optional<std::string> last_name;
  std::optional<std::string> phone;
  std::optional<std::string> ip;
  std::optional<std::vector<std::string>> tags;
  std::vector<std::pair<std::uint64_t, std::string>> fields;  ///< custom field id and value
  std::optional<CustomerAccount> customer_account;
  std::optional<std::string> organization;
  std::optional<std::vector<std::uint64_t>> lists;

  /// Whether it only names one.
  bool is_reference() const;
};

}  // namespace hookline

#include "emitter/platform/entities/contact.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>

namespace hookline {

bool Contact::is_on_list(std::uint64_t list) const {
  return std::ranges::find(lists, list) != lists.end();
}

bool Contact::has_left(std::uint64_t list) const {
  return std::find(left_lists.begin(), left_lists.end(), list) != left_lists.end();
}

bool Contact::has_tag(const std::string& tag) const {
  return std::ranges::find(tags, tag) != tags.end();
}

std::string address_key(std::string_view email) {
  return lowered(email);
}

std::string lookup_key(const Contact& contact) {
  return address_key(contact.email);
}

bool ContactChange::is_reference() const {
  return id && !email && !first_name && !last_name && !phone && !ip && !tags && fields.empty() &&
         !customer_account && !organization && !lists;
}

}  // namespace hookline

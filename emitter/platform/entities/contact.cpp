#include "emitter/platform/entities/contact.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <utility>

namespace hookline {
namespace {

bool is_domain(std::string_view text) {
  if (text.find('.') == std::string_view::npos || text.find("..") != std::string_view::npos)
    return false;
  const auto fits = [](char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '.' || static_cast<signed char>(c) < 0;
  };
  return std::ranges::all_of(text, fits) && text.front() != '.' && text.back() != '.';
}

using Kind = ContactTie::Kind;

/// Being on a list and having left it are two states of one tie.
bool is_same(const ContactTie& a, const ContactTie& b) {
  const auto stem = [](Kind kind) { return kind == Kind::kLeftList ? Kind::kOnList : kind; };
  return stem(a.kind) == stem(b.kind) && a.to == b.to;
}

const ContactTie* tie_like(const Contact& contact, const ContactTie& like) {
  const auto found =
      std::ranges::find_if(contact.ties, [&](const ContactTie& tie) { return is_same(tie, like); });
  return found == contact.ties.end() ? nullptr : &*found;
}

/// Those that there have to be, without ids.
std::vector<ContactTie> ties_needed(const Contact& contact) {
  std::vector<ContactTie> ties;
  for (const std::uint64_t list : contact.lists) ties.push_back({0, Kind::kOnList, list});
  for (const std::uint64_t list : contact.left_lists) ties.push_back({0, Kind::kLeftList, list});
  for (const std::string& tag : contact.tags) ties.push_back({0, Kind::kTag, tag_key(tag)});
  for (const ContactFieldValue& value : contact.fields) ties.push_back({0, Kind::kField, value.id});
  return ties;
}

bool has_other_value(const Contact& contact, const Contact& before, std::uint64_t field) {
  const auto is_of = [field](const ContactFieldValue& value) { return value.id == field; };
  const auto now = std::ranges::find_if(contact.fields, is_of);
  const auto then = std::ranges::find_if(before.fields, is_of);
  return then != before.fields.end() && now->value != then->value;
}

}  // namespace

void settle_ties(Contact& contact, const Contact* before, std::int64_t time_s,
                 std::uint64_t& next_id) {
  std::vector<ContactTie> ties = ties_needed(contact);
  for (ContactTie& tie : ties) {
    const Kind kind = tie.kind;
    if (const ContactTie* known = tie_like(contact, tie)) {
      tie = *known;
      const bool is_changed = tie.kind != kind || (kind == Kind::kField && before != nullptr &&
                                                   has_other_value(contact, *before, tie.to));
      if (is_changed) tie.updated_s = time_s;
      tie.kind = kind;
    } else {
      tie.id = next_id++;
      tie.created_s = tie.updated_s = time_s;
    }
  }
  contact.ties = std::move(ties);
}

const ContactTie* tie_of(const Contact& contact, std::uint64_t id) {
  const auto found = std::ranges::find(contact.ties, id, &ContactTie::id);
  return found == contact.ties.end() ? nullptr : &*found;
}

const ContactTie* list_tie(const Contact& contact, std::uint64_t list) {
  return tie_like(contact, {0, Kind::kOnList, list});
}

const ContactTie* tag_tie(const Contact& contact, std::string_view tag) {
  return tie_like(contact, {0, Kind::kTag, tag_key(tag)});
}

const ContactTie* field_tie(const Contact& contact, std::uint64_t field) {
  return tie_like(contact, {0, Kind::kField, field});
}

bool Contact::is_on_list(std::uint64_t list) const {
  return std::ranges::find(lists, list) != lists.end();
}

bool Contact::has_left(std::uint64_t list) const {
  return std::find(left_lists.begin(), left_lists.end(), list) != left_lists.end();
}

bool Contact::has_tag(const std::string& tag) const {
  return std::ranges::find(tags, tag) != tags.end();
}

bool is_email(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
  const auto local = text.substr(0, at);
  const auto fits = [](char c) {
    return static_cast<unsigned char>(c) > ' ' &&
           std::string_view("\"(),:;<>@[\\]\x7f").find(c) == std::string_view::npos;
  };
  return std::ranges::all_of(local, fits) && is_domain(text.substr(at + 1));
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

#include "emitter/serving/calls/account/contact_search.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

namespace hookline {
namespace {

/// Looked at while nothing else can be done in the account.
constexpr std::size_t kAtOnce = 4096;
constexpr auto kEnd = std::numeric_limits<std::uint64_t>::max();

/// Whether the word, in lower case, is in the text.
bool has_word(std::string_view text, std::string_view word) {
  return std::search(text.begin(), text.end(), word.begin(), word.end(),
                     [](char a, char b) { return lower(a) == b; }) != text.end();
}

bool is_meant(const Contact& contact, const ContactSelection& selection) {
  if (selection.list && !contact.is_on_list(*selection.list)) return false;
  if (selection.tag && !contact.has_tag(*selection.tag)) return false;
  return std::ranges::all_of(selection.words, [&](const std::string& word) {
    return has_word(contact.email, word) || has_word(contact.first_name, word) ||
           has_word(contact.last_name, word);
  });
}

void take(const std::shared_ptr<const Contact>& contact, const ContactSelection& selection,
          FoundContacts& found) {
  if (contact->id >= selection.before) return;
  if (found.skipped < selection.skip) {
    ++found.skipped;
  } else if (found.contacts.size() < selection.limit) {
    found.contacts.push_back(contact);
  }
}

/// Those that are so, downwards from under that id. Gives where to go on; 0: they were the last.
std::uint64_t look_at_some(const Table<Contact>& table, std::uint64_t under,
                           const ContactSelection& selection, FoundContacts& found) {
  auto at = std::make_reverse_iterator(table.before(under));
  const auto end = std::make_reverse_iterator(table.begin());
  for (std::size_t i = 0; i < kAtOnce && at != end; ++i, ++at) {
    if (!is_meant(*at->second, selection)) continue;
    ++found.total;
    take(at->second, selection, found);
  }
  return at == end ? 0 : std::prev(at)->first;
}

/// Without looking at those that aren't shown.
FoundContacts newest(const Table<Contact>& table, const ContactSelection& selection) {
  FoundContacts found;
  found.total = table.size();
  auto at = std::make_reverse_iterator(table.before(selection.before));
  const auto end = std::make_reverse_iterator(table.begin());
  for (; found.contacts.size() < selection.limit && at != end; ++at)
    take(at->second, selection, found);
  return found;
}

FoundContacts newest_on_list(const Platform::View& view, const ContactSelection& selection) {
  const std::set<std::uint64_t>& ids = view.tally.on_list(*selection.list);
  FoundContacts found;
  found.total = ids.size();
  auto at = std::make_reverse_iterator(ids.lower_bound(selection.before));
  for (; found.contacts.size() < selection.limit && at != ids.rend(); ++at)
    take(view.account.contacts.find(*at), selection, found);
  return found;
}

/// Of those who wait in an automation, whoever is meant.
FoundContacts newest_inside(const Platform::View& view, const ContactSelection& selection) {
  std::set<std::uint64_t> ids;
  for (const auto& [id, journey] : view.account.journeys)
    if (journey->automation == *selection.automation) ids.insert(journey->contact);
  FoundContacts found;
  for (auto at = ids.rbegin(); at != ids.rend(); ++at) {
    const auto contact = view.account.contacts.find(*at);
    if (!contact || !is_meant(*contact, selection)) continue;
    ++found.total;
    take(contact, selection, found);
  }
  return found;
}

}  // namespace

FoundContacts find_contacts(const Platform& platform, const ContactSelection& selection) {
  if (selection.automation) {
    return platform.read(
        [&](const Platform::View& view) { return newest_inside(view, selection); });
  }
  if (selection.words.empty() && !selection.tag) {
    return platform.read([&](const Platform::View& view) {
      return selection.list ? newest_on_list(view, selection)
                            : newest(view.account.contacts, selection);
    });
  }
  FoundContacts found;
  for (std::uint64_t under = kEnd; under != 0;) {
    under = platform.read([&](const Platform::View& view) {
      return look_at_some(view.account.contacts, under, selection, found);
    });
  }
  return found;
}

}  // namespace hookline

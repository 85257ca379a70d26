#include "emitter/serving/calls/account/contact_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/text/ascii.h"
#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/running/platform.h"
#include "emitter/serving/calls/account/account_entries.h"
#include "emitter/serving/calls/account/contact_search.h"
#include "emitter/serving/public/campaign_text.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::uint64_t kNumberMax = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kLimitMax = 200;
constexpr std::size_t kSearchBytesMax = 200;

/// In lower case.
std::vector<std::string> words_in(const std::string& search) {
  if (search.size() > kSearchBytesMax)
    throw CallError(400, "search is too long", fmt::format("it takes {} bytes", kSearchBytesMax));
  std::istringstream text(lowered(search));
  std::vector<std::string> words;
  for (std::string word; text >> word;) words.push_back(word);
  return words;
}

ContactSelection selection_of(const PlatformCall& call) {
  check_parameters(call, {"search", "list", "tag", "automation", "before", "skip", "limit"});
  ContactSelection selection;
  selection.words = words_in(call.parameter("search").value_or(""));
  selection.list = number_parameter(call, "list", 1, kNumberMax);
  selection.tag = call.parameter("tag");
  selection.automation = number_parameter(call, "automation", 1, kNumberMax);
  if (const auto before = number_parameter(call, "before", 1, kNumberMax))
    selection.before = *before;
  selection.skip = number_parameter(call, "skip", 0, kNumberMax).value_or(0);
  selection.limit = number_parameter(call, "limit", 1, kLimitMax).value_or(selection.limit);
  return selection;
}

Answer list_contacts(const Platform& platform, const PlatformCall& call) {
  const FoundContacts found = find_contacts(platform, selection_of(call));
  std::string json;
  JsonObjectWriter object(json);
  object.objects("contacts", found.contacts, [](JsonObjectWriter& entry, const auto& contact) {
    write_contact_entry(entry, *contact);
  });
  object.number("total", found.total);
  object.end();
  return json_answer(200, json + "\n");
}

void write_self(JsonObjectWriter& object, const Contact& contact) {
  object.number("id", contact.id);
  object.text("email", contact.email);
  object.text("first_name", contact.first_name);
  object.text("last_name", contact.last_name);
  object.text("phone", contact.phone);
  object.text("ip", contact.ip);
  object.text("organization", contact.organization);
  if (contact.customer_account.id == 0) {
    object.null("customer_account");
  } else {
    JsonObjectWriter account = object.object("customer_account");
    account.number("id", contact.customer_account.id);
    account.text("name", contact.customer_account.name);
    account.end();
  }
  write_moment(object, "created", contact.created_s);
  write_moment(object, "updated", contact.updated_s);
}

void write_fields(JsonObjectWriter& object, const Contact& contact, const AccountState& account) {
  object.objects("fields", account.contact_fields, [&](JsonObjectWriter& field, const auto& row) {
    const auto value = std::ranges::find(contact.fields, row.first, &ContactFieldValue::id);
    field.number("id", row.first);
    field.text("title", row.second->title);
    field.text("tag", row.second->tag);
    field.text("value", value == contact.fields.end() ? "" : value->value);
  });
}

struct Membership {
  std::shared_ptr<const List> list;
  std::string_view state;
};

void write_lists(JsonObjectWriter& object, const Contact& contact, const AccountState& account) {
  std::vector<Membership> memberships;
  for (const std::uint64_t id : contact.lists)
    if (auto list = account.lists.find(id)) memberships.push_back({std::move(list), "active"});
  for (const std::uint64_t id : contact.left_lists) {
    if (contact.is_on_list(id)) continue;
    if (auto list = account.lists.find(id))
      memberships.push_back({std::move(list), "unsubscribed"});
  }
  object.objects("lists", memberships, [](JsonObjectWriter& entry, const Membership& one) {
    entry.number("id", one.list->id);
    entry.text("name", one.list->name);
    entry.text("state", one.state);
  });
  object.texts("tags", contact.tags);
}

/// The newest that are so.
template <class Entity, class IsIt>
std::vector<const Entity*> newest(const Table<Entity>& table, IsIt is_it) {
  std::vector<const Entity*> found;
  for (const auto& [id, row] : table)
    if (is_it(*row)) found.push_back(row.get());
  std::ranges::reverse(found);
  return found;
}

void write_notes_and_deals(JsonObjectWriter& object, std::uint64_t contact,
                           const AccountState& account) {
  const auto is_noted = [&](const Note& note) {
    return note.of == NoteOwner::kContact && note.owner == contact;
  };
  object.objects("notes", newest(account.notes, is_noted),
                 [](JsonObjectWriter& entry, const Note* note) {
                   entry.number("id", note->id);
                   entry.text("text", note->text);
                   write_moment(entry, "created", note->created_s);
                 });
  const auto is_his = [&](const Deal& deal) { return deal.contact == contact; };
  object.objects(
      "deals", newest(account.deals, is_his),
      [&](JsonObjectWriter& entry, const Deal* deal) { write_deal(entry, *deal, account); });
}

void write_journeys(JsonObjectWriter& object, std::uint64_t contact, const AccountState& account) {
  constexpr std::int64_t kMilliseconds = 1000;
  const auto is_his = [&](const Journey& journey) { return journey.contact == contact; };
  object.objects("journeys", newest(account.journeys, is_his),
                 [&](JsonObjectWriter& entry, const Journey* journey) {
                   const auto automation = account.automations.find(journey->automation);
                   entry.number("automation", journey->automation);
                   entry.text("name", automation ? automation->name : "");
                   entry.number("next_step", journey->next_step);
                   write_moment(entry, "waits_until", journey->due_ms / kMilliseconds);
                 });
}

void write_campaigns(JsonObjectWriter& object, const Contact& contact, const AccountState& account,
                     const PublicLinks& links) {
  const auto goes_to_him = [&](const Campaign& campaign) {
    return std::ranges::any_of(campaign.lists, [&](std::uint64_t list) {
      return contact.is_on_list(list) || (contact.has_left(list) && is_under_way(campaign));
    });
  };
  object.objects("campaigns", newest(account.campaigns, goes_to_him),
                 [&](JsonObjectWriter& entry, const Campaign* campaign) {
                   entry.number("id", campaign->id);
                   entry.text("name", campaign->name);
                   entry.text("state", state_of(*campaign));
                   entry.text("preview", links.campaign({contact.id, campaign->id}));
                   entry.text("unsubscribe", links.unsubscribe({contact.id, campaign->id}));
                 });
  object.text("unsubscribe", links.unsubscribe({contact.id, 0}));
}

Answer contact_answer(const Platform& platform, const PublicLinks& links,
                      const PlatformCall& call) {
  check_parameters(call, {});
  return platform.read([&](const Platform::View& view) {
    const auto contact = view.account.contacts.find(call.id(0).value_or(0));
    if (!contact) {
      throw CallError(404, fmt::format("there is no contact {}", call.parts[0]),
                      "GET /hookline/contacts lists them");
    }
    std::string json;
    JsonObjectWriter object(json);
    write_self(object, *contact);
    write_fields(object, *contact, view.account);
    write_lists(object, *contact, view.account);
    write_notes_and_deals(object, contact->id, view.account);
    write_journeys(object, contact->id, view.account);
    write_campaigns(object, *contact, view.account, links);
    object.end();
    return json_answer(200, json + "\n");
  });
}

}  // namespace

void route_contacts(RouteTable& routes, const Platform& platform, const PublicLinks& links) {
  routes.add("GET", "/hookline/contacts",
             [&platform](const PlatformCall& call) { return list_contacts(platform, call); });
  routes.add("GET", "/hookline/contacts/{id}", [&platform, &links](const PlatformCall& call) {
    return contact_answer(platform, links, call);
  });
}

}  // namespace hookline

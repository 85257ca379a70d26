#include "emitter/load/plan/event_source.h"

#include "emitter/platform/account/account.h"

#include <array>
#include <iterator>
#include <string_view>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::uint64_t kContacts = 500;
constexpr std::uint64_t kDeals = 200;
constexpr std::uint64_t kCampaigns = 20;
/// Of each kind of event.
constexpr std::uint64_t kVariants = 100;
constexpr std::int64_t kStart_s = 1'700'000'000;

constexpr std::array<std::string_view, 16> kFirstNames = {
    "Ada",  "Björn", "Chloé", "Dmitri", "Esi",  "Fatima", "Grace", "Hiro",
    "Inés", "Jane",  "Kwame", "Liv",    "Mina", "Noor",   "Óscar", "Priya"};
constexpr std::array<std::string_view, 15> kLastNames = {
    "Doe",   "O'Brien", "Müller", "Nguyen", "García", "Smith & Sons", "Ito",  "Kowalski",
    "Okoye", "Larsen",  "Rossi",  "Silva",  "Tanaka", "van Dijk",     "Zhang"};
constexpr std::array<std::string_view, 7> kTags = {
    "customer", "vip", "trial 14 days", "newsletter", "lead", "beta", "köln"};
constexpr std::array<std::string_view, 5> kColours = {"Blue", "Sea green", "100% red", "||A||B||",
                                                      ""};

template <class Texts>
std::string one_of(const Texts& texts, std::uint64_t n) {
  return std::string(texts[n % texts.size()]);
}

Contact made_contact(std::uint64_t id) {
  Contact contact;
  contact.id = id;
  contact.first_name = one_of(kFirstNames, id);
  contact.last_name = one_of(kLastNames, id);
  contact.email = fmt::format("contact{}@example.com", id);
  contact.phone = fmt::format("+1 312 555 {:04}", id);
  contact.ip = fmt::format("203.0.113.{}", id % 256);
  for (std::uint64_t i = 0; i < id % 4; ++i) contact.tags.push_back(one_of(kTags, id + i));
  contact.fields = {
      {1, "favorite_color", one_of(kColours, id)},
      {2, "birthday", fmt::format("19{:02}-0{}-1{}", 40 + id % 60, 1 + id % 9, id % 10)}};
  if (id % 3 == 0) contact.customer_account = {id / 3, fmt::format("Company {} Ltd.", id / 3)};
  contact.organization = contact.customer_account.name;
  contact.lists = {1 + id % EventSource::kListsMax};
  return contact;
}

Deal made_deal(std::uint64_t id) {
  Deal deal;
  deal.id = id;
  deal.title = fmt::format("Deal {}: {} seats", id, 5 * (1 + id % 40));
  deal.created_s = kStart_s - static_cast<std::int64_t>(id) * 3600;
  deal.pipeline = 1;
  deal.stage = 1 + id % 3;
  deal.value = {static_cast<std::int64_t>(id * 123'457 % 900'000'000)};
  deal.currency = id % 5 == 0 ? "eur" : "usd";
  deal.owner = 1 + id % 2;
  deal.contact = 1 + id * 7 % kContacts;
  return deal;
}

AccountState made_account() {
  AccountState account;
  for (std::uint64_t id = 1; id <= EventSource::kListsMax; ++id) {
    List list;
    list.id = id;
    list.name = fmt::format("List {}", id);
    account.lists.put(std::move(list));
  }
  account.contact_fields.put({1, "Favourite colour", "favorite_color"});
  account.contact_fields.put({2, "Birthday", "birthday"});
  for (std::uint64_t id = 1; id <= kContacts; ++id) account.contacts.put(made_contact(id));
  for (std::uint64_t id = 1; id <= kCampaigns; ++id) {
    Campaign campaign;
    campaign.id = id;
    campaign.name = fmt::format("Campaign {}: spring & summer", id);
    campaign.recipients = 100 * id;
    campaign.message_id = id;
    campaign.message_subject = fmt::format("News {} for you", id);
    campaign.webcopy_url = fmt::format("https://example.com/index.php?action=social&c={}", id);
    campaign.lists = {1 + id % EventSource::kListsMax};
    account.campaigns.put(std::move(campaign));
  }
  account.users.put({1, "Alex", "Owner"});
  account.users.put({2, "Sam", "Seller"});
  account.pipelines.put({1, "Sales", "usd"});
  for (std::uint64_t id = 1; id <= 3; ++id) {
    account.stages.put({.id = id, .title = fmt::format("Stage {}", id), .pipeline = 1});
  }
  for (std::uint64_t id = 1; id <= kDeals; ++id) account.deals.put(made_deal(id));
  return account;
}

ContactChange contact_of(std::uint64_t variant) {
  ContactChange contact;
  contact.id = 1 + variant * 7 % kContacts;
  return contact;
}

CampaignChange campaign_of(std::uint64_t variant) {
  CampaignChange campaign;
  campaign.id = 1 + variant % kCampaigns;
  return campaign;
}

DealChange changed_deal(std::uint64_t variant) {
  DealChange change;
  change.id = 1 + variant * 3 % kDeals;
  change.value = Money{static_cast<std::int64_t>(variant * 98'765)};
  return change;
}

/// Says whom and what an operation is about, the `variant`-th time.
struct Filling {
  std::uint64_t variant;

  template <class Done>
  void operator()(Done& done) const {
    if constexpr (requires { done.deal; }) {
      done.deal.deal = changed_deal(variant);
    } else if constexpr (requires { done.contact; }) {
      done.contact = contact_of(variant);
    }
    if constexpr (requires { done.campaign; }) done.campaign = campaign_of(variant);
    if constexpr (std::is_same_v<Done, Subscribe> || std::is_same_v<Done, Unsubscribe>)
      done.lists = {1 + variant % EventSource::kListsMax};
    if constexpr (std::is_same_v<Done, AddTag>)
      done.tag = fmt::format("{} {}", kTags[variant % kTags.size()], variant);
    if constexpr (std::is_same_v<Done, AddContactNote>)
      done.note =
          fmt::format("Called at {}:15, will call back.\nAsked for an offer.", variant % 24);
  }
};

}  // namespace

EventSource::EventSource(std::span<const EventType> types, std::size_t first) : next_(first) {
  Account account(made_account());
  for (std::uint64_t variant = 0; variant < kVariants; ++variant) {
    for (const EventType type : types) {
      Operation operation = operation_causing(type);
      std::visit(Filling{variant}, operation);
      const Cause cause{typical_sources(type).front(), {}, kStart_s};
      events_.push_back(std::move(account.perform(operation, cause).front()));
    }
  }
  next_ %= events_.size();
}

const Event& EventSource::next(std::uint64_t id, std::int64_t time_s) {
  Event& event = events_[next_];
  next_ = next_ + 1 == events_.size() ? 0 : next_ + 1;
  event.id = id;
  event.time_s = time_s;
  return event;
}

}  // namespace hookline

#include "emitter/platform/api/v1/actions/deals/deal_actions.h"

#include "emitter/platform/account/operations/contacts/contacts.h"
#include "emitter/platform/account/operations/contacts/memberships.h"
#include "emitter/platform/account/operations/contacts/removals.h"
#include "emitter/platform/account/operations/deals/deals.h"
#include "emitter/platform/entities/deals/money.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

template <class Table>
void check_there(const Table& table, const std::optional<std::uint64_t>& id, const char* what) {
  if (id && !table.find(*id)) throw V1Error(fmt::format("There is no {} {}", what, *id));
}

/// Units here, where v3 has cents.
std::optional<Money> value_given(const V1Parameters& given) {
  const auto text = given.text("value");
  if (!text || text->empty()) return std::nullopt;
  const auto money = money_from(*text);
  if (!money || money->cents < 0) throw V1Error("value is no amount");
  return money;
}

std::optional<std::string> currency_given(const V1Parameters& given) {
  const auto text = given.text("currency");
  if (!text || text->empty()) return std::nullopt;
  auto code = currency_code(*text);
  if (!code) throw V1Error("currency is no code of three letters");
  return code;
}

std::optional<DealStatus> status_given(const V1Parameters& given) {
  const auto status = given.id("status");
  if (!status) return std::nullopt;
  if (*status > 2) throw V1Error("status is 0, 1 or 2");
  return static_cast<DealStatus>(*status);
}

/// The contact of `contactid`, or of the address in `contact`, who is added where nobody has it.
std::optional<std::uint64_t> contact_given(const V1Parameters& given, AccountDraft& draft) {
  if (const auto id = given.id("contactid")) {
    check_there(draft.contacts, id, "contact");
    return id;
  }
  const std::string email = given.text_or_empty("contact");
  if (email.empty()) return std::nullopt;
  if (!is_email(email)) throw V1Error("Contact Email Address is not valid.");
  if (const auto known = contact_with(draft, email)) return known->id;
  Subscribe subscribe;
  subscribe.contact.email = email;
  subscribe.contact.first_name = given.text("contact_name");
  subscribe.contact.phone = given.text("contact_phone");
  perform(subscribe, draft);
  return draft.events().back().contact->id;
}

DealChange deal_given(const V1Parameters& given, AccountDraft& draft) {
  DealChange change;
  change.title = given.text("title");
  change.value = value_given(given);
  change.currency = currency_given(given);
  change.status = status_given(given);
  change.pipeline = given.id("pipeline");
  change.stage = given.id("stage");
  change.owner = given.id("owner");
  check_there(draft.pipelines, change.pipeline, "pipeline");
  check_there(draft.stages, change.stage, "stage");
  check_there(draft.users, change.owner, "user");
  change.contact = contact_given(given, draft);
  return change;
}

V1Result deal_add(const V1Call& call) {
  for (const char* name : {"title", "value", "currency", "pipeline", "stage"})
    call.parameters.required(name);
  if (!call.parameters.id("contactid")) call.parameters.required("contact");
  const auto performed = call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    AddDeal add;
    add.deal.deal = deal_given(call.parameters, draft);
    perform(add, draft);
  });
  const Deal& deal = *performed.events.back().deal;
  return {"Deal added",
          {{"id", deal.id}, {"contact", deal.contact}, {"owner", deal.owner}},
          V1Order::kResultFirst};
}

void require_deal(const AccountDraft& draft, std::uint64_t id) {
  if (!draft.deals.find(id)) throw V1Error("Failed: Nothing is returned");
}

V1Result deal_edit(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    require_deal(draft, id);
    UpdateDeal update;
    update.deal.deal = deal_given(call.parameters, draft);
    update.deal.deal->id = id;
    perform(update, draft);
  });
  return {"Deal updated", {{"id", id}}};
}

V1Result deal_delete(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    if (draft.deals.find(id)) perform(RemoveDeal{id}, draft);
  });
  return {"Deal deleted"};
}

VendorJson v1_deal(const Deal& deal, const AccountState& account) {
  const auto contact = account.contacts.find(deal.contact);
  return {{"id", std::to_string(deal.id)},
          {"owner", std::to_string(deal.owner)},
          {"contact", std::to_string(deal.contact)},
          {"contact_email", contact ? contact->email : ""},
          {"customer_acct_id", contact ? std::to_string(contact->customer_account.id) : "0"},
          {"customer_acct_name", contact ? contact->customer_account.name : ""},
          {"pipeline", std::to_string(deal.pipeline)},
          {"stage", std::to_string(deal.stage)},
          {"title", deal.title},
          {"value", plain(deal.value)},
          {"currency", deal.currency},
          {"status", std::to_string(static_cast<int>(deal.status))},
          {"nextdate", nullptr}};
}

V1Result deal_get(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  return {"Deal retrieved", call.platform.read([&](const Platform::View& view) {
            const auto deal = view.account.deals.find(id);
            if (!deal) throw V1Error("Failed: Nothing is returned");
            return v1_deal(*deal, view.account);
          })};
}

bool passes_deal_filters(const Deal& deal, const V1Parameters& given) {
  for (const auto& [name, value] : given.entries("filters")) {
    if (name == "title" && deal.title.find(value) == std::string::npos) return false;
    if (name == "stage" && std::to_string(deal.stage) != value) return false;
    if (name == "pipeline" && std::to_string(deal.pipeline) != value) return false;
    if (name == "owner" && std::to_string(deal.owner) != value) return false;
    if (name == "status" && std::to_string(static_cast<int>(deal.status)) != value) return false;
  }
  return true;
}

V1Result deal_list(const V1Call& call) {
  return returned(call.platform.read([&](const Platform::View& view) {
    VendorJson rows = VendorJson::array();
    for (const auto& [id, deal] : view.account.deals)
      if (passes_deal_filters(*deal, call.parameters)) rows.push_back(v1_deal(*deal, view.account));
    return VendorJson{{"deals", std::move(rows)}};
  }));
}

V1Result deal_note_add(const V1Call& call) {
  const std::uint64_t deal = call.parameters.required_id("dealid");
  const std::string text = call.parameters.required("note");
  std::uint64_t id = 0;
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    require_deal(draft, deal);
    AddDealNote add;
    add.deal.deal = DealChange{};
    add.deal.deal->id = deal;
    add.text = text;
    perform(add, draft);
    id = draft.next_note_id() - 1;
  });
  return {"Deal note added", {{"id", id}}};
}

V1Result deal_note_edit(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  const std::string text = call.parameters.required("note");
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    const auto before = draft.notes.find(id);
    if (!before || before->of != NoteOwner::kDeal) throw V1Error("Failed: Nothing is returned");
    Note note = *before;
    note.text = text;
    draft.notes.put(std::move(note));
  });
  return {"Deal note updated", {{"id", id}}};
}

}  // namespace

std::span<const V1Action> deal_actions() {
  static constexpr V1Action kActions[] = {
      {"deal_add", deal_add},
      {"deal_edit", deal_edit},
      {"deal_delete", deal_delete},
      {"deal_get", deal_get},
      {"deal_list", deal_list},
      {"deal_note_add", deal_note_add},
      {"deal_note_edit", deal_note_edit},
  };
  return kActions;
}

}  // namespace hookline

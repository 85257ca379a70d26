#include "emitter/platform/api/v3/resources/deals/deal_calls.h"

#include "emitter/platform/account/operations/contacts/removals.h"
#include "emitter/platform/account/operations/deals/deals.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/deal_rows.h"
#include "emitter/platform/entities/deals/money.h"

#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Cents, of which a fraction is cut; but it is shown as it was sent.
Money sent_value(const SentAttributes& sent) {
  const Money value{sent.required_number("value")};
  if (value.cents < 0) sent.refuse("value", "It must be 0 or more.");
  return value;
}

std::string sent_deal_currency(const SentAttributes& sent) {
  const auto code = currency_code(sent.required_text("currency"));
  if (!code) sent.refuse("currency", "It must be a code of three letters, such as usd.");
  return *code;
}

DealStatus sent_status(const SentAttributes& sent) {
  const auto status = sent.required_number("status");
  if (status < 0 || status > 2) sent.refuse("status", "It must be 0 (open), 1 (won) or 2 (lost).");
  return static_cast<DealStatus>(status);
}

std::vector<std::pair<std::uint64_t, std::string>> sent_fields(const SentAttributes& sent) {
  std::vector<std::pair<std::uint64_t, std::string>> fields;
  for (const SentAttributes& field : sent.objects("fields")) {
    const VendorJson* value = field.find("fieldValue");
    if (value == nullptr) field.refuse_missing("fieldValue");
    if (!value->is_array()) {
      fields.emplace_back(field.required_id("customFieldId"), *field.text("fieldValue"));
      continue;
    }
    std::string several = "||";
    for (const std::string& one : field.texts("fieldValue")) several += one + "||";
    fields.emplace_back(field.required_id("customFieldId"), std::move(several));
  }
  return fields;
}

DealChange sent_deal(const SentAttributes& sent) {
  DealChange change;
  if (sent.has("title")) change.title = sent.required_text("title");
  if (sent.has("value")) change.value = sent_value(sent);
  if (sent.has("currency")) change.currency = sent_deal_currency(sent);
  if (sent.has("status")) change.status = sent_status(sent);
  if (sent.has("contact")) change.contact = sent.required_id("contact");
  if (sent.has("owner")) change.owner = sent.required_id("owner");
  if (sent.has("stage")) change.stage = sent.required_id("stage");
  if (sent.has("group")) change.pipeline = sent.required_id("group");
  change.description = sent.text("description");
  if (const auto percent = sent.number("percent")) change.percent = *percent;
  change.fields = sent_fields(sent);
  return change;
}

/// Everything that the change refers to is there.
void check_related(const AccountDraft& draft, const SentAttributes& sent,
                   const DealChange& change) {
  if (change.contact) require_related(draft.contacts, *change.contact, "contact");
  if (change.owner) require_related(draft.users, *change.owner, "owner");
  if (change.pipeline) require_related(draft.pipelines, *change.pipeline, "group");
  if (change.stage) {
    const auto stage = require_related(draft.stages, *change.stage, "stage");
    if (change.pipeline && stage->pipeline != *change.pipeline)
      sent.refuse("stage", "The stage does not belong to the group.");
  }
  for (const auto& [id, value] : change.fields)
    if (!draft.deal_fields.find(id)) throw related_missing("customFieldId");
}

/// A deal may be with a company: its `account`.
std::optional<Organization> sent_company(const AccountDraft& draft, const SentAttributes& sent) {
  if (!sent.has("account")) return std::nullopt;
  const auto company = require_related(draft.companies, sent.required_id("account"), "account");
  return Organization{company->id, company->name};
}

/// A new deal that names no contact is with the first one who works for its company.
std::uint64_t contact_of_company(const AccountDraft& draft, const SentAttributes& sent,
                                 const Organization& company) {
  const auto member = draft.company_members.find_if(
      [&](const CompanyMember& one) { return one.company == company.id; });
  if (!member) sent.refuse_missing("contact");
  return member->contact;
}

VendorJson sides_of_deal(const Deal& deal, const RowContext& context) {
  return {{"contacts", deal_contact_rows(deal, context)},
          {"dealGroups", deal_group_rows(deal, context)},
          {"dealStages", deal_stage_rows(deal, context)}};
}

Answer create_deal(const V3Call& call) {
  const SentAttributes sent = call.sent("deal");
  sent.required_text("title");
  if (!sent.has("contact") && !sent.has("account")) sent.refuse_missing("contact");
  for (const char* name : {"value", "currency"})
    if (!sent.has(name)) sent.refuse_missing(name);
  if (!sent.has("group") && !sent.has("stage")) sent.refuse_missing("group");
  AddDeal add;
  add.deal.deal = sent_deal(sent);
  return created_answer(
      call, kDeals, sent,
      [&](AccountDraft& draft) {
        DealChange& deal = *add.deal.deal;
        deal.organization = sent_company(draft, sent);
        if (!deal.contact) deal.contact = contact_of_company(draft, sent, *deal.organization);
        check_related(draft, sent, deal);
        perform(add, draft);
        return draft.events().back().deal;
      },
      sides_of_deal);
}

Answer change_deal(const V3Call& call) {
  const SentAttributes sent = call.sent("deal");
  UpdateDeal update;
  update.deal.deal = sent_deal(sent);
  update.deal.deal->id = call.id();
  return changed_answer(
      call, kDeals, &AccountDraft::deals, sent,
      [&](AccountDraft& draft, const Deal&) {
        if (const auto company = sent_company(draft, sent))
          update.deal.deal->organization = company;
        check_related(draft, sent, *update.deal.deal);
        perform(update, draft);
        return draft.events().back().deal;
      },
      [](const Deal& deal, const RowContext& context) {
        return VendorJson{{"contacts", deal_contact_rows(deal, context)}};
      },
      kChangedDeal);
}

Answer read_deal(const V3Call& call) {
  return read_answer(call, kDeals, &AccountState::deals);
}

Answer remove_deal(const V3Call& call) {
  return removed_answer(
      call, kDeals, &AccountDraft::deals,
      [](AccountDraft& draft, const Deal& deal) { perform(RemoveDeal{deal.id}, draft); });
}

/// What `filters` ask besides the columns.
class DealSearch {
 public:
  explicit DealSearch(const ListQuery& query)
      : search_(query.filter("search")),
        minimum_(units(query.filter("minimum_value"))),
        maximum_(units(query.filter("maximum_value"))) {}

  bool takes(const Deal& deal, const AccountState& account) const {
    if (minimum_ && deal.value.cents < minimum_->cents) return false;
    if (maximum_ && deal.value.cents > maximum_->cents) return false;
    return !search_ || holds(deal, account, *search_);
  }

 private:
  static std::optional<Money> units(const std::optional<std::string>& text) {
    return text ? money_from(*text) : std::nullopt;
  }
  static bool holds(const Deal& deal, const AccountState& account, const std::string& search) {
    const auto has = [&](const std::string& text) {
      return passes(text, ListQuery::Operator::kContains, search);
    };
    const auto contact = account.contacts.find(deal.contact);
    return has(deal.title) || (contact && (has(contact->email) || has(contact->first_name) ||
                                           has(contact->last_name)));
  }
  const std::optional<std::string> search_;
  const std::optional<Money> minimum_;
  const std::optional<Money> maximum_;
};

/// {"EUR":{"total":"11","value":"1716",…}}, in units; [] without deals.
VendorJson currencies_of(const std::vector<const Deal*>& deals) {
  std::map<std::string, std::pair<std::size_t, std::int64_t>> sums;
  for (const Deal* deal : deals) {
    std::string code;
    for (const char c : deal->currency)
      code += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    auto& [count, cents] = sums[code];
    ++count;
    cents += deal->value.cents;
  }
  if (sums.empty()) return VendorJson::array();
  VendorJson currencies = VendorJson::object();
  for (const auto& [code, sum] : sums)
    currencies[code] = {{"total", std::to_string(sum.first)},
                        {"value", std::to_string(sum.second / 100)},
                        {"currency", code},
                        {"isDisabled", false}};
  return currencies;
}

Answer list_deals(const V3Call& call) {
  const ListQuery query = call.query();
  const DealSearch search(query);
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    const auto all = selected(view.account.deals, kDeals, query, context,
                              [&](const Deal& deal) { return search.takes(deal, view.account); });
    VendorJson rows = VendorJson::array();
    for (const Deal* deal : page_of(all, query)) rows.push_back(row_of(kDeals.row, *deal, context));
    return VendorJson{{"deals", std::move(rows)},
                      {"meta", {{"currencies", currencies_of(all)}, {"total", all.size()}}}};
  }));
}

}  // namespace

std::span<const V3Route> deal_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/deals", create_deal},        {"GET", "/deals", list_deals},
      {"GET", "/deals/{id}", read_deal},      {"PUT", "/deals/{id}", change_deal},
      {"DELETE", "/deals/{id}", remove_deal},
  };
  return kRoutes;
}

}  // namespace hookline

#include "emitter/platform/api/v3/resources/deal_contact_calls.h"

#include "emitter/platform/account/operations/deals/deals.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/deal_rows.h"
#include "emitter/platform/api/v3/rows/deals/deal_contact_rows.h"

#include <utility>

namespace hookline {
namespace {

/// To change who a deal's further contacts are is to update the deal.
void tell_of_contacts(AccountDraft& draft, std::uint64_t deal) {
  UpdateDeal update;
  update.deal.deal.emplace().id = deal;
  update.updated_fields = {{"contact"}};
  perform(update, draft);
}

std::shared_ptr<const DealContact> tied_to_deal(AccountDraft& draft, const SentAttributes& sent) {
  const auto contact = require_related(draft.contacts, sent.required_id("contact"), "contact");
  const auto deal = require_related(draft.deals, sent.required_id("deal"), "deal");
  const auto known = draft.deal_contacts.find_if(
      [&](const DealContact& tie) { return tie.deal == deal->id && tie.contact == contact->id; });
  if (known || deal->contact == contact->id)
    sent.refuse("contact", "The given contact is already associated to the deal");
  tell_of_contacts(draft, deal->id);
  return draft.deal_contacts.put({0, deal->id, contact->id});
}

/// Created with 200, as the vendor does it here.
Answer create_contact_deal(const V3Call& call) {
  const SentAttributes sent = call.sent("contactDeal");
  for (const char* name : {"contact", "deal"}) sent.required_id(name);
  Answer answer = created_answer(
      call, kContactDeals, sent, [&](AccountDraft& draft) { return tied_to_deal(draft, sent); },
      [](const DealContact& tie, const RowContext& context) {
        const auto deal = context.account.deals.find(tie.deal);
        return VendorJson{{"deals", VendorJson::array({row_of(kDeals.row, *deal, context)})}};
      });
  answer.status = 200;
  return answer;
}

Answer read_contact_deal(const V3Call& call) {
  return read_answer(call, kContactDeals, &AccountState::deal_contacts);
}
Answer list_contact_deals(const V3Call& call) {
  return list_answer(call, kContactDeals, &AccountState::deal_contacts);
}
Answer remove_contact_deal(const V3Call& call) {
  return removed_answer(call, kContactDeals, &AccountDraft::deal_contacts,
                        [](AccountDraft& draft, const DealContact& tie) {
                          tell_of_contacts(draft, tie.deal);
                          draft.deal_contacts.remove(tie.id);
                        });
}

}  // namespace

std::span<const V3Route> deal_contact_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/contactDeals", create_contact_deal},
      {"GET", "/contactDeals", list_contact_deals},
      {"GET", "/contactDeals/{id}", read_contact_deal},
      {"DELETE", "/contactDeals/{id}", remove_contact_deal},
  };
  return kRoutes;
}

}  // namespace hookline

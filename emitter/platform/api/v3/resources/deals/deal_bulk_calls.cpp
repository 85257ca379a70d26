#include "emitter/platform/api/v3/resources/deals/deal_bulk_calls.h"

#include "emitter/platform/account/operations/deals/deals.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/deal_rows.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Moves all deals of a stage into another one of its pipeline.
Answer move_deals(const V3Call& call) {
  const SentAttributes sent = call.sent("deal");
  const std::uint64_t to = sent.required_id("stage");
  std::vector<std::shared_ptr<const Deal>> moved;
  return v3_answer(
      200,
      call.platform().perform(
          V3Call::cause(),
          [&](AccountDraft& draft) {
            const auto from = draft.stages.find(call.id());
            if (!from) throw no_result("DealStage", call.id());
            const auto target = require_related(draft.stages, to, "stage");
            if (target->pipeline != from->pipeline) {
              throw V3Error(
                  422,
                  {{"errors",
                    VendorJson::array({{{"detail", "Target stage does not belong to same pipeline"},
                                        {"source", {{"pointer", "/data/attributes/stage"}}},
                                        {"status", 422},
                                        {"title", "Invalid attribute"}}})}});
            }
            for (const std::uint64_t id : draft.deals.ids()) {
              if (draft.deals.find(id)->stage != from->id) continue;
              UpdateDeal update;
              update.deal.deal = DealChange{};
              update.deal.deal->id = id;
              update.deal.deal->stage = to;
              perform(update, draft);
              moved.push_back(draft.events().back().deal);
            }
          },
          [&](const Platform::View& view, const Platform::Performed&) {
            VendorJson rows = VendorJson::array();
            for (const auto& deal : moved)
              rows.push_back(row_of(kDeals.row, *deal, call.context(view)));
            return VendorJson{{"deals", std::move(rows)}};
          }));
}

struct NewOwner {
  std::uint64_t deal;
  std::uint64_t owner;
};

std::vector<NewOwner> sent_owners(const V3Call& call) {
  const SentAttributes sent("deal", v3_body(call.call().body));
  if (!sent.has("deals")) sent.refuse_missing("deals");
  std::vector<NewOwner> owners;
  for (const SentAttributes& one : sent.objects("deals")) {
    const std::uint64_t id = one.required_id("id");
    const std::uint64_t owner = one.id("ownerId").value_or(0);
    if (owner == 0) {
      throw V3Error(
          422, {{"errors",
                 VendorJson::array(
                     {{{"status", 422},
                       {"title", fmt::format("ownerId is required for a deal '{}'.", id)}}})}});
    }
    owners.push_back({id, owner});
  }
  return owners;
}

/// Which deals got a new owner, which had it already, and which aren't there.
Answer give_owners(const V3Call& call) {
  const auto owners = sent_owners(call);
  VendorJson success = VendorJson::array();
  VendorJson same = VendorJson::array();
  VendorJson failed = VendorJson::array();
  call.platform().perform(V3Call::cause(), [&](AccountDraft& draft) {
    for (const auto& [id, owner] : owners) {
      const auto deal = draft.deals.find(id);
      if (!deal || !draft.users.find(owner)) {
        failed.push_back(id_text(id));
      } else if (deal->owner == owner) {
        same.push_back(id_text(id));
      } else {
        UpdateDeal update;
        update.deal.deal = DealChange{};
        update.deal.deal->id = id;
        update.deal.deal->owner = owner;
        perform(update, draft);
        success.push_back(id_text(id));
      }
    }
  });
  return v3_answer(200, {{"success", success}, {"nochange", same}, {"failed", failed}});
}

}  // namespace

std::span<const V3Route> deal_bulk_routes() {
  static constexpr V3Route kRoutes[] = {
      {"PUT", "/dealStages/{id}/deals", move_deals},
      {"PATCH", "/deals/bulkUpdate", give_owners},
  };
  return kRoutes;
}

}  // namespace hookline

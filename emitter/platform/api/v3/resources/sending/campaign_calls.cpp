#include "emitter/platform/api/v3/resources/campaign_calls.h"

#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/campaign_rows.h"

namespace hookline {
namespace {

Answer list_campaigns(const V3Call& call) {
  return list_answer(call, kCampaigns, &AccountState::campaigns);
}
Answer read_campaign(const V3Call& call) {
  return read_answer(call, kCampaigns, &AccountState::campaigns);
}

/// Every campaign is read by a picture in it, which the vendor counts among its links.
Answer list_links(const V3Call& call) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const auto campaign = entity_of(call, view.account, kCampaigns, &AccountState::campaigns);
    const std::string id = std::to_string(campaign->id);
    const std::string message = std::to_string(campaign->message_id);
    return VendorJson{
        {"links", VendorJson::array(
                      {{{"campaignid", id},
                        {"messageid", message},
                        {"link", "open"},
                        {"name", "Read Tracker"},
                        {"ref", ""},
                        {"tracked", "1"},
                        {"links", call.context(view).links("links", 1, {"campaign", "message"})},
                        {"id", "1"},
                        {"campaign", id},
                        {"message", message}}})}};
  }));
}

/// Answers 200 also for one that isn't there.
Answer remove_campaign(const V3Call& call) {
  bool is_there = false;
  call.platform().perform(V3Call::cause(), [&](AccountDraft& draft) {
    is_there = draft.campaigns.find(call.id()) != nullptr;
    if (is_there) draft.campaigns.remove(call.id());
  });
  return v3_answer(200, {{"succeeded", is_there ? 1 : 0},
                         {"message", is_there ? "Campaign deleted." : "Campaign not found."}});
}

Answer list_messages(const V3Call& call) {
  return list_answer(call, kMessages, &AccountState::campaigns, NoSideRows{},
                     [](const Campaign& campaign) { return campaign.message_id != 0; });
}

Answer read_message(const V3Call& call) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    for (const auto& [id, campaign] : view.account.campaigns) {
      if (campaign->message_id == call.id() && call.id() != 0)
        return VendorJson{{"message", row_of(kMessages.row, *campaign, call.context(view))}};
    }
    throw no_result(kMessages.class_name, call.id());
  }));
}

}  // namespace

std::span<const V3Route> campaign_routes() {
  static constexpr V3Route kRoutes[] = {
      {"GET", "/campaigns", list_campaigns},        {"GET", "/campaigns/{id}", read_campaign},
      {"GET", "/campaigns/{id}/links", list_links}, {"DELETE", "/campaigns/{id}", remove_campaign},
      {"GET", "/messages", list_messages},          {"GET", "/messages/{id}", read_message},
  };
  return kRoutes;
}

}  // namespace hookline

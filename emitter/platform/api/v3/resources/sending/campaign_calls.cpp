#include "emitter/platform/api/v3/resources/sending/campaign_calls.h"

#include "emitter/platform/account/operations/contacts/mails.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/sending/campaign_rows.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

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

// Drafts

constexpr std::array<std::string_view, 8> kSentCampaignTypes = {
    "single", "recurring", "split", "responder", "reminder", "special", "activerss", "text"};

/// 400 {"errors":["Field name is required"]}, in words unlike those of all other calls.
V3Error campaign_refused(const std::string& sentence) {
  return {400, {{"errors", VendorJson::array({sentence})}}};
}

std::string required_of_campaign(const SentAttributes& sent, const char* name) {
  const auto text = sent.text(name);
  if (!text || text->empty()) throw campaign_refused(fmt::format("Field {} is required", name));
  return *text;
}

Campaign new_campaign(const SentAttributes& sent) {
  Campaign campaign;
  campaign.name = required_of_campaign(sent, "name");
  campaign.type = required_of_campaign(sent, "type");
  if (std::ranges::find(kSentCampaignTypes, campaign.type) == kSentCampaignTypes.end())
    throw campaign_refused("Field type is not valid");
  campaign.status = "0";
  campaign.webcopy_url = "https://example.com/index.php?action=social";
  return campaign;
}

Answer create_campaign(const V3Call& call) {
  const SentAttributes sent("campaign", v3_body(call.call().body));
  const Campaign campaign = new_campaign(sent);
  std::uint64_t id = 0;
  call.platform().perform(V3Call::cause(),
                          [&](AccountDraft& draft) { id = draft.campaigns.put(campaign)->id; });
  return v3_answer(200, {{"id", id},
                         {"name", campaign.name},
                         {"type", campaign.type},
                         {"canSplitContent", sent.flag("canSplitContent").value_or(false)}});
}

/// As it is sent, or in the wrapper that all other resources have.
SentAttributes sent_campaign(const V3Call& call) {
  VendorJson body = v3_body(call.call().body);
  const auto inner = body.find("campaign");
  if (inner != body.end() && inner->is_object()) return {"campaign", std::move(*inner)};
  return {"campaign", std::move(body)};
}

std::vector<std::uint64_t> sent_lists(const SentAttributes& sent, const AccountDraft& draft) {
  std::vector<std::uint64_t> lists;
  for (const std::string& text : sent.texts("listIds")) {
    const auto id = SentAttributes("campaign", {{"listIds", text}}).required_id("listIds");
    require_related(draft.lists, id, "list");
    lists.push_back(id);
  }
  return lists;
}

/// Of the vendor's many attributes those that something here depends on.
Answer change_campaign(const V3Call& call) {
  const SentAttributes sent = sent_campaign(call);
  return changed_answer(call, kCampaigns, &AccountDraft::campaigns, sent,
                        [&](AccountDraft& draft, const Campaign& before) {
                          return edited(draft.campaigns, before, [&](Campaign& campaign) {
                            if (sent.has("name")) campaign.name = sent.required_text("name");
                            if (sent.has("listIds")) campaign.lists = sent_lists(sent, draft);
                            if (const auto message = sent.id("messageId"))
                              choose_message(draft, campaign, *message);
                            if (auto subject = sent.text("subject"))
                              campaign.message_subject = std::move(*subject);
                          });
                        });
}

Answer copy_campaign(const V3Call& call) {
  std::uint64_t id = 0;
  call.platform().perform(V3Call::cause(), [&](AccountDraft& draft) {
    Campaign copy = *entity_of(call, draft, kCampaigns, &AccountDraft::campaigns);
    copy.id = 0;
    copy.created_s = 0;
    copy.status = "0";
    copy.recipients = 0;
    copy.name = fmt::format("Copy of {}", copy.name);
    id = draft.campaigns.put(std::move(copy))->id;
  });
  return v3_answer(
      200, {{"succeeded", 1}, {"message", "Campaign draft copied."}, {"newCampaignId", id}});
}

}  // namespace

std::span<const V3Route> campaign_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/campaign", create_campaign},
      {"GET", "/campaigns", list_campaigns},
      {"GET", "/campaigns/{id}", read_campaign},
      {"GET", "/campaigns/{id}/links", list_links},
      {"PUT", "/campaigns/{id}/edit", change_campaign},
      {"POST", "/campaigns/{id}/copy", copy_campaign},
      {"DELETE", "/campaigns/{id}", remove_campaign},
  };
  return kRoutes;
}

}  // namespace hookline

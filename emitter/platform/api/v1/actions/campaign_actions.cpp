#include "emitter/platform/api/v1/actions/campaign_actions.h"

#include "emitter/platform/account/operations/contacts/campaigns.h"
#include "emitter/platform/account/operations/contacts/mails.h"
#include "emitter/platform/api/rows/account_time.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::array<std::string_view, 8> kCampaignTypes = {
    "single", "recurring", "split", "responder", "reminder", "special", "activerss", "text"};

Campaign campaign_given(const V1Call& call, const AccountDraft& draft) {
  Campaign campaign;
  campaign.name = call.parameters.required("name");
  campaign.type = call.parameters.required("type");
  if (std::ranges::find(kCampaignTypes, campaign.type) == kCampaignTypes.end())
    throw V1Error(fmt::format("There is no type of campaign {}", campaign.type));
  campaign.lists = call.parameters.list_ids("p");
  if (campaign.lists.empty()) throw V1Error("p is missing");
  for (const std::uint64_t list : campaign.lists)
    if (!draft.lists.find(list)) throw V1Error(fmt::format("There is no list {}", list));
  for (const auto& [message, percent] : call.parameters.entries("m"))
    campaign.message_id = v1_number(message).value_or(0);
  if (campaign.message_id == 0) throw V1Error("m is missing");
  campaign.message_subject = campaign.name;
  if (message_with(draft, campaign.message_id))
    choose_message(draft, campaign, campaign.message_id);
  for (const std::uint64_t id : draft.contacts.ids()) {
    const auto contact = draft.contacts.find(id);
    const bool gets_it = std::ranges::any_of(
        campaign.lists, [&](std::uint64_t list) { return contact->is_on_list(list); });
    if (gets_it) ++campaign.recipients;
  }
  return campaign;
}

/// Begins to be sent when its status is 1 and its time has come; this platform sends no campaign
/// later.
V1Result campaign_create(const V1Call& call) {
  for (const char* name : {"sdate", "status"}) call.parameters.required(name);
  const bool is_scheduled = call.parameters.flag("status");
  std::uint64_t id = 0;
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    Campaign campaign = campaign_given(call, draft);
    const auto when =
        account_time_from(call.parameters.required("sdate"), draft.profile().time_zone);
    if (!when) throw V1Error("sdate is no date and time");
    const bool starts = is_scheduled && *when <= draft.cause().time_s;
    campaign.status = !is_scheduled ? "0" : starts ? "5" : "1";
    id = draft.campaigns.put(std::move(campaign))->id;
    if (!starts) return;
    SendCampaign send;
    send.campaign = CampaignChange{};
    send.campaign->id = id;
    perform(send, draft);
  });
  return {"Campaign saved", {{"id", id}}};
}

/// One more recipient, or a look at it; neither is an event.
V1Result campaign_send(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("campaignid");
  for (const char* name : {"messageid", "type"}) call.parameters.required(name);
  const std::string action = call.parameters.required("action");
  const std::string email = call.parameters.required("email");
  if (!is_email(email)) throw V1Error("Contact Email Address is not valid.");
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    const auto found = draft.campaigns.find(id);
    if (!found) throw V1Error("Failed: Nothing is returned");
    if (action != "send") return;
    Campaign campaign = *found;
    ++campaign.recipients;
    draft.campaigns.put(std::move(campaign));
  });
  return {"Message sent"};
}

VendorJson v1_campaign(const Campaign& campaign, const AccountState& account) {
  const RowContext context{account, ""};
  return {{"id", std::to_string(campaign.id)},
          {"type", campaign.type},
          {"userid", "1"},
          {"name", campaign.name},
          {"cdate", context.wall_time(campaign.created_s)},
          {"sdate", context.wall_time(campaign.updated_s)},
          {"send_amt", std::to_string(campaign.recipients)},
          {"total_amt", std::to_string(campaign.recipients)},
          {"status", campaign.status},
          {"public", "1"},
          {"messageid", std::to_string(campaign.message_id)}};
}

V1Result campaign_list(const V1Call& call) {
  constexpr std::uint64_t kPage = 10;
  const auto ids = call.parameters.ids("ids");
  const std::uint64_t page = std::max<std::uint64_t>(call.parameters.id("page").value_or(1), 1);
  return returned(call.platform.read([&](const Platform::View& view) {
    VendorJson rows = VendorJson::array();
    std::uint64_t at = 0;
    for (const auto& [id, campaign] : view.account.campaigns) {
      if (!ids.empty() && std::ranges::find(ids, id) == ids.end()) continue;
      if (at++ / kPage + 1 == page) rows.push_back(v1_campaign(*campaign, view.account));
    }
    return numbered(rows);
  }));
}

V1Result campaign_status(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  const std::string status = call.parameters.required("status");
  if (v1_number(status).value_or(6) > 5) throw V1Error("status is a number from 0 to 5");
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    const auto found = draft.campaigns.find(id);
    if (!found) throw V1Error("Failed: Nothing is returned");
    Campaign campaign = *found;
    campaign.status = status;
    draft.campaigns.put(std::move(campaign));
  });
  return {"Campaign status updated"};
}

V1Result campaign_delete(const V1Call& call) {
  std::vector<std::uint64_t> ids = call.parameters.ids("ids");
  if (ids.empty()) ids = {call.parameters.required_id("id")};
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    for (const std::uint64_t id : ids) draft.campaigns.remove(id);
  });
  return {"Campaign deleted"};
}

}  // namespace

std::span<const V1Action> campaign_actions() {
  static constexpr V1Action kActions[] = {
      {"campaign_create", campaign_create}, {"campaign_send", campaign_send},
      {"campaign_list", campaign_list},     {"campaign_status", campaign_status},
      {"campaign_delete", campaign_delete}, {"campaign_delete_list", campaign_delete},
  };
  return kActions;
}

}  // namespace hookline

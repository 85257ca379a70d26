#include "emitter/platform/api/v3/rows/sending/campaign_rows.h"

#include "emitter/platform/api/v3/conventions/entity_columns.h"

#include <algorithm>
#include <string>

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace campaign_columns {

using namespace entity_columns;
using Context = RowContext;

VendorJson sent(const Campaign& campaign, const Context& c) {
  return c.time(campaign.updated_s);
}
VendorJson recipients(const Campaign& campaign, const Context&) {
  return std::to_string(campaign.recipients);
}
VendorJson message_id(const Campaign& campaign, const Context&) {
  return id_text(campaign.message_id);
}
VendorJson links(const Campaign& campaign, const Context& c) {
  return c.links(
      "campaigns", campaign.id,
      {"user", "automation", "campaignMessage", "campaignMessages", "links", "campaignLists"});
}

constexpr Column<Campaign> kRow[] = {
    {"type", text<&Campaign::type>},
    fixed_column<Campaign>("userid", "1"),
    fixed_column<Campaign>("segmentid", "0"),
    fixed_column<Campaign>("bounceid", "0"),
    fixed_column<Campaign>("realcid", "0"),
    fixed_column<Campaign>("sendid", "0"),
    fixed_column<Campaign>("threadid", "0"),
    fixed_column<Campaign>("seriesid", "0"),
    fixed_column<Campaign>("formid", "0"),
    fixed_column<Campaign>("basetemplateid", "0"),
    {"basemessageid", message_id},
    fixed_column<Campaign>("addressid", "1"),
    fixed_column<Campaign>("source", "web"),
    {"name", text<&Campaign::name>},
    {"cdate", made},
    {"mdate", changed},
    {"sdate", sent},
    {"ldate", sent},
    {"send_amt", recipients},
    {"total_amt", recipients},
    fixed_column<Campaign>("opens", "0"),
    fixed_column<Campaign>("uniqueopens", "0"),
    fixed_column<Campaign>("linkclicks", "0"),
    fixed_column<Campaign>("uniquelinkclicks", "0"),
    fixed_column<Campaign>("subscriberclicks", "0"),
    fixed_column<Campaign>("forwards", "0"),
    fixed_column<Campaign>("uniqueforwards", "0"),
    fixed_column<Campaign>("hardbounces", "0"),
    fixed_column<Campaign>("softbounces", "0"),
    fixed_column<Campaign>("unsubscribes", "0"),
    fixed_column<Campaign>("unsubreasons", "0"),
    fixed_column<Campaign>("updates", "0"),
    fixed_column<Campaign>("socialshares", "0"),
    fixed_column<Campaign>("replies", "0"),
    fixed_column<Campaign>("uniquereplies", "0"),
    {"status", text<&Campaign::status>},
    fixed_column<Campaign>("public", "1"),
    fixed_column<Campaign>("mail_transfer", "1"),
    fixed_column<Campaign>("mail_send", "1"),
    fixed_column<Campaign>("mail_cleanup", "1"),
    fixed_column<Campaign>("mailer_log_file", "4"),
    fixed_column<Campaign>("tracklinks", "all"),
    fixed_column<Campaign>("tracklinksanalytics", "0"),
    fixed_column<Campaign>("trackreads", "1"),
    fixed_column<Campaign>("trackreadsanalytics", "0"),
    fixed_column<Campaign>("analytics_campaign_name", ""),
    fixed_column<Campaign>("tweet", "0"),
    fixed_column<Campaign>("facebook", "0"),
    fixed_column<Campaign>("survey", ""),
    fixed_column<Campaign>("embed_images", "0"),
    fixed_column<Campaign>("htmlunsub", "1"),
    fixed_column<Campaign>("textunsub", "1"),
    null_column<Campaign>("htmlunsubdata"),
    null_column<Campaign>("textunsubdata"),
    fixed_column<Campaign>("recurring", "day1"),
    fixed_column<Campaign>("willrecur", "0"),
    fixed_column<Campaign>("split_type", "even"),
    fixed_column<Campaign>("split_content", "0"),
    fixed_column<Campaign>("split_offset", "2"),
    fixed_column<Campaign>("split_offset_type", "day"),
    fixed_column<Campaign>("split_winner_messageid", "0"),
    fixed_column<Campaign>("split_winner_awaiting", "0"),
    fixed_column<Campaign>("responder_offset", "0"),
    fixed_column<Campaign>("responder_type", "subscribe"),
    fixed_column<Campaign>("responder_existing", "0"),
    fixed_column<Campaign>("reminder_field", "sdate"),
    null_column<Campaign>("reminder_format"),
    fixed_column<Campaign>("reminder_type", "month_day"),
    fixed_column<Campaign>("reminder_offset", "0"),
    fixed_column<Campaign>("reminder_offset_type", "day"),
    fixed_column<Campaign>("reminder_offset_sign", "+"),
    null_column<Campaign>("reminder_last_cron_run"),
    fixed_column<Campaign>("activerss_interval", "day1"),
    null_column<Campaign>("activerss_url"),
    fixed_column<Campaign>("activerss_items", "10"),
    fixed_column<Campaign>("ip4", "0"),
    fixed_column<Campaign>("laststep", "result"),
    fixed_column<Campaign>("managetext", "0"),
    fixed_column<Campaign>("schedule", "0"),
    null_column<Campaign>("scheduleddate"),
    fixed_column<Campaign>("waitpreview", "0"),
    null_column<Campaign>("deletestamp"),
    fixed_column<Campaign>("replysys", "0"),
    {"links", links},
    {"id", id},
    fixed_column<Campaign>("user", "1"),
    null_column<Campaign>("automation"),
};

constexpr Criterion kCriteria[] = {{"sdate", "sdate"},
                                   {"ldate", "ldate"},
                                   {"seriesid", "seriesid"},
                                   {"name", "name"},
                                   {"id", "id"}};

// Automations

VendorJson automation_links(const Automation& automation, const Context& c) {
  return c.links("automations", automation.id,
                 {"campaigns", "contactGoals", "contactAutomations", "blocks", "goals", "sms",
                  "sitemessages"});
}

/// How often contacts entered it, or those that left it again.
VendorJson entries(const Automation& automation, const Context& c, bool is_over) {
  const auto& all = c.account.entries;
  return std::to_string(std::count_if(all.begin(), all.end(), [&](const auto& one) {
    return one.second->automation == automation.id && (!is_over || one.second->left_s != 0);
  }));
}

constexpr Column<Automation> kAutomationRow[] = {
    {"name", [](const Automation& one, const Context&) -> VendorJson { return one.name; }},
    {"cdate", [](const Automation& one, const Context& c) { return c.time(one.created_s); }},
    {"mdate", [](const Automation& one, const Context& c) { return c.time(one.updated_s); }},
    fixed_column<Automation>("userid", "1"),
    fixed_column<Automation>("status", "1"),
    {"entered", [](const Automation& one, const Context& c) { return entries(one, c, false); }},
    {"exited", [](const Automation& one, const Context& c) { return entries(one, c, true); }},
    fixed_column<Automation>("hidden", "0"),
    null_column<Automation>("defaultscreenshot"),
    null_column<Automation>("screenshot"),
    {"links", automation_links},
    {"id", [](const Automation& one, const Context&) { return id_text(one.id); }},
};

constexpr Criterion kAutomationCriteria[] = {
    {"name", "name", ListQuery::Operator::kContains}, {"status", "status"}, {"id", "id"}};

}  // namespace campaign_columns
}  // namespace

const Resource<Campaign> kCampaigns = {"campaigns",
                                       "campaign",
                                       "Campaign",
                                       campaign_columns::kRow,
                                       campaign_columns::kRow,
                                       campaign_columns::kCriteria};
const Resource<Automation> kAutomations = {"automations",
                                           "automation",
                                           "Automation",
                                           campaign_columns::kAutomationRow,
                                           campaign_columns::kAutomationRow,
                                           campaign_columns::kAutomationCriteria};

}  // namespace hookline

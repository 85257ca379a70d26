#include "emitter/platform/api/v3/rows/user_rows.h"

#include "catcher/base/text/ascii.h"
#include "emitter/platform/api/user_address.h"

#include <array>
#include <string>

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace user_columns {

using Context = RowContext;

VendorJson username(const User& user, const Context&) {
  return user.id == 1 ? "admin" : lowered(user.first_name);
}
VendorJson email(const User& user, const Context&) {
  return address_of(user);
}

constexpr Column<User> kRow[] = {
    {"username", username},
    {"firstName", [](const User& user, const Context&) -> VendorJson { return user.first_name; }},
    {"lastName", [](const User& user, const Context&) -> VendorJson { return user.last_name; }},
    {"email", email},
    fixed_column<User>("phone", ""),
    {"signature",
     [](const User& user, const Context&) { return user.id == 1 ? VendorJson("") : VendorJson(); }},
    {"localZoneid",
     [](const User&, const Context& c) -> VendorJson {
       return c.account.profile.time_zone.name();
     }},
    fixed_column<User>("password_updated_utc_timestamp", "0000-00-00 00:00:00"),
    null_column<User>("cdate"),
    null_column<User>("udate"),
    fixed_column<User>("mfaEnabled", "0"),
    {"links",
     [](const User& user, const Context& c) {
       return c.links("users", user.id,
                      {"lists", "userGroup", "dealGroupTotals", "dealGroupUsers", "configs",
                       "dealConnection", "userConversationsPermission", "seatUser"});
     }},
    {"id", [](const User& user, const Context&) { return id_text(user.id); }},
};

constexpr Criterion kCriteria[] = {{"id", "id"},
                                   {"email", "email", ListQuery::Operator::kEqInAnyCase}};

}  // namespace user_columns
}  // namespace

const Resource<User> kUsers = {
    "users", "user", "User", user_columns::kRow, user_columns::kRow, user_columns::kCriteria};

VendorJson admin_group(const RowContext& context) {
  constexpr std::array kRights = {"pgListAdd",          "pgListEdit",         "pgListDelete",
                                  "pgMessageAdd",       "pgMessageEdit",      "pgMessageDelete",
                                  "pgMessageSend",      "pgSubscriberAdd",    "pgSubscriberEdit",
                                  "pgSubscriberDelete", "pgSubscriberImport", "pgDeal",
                                  "pgDealDelete",       "pgDealReassign",     "pgUserAdd",
                                  "pgUserEdit",         "pgUserDelete",       "pgReportsCampaign"};
  VendorJson group = {{"title", "Admin"},
                      {"descript",
                       "This is a group for admin users (people that can manage "
                       "content)"},
                      {"unsubscribelink", "0"},
                      {"optinconfirm", "0"},
                      {"p_admin", "1"}};
  for (const char* right : kRights) group[right] = "1";
  group["sdate"] = nullptr;
  group["reqApproval"] = "0";
  group["links"] = context.links("groups", 3,
                                 {"userGroups", "groupLimit", "dealGroupGroups", "listGroups",
                                  "addressGroups", "automationGroups"});
  group["id"] = "3";
  return group;
}

}  // namespace hookline

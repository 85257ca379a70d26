#include "emitter/platform/api/v3/rows/list_rows.h"

#include "catcher/base/text/ascii.h"
#include "emitter/platform/api/v3/conventions/entity_columns.h"

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace list_columns {

using namespace entity_columns;
using entity_columns::kOnlySent;
using entity_columns::kSent;
using Context = RowContext;

VendorJson links(const List& list, const Context& c) {
  return c.links("lists", list.id, {"contactGoalLists", "user", "addressLists"});
}

constexpr Column<List> kRow[] = {
    {"stringid", text<&List::string_id>, kSent},
    {"userid", [](const List& list, const Context&) { return id_text(list.user_id); }},
    {"name", text<&List::name>, kSent},
    {"cdate", made},
    fixed_column<List>("p_use_tracking", "1"),
    fixed_column<List>("p_use_analytics_read", "0"),
    fixed_column<List>("p_use_analytics_link", "0"),
    fixed_column<List>("p_use_twitter", "0"),
    fixed_column<List>("p_use_facebook", "0"),
    fixed_column<List>("p_embed_image", "1"),
    fixed_column<List>("p_use_captcha", "1"),
    fixed_column<List>("send_last_broadcast", "0"),
    fixed_column<List>("private", "0"),
    null_column<List>("analytics_domains"),
    fixed_column<List>("analytics_source", ""),
    fixed_column<List>("analytics_ua", ""),
    fixed_column<List>("twitter_token", ""),
    fixed_column<List>("twitter_token_secret", ""),
    null_column<List>("facebook_session"),
    null_column<List>("carboncopy"),
    null_column<List>("subscription_notify"),
    null_column<List>("unsubscription_notify"),
    fixed_column<List>("require_name", "0"),
    fixed_column<List>("get_unsubscribe_reason", "0"),
    fixed_column<List>("to_name", "Subscriber"),
    fixed_column<List>("optinoptout", "1"),
    fixed_column<List>("sender_name", ""),
    {"sender_addr1", text<&List::sender_addr1>, kSent},
    {"sender_addr2", text<&List::sender_addr2>, kSent},
    {"sender_city", text<&List::sender_city>, kSent},
    {"sender_state", text<&List::sender_state>, kSent},
    {"sender_zip", text<&List::sender_zip>, kSent},
    {"sender_country", text<&List::sender_country>, kSent},
    fixed_column<List>("sender_phone", ""),
    {"sender_url", text<&List::sender_url>, kSent},
    {"sender_reminder", text<&List::sender_reminder>, kSent},
    null_column<List>("fulladdress"),
    fixed_column<List>("optinmessageid", "0"),
    fixed_column<List>("optoutconf", "0"),
    null_column<List>("deletestamp"),
    {"udate", changed},
    {"created_timestamp",
     [](const List& list, const Context& c) { return c.wall_time(list.created_s); }},
    {"updated_timestamp",
     [](const List& list, const Context& c) { return c.wall_time(list.updated_s); }},
    null_column<List>("created_by"),
    null_column<List>("updated_by"),
    {"links", links},
    {"id", id},
    null_column<List>("user"),
};

constexpr Column<List> kCreated[] = {
    {"name", nullptr, kOnlySent},
    {"stringid", nullptr, kOnlySent},
    {"sender_url", nullptr, kOnlySent},
    {"sender_reminder", nullptr, kOnlySent},
    {"send_last_broadcast", nullptr, kOnlySent},
    {"carboncopy", nullptr, kOnlySent},
    {"subscription_notify", nullptr, kOnlySent},
    {"unsubscription_notify", nullptr, kOnlySent},
    {"user", nullptr, kOnlySent},
    {"channel", nullptr, kOnlySent},
    {"cdate", made},
    {"udate", changed},
    {"links", links},
    {"id", id},
};

constexpr Criterion kCriteria[] = {{"name", "name"}, {"id", "id"}};

VendorJson group_list(const ListGroup& one, const Context&) {
  return id_text(one.list);
}
VendorJson group_of_users(const ListGroup& one, const Context&) {
  return id_text(one.group);
}
VendorJson group_links(const ListGroup& one, const Context& c) {
  return c.links("listGroups", one.id, {"list", "group"});
}

constexpr Column<ListGroup> kGroupRow[] = {
    {"list", group_list},
    {"group", group_of_users},
    fixed_column<ListGroup>("p_list_add", "0"),
    fixed_column<ListGroup>("p_list_edit", "0"),
    fixed_column<ListGroup>("p_list_delete", "0"),
    fixed_column<ListGroup>("p_list_sync", "0"),
    fixed_column<ListGroup>("p_list_filter", "0"),
    fixed_column<ListGroup>("p_message_add", "0"),
    fixed_column<ListGroup>("p_message_edit", "0"),
    fixed_column<ListGroup>("p_message_delete", "0"),
    fixed_column<ListGroup>("p_message_send", "0"),
    fixed_column<ListGroup>("p_subscriber_add", "0"),
    fixed_column<ListGroup>("p_subscriber_edit", "0"),
    fixed_column<ListGroup>("p_subscriber_delete", "0"),
    fixed_column<ListGroup>("p_subscriber_import", "0"),
    fixed_column<ListGroup>("p_subscriber_approve", "0"),
    {"links", group_links},
    {"id", id},
};

constexpr Column<ListGroup> kGroupCreated[] = {
    {"list", group_list},
    {"group", group_of_users},
    {"links", group_links},
    {"id", id},
};

constexpr Criterion kGroupCriteria[] = {{"list", "list"}, {"group", "group"}, {"id", "id"}};

}  // namespace list_columns
}  // namespace

const Resource<List> kLists = {
    "lists", "list", "_List", list_columns::kRow, list_columns::kCreated, list_columns::kCriteria};

const Resource<ListGroup> kListGroups = {"listGroups",
                                         "listGroup",
                                         "ListGroup",
                                         list_columns::kGroupRow,
                                         list_columns::kGroupCreated,
                                         list_columns::kGroupCriteria};

}  // namespace hookline

#include "emitter/platform/api/v1/actions/list_actions.h"

#include "emitter/platform/account/operations/contacts/removals.h"
#include "emitter/platform/account/operations/deals/parts.h"

#include <algorithm>
#include <string>
#include <utility>

namespace hookline {
namespace {

void set_given_list(List& list, const V1Parameters& given) {
  const auto take = [&](const char* name, std::string& into) {
    if (const auto text = given.text(name)) into = *text;
  };
  take("name", list.name);
  take("stringid", list.string_id);
  take("sender_addr1", list.sender_addr1);
  take("sender_addr2", list.sender_addr2);
  take("sender_zip", list.sender_zip);
  take("sender_city", list.sender_city);
  take("sender_state", list.sender_state);
  take("sender_country", list.sender_country);
  take("sender_url", list.sender_url);
  take("sender_reminder", list.sender_reminder);
}

V1Result list_add(const V1Call& call) {
  call.parameters.required("name");
  List list;
  set_given_list(list, call.parameters);
  const auto performed = call.platform.perform(
      V1Call::cause(), [&](AccountDraft& draft) { perform(AddList{list}, draft); });
  return {"List added", {{"id", performed.events.back().new_list->id}}};
}

V1Result list_edit(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    const auto before = draft.lists.find(id);
    if (!before) throw V1Error("Failed: Nothing is returned");
    List list = *before;
    set_given_list(list, call.parameters);
    if (list.name.empty()) throw V1Error("name is missing");
    draft.lists.put(std::move(list));
  });
  return {"List updated", {{"id", id}}};
}

V1Result list_delete(const V1Call& call) {
  std::vector<std::uint64_t> ids = call.parameters.ids("ids");
  if (ids.empty()) ids = {call.parameters.required_id("id")};
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    for (const std::uint64_t id : ids)
      if (draft.lists.find(id)) perform(RemoveList{id}, draft);
  });
  return {"List deleted"};
}

std::int64_t members_of_list(const AccountState& account, std::uint64_t list) {
  return std::ranges::count_if(account.contacts,
                               [&](const auto& one) { return one.second->is_on_list(list); });
}

VendorJson short_list(const List& list, const AccountState& account) {
  return {{"id", std::to_string(list.id)},
          {"name", list.name},
          {"cdate", RowContext{account, ""}.wall_time(list.created_s)},
          {"private", "0"},
          {"userid", std::to_string(list.user_id)},
          {"subscriber_count", members_of_list(account, list.id)}};
}

VendorJson whole_list(const List& list, const AccountState& account) {
  return {{"id", std::to_string(list.id)},
          {"stringid", list.string_id},
          {"userid", std::to_string(list.user_id)},
          {"name", list.name},
          {"cdate", RowContext{account, ""}.wall_time(list.created_s)},
          {"p_use_tracking", "1"},
          {"p_use_analytics_read", "0"},
          {"p_use_analytics_link", "0"},
          {"p_use_twitter", "0"},
          {"p_use_facebook", "0"},
          {"p_embed_image", "1"},
          {"p_use_captcha", "1"},
          {"private", "0"},
          {"sender_name", ""},
          {"sender_addr1", list.sender_addr1},
          {"sender_addr2", list.sender_addr2},
          {"sender_city", list.sender_city},
          {"sender_state", list.sender_state},
          {"sender_zip", list.sender_zip},
          {"sender_country", list.sender_country},
          {"sender_url", list.sender_url},
          {"sender_reminder", list.sender_reminder},
          {"subscribers", std::to_string(members_of_list(account, list.id))},
          {"campaigns", "0"},
          {"emails", "0"},
          {"fields", VendorJson::array()},
          {"groups", VendorJson::array()},
          {"groupsCnt", 0},
          {"optname", ""}};
}

V1Result list_view(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  return returned(call.platform.read([&](const Platform::View& view) {
    const auto list = view.account.lists.find(id);
    return list ? whole_list(*list, view.account) : VendorJson::object();
  }));
}

V1Result list_list(const V1Call& call) {
  const auto ids = call.parameters.ids("ids");
  const bool is_full = call.parameters.flag("full");
  const auto filters = call.parameters.entries("filters");
  const auto passes_name = [&](const List& list) {
    return std::ranges::all_of(filters, [&](const auto& filter) {
      return filter.first != "name" || list.name.find(filter.second) != std::string::npos;
    });
  };
  return returned(call.platform.read([&](const Platform::View& view) {
    VendorJson rows = VendorJson::array();
    for (const auto& [id, list] : view.account.lists) {
      if (!ids.empty() && std::ranges::find(ids, id) == ids.end()) continue;
      if (!passes_name(*list)) continue;
      rows.push_back(is_full ? whole_list(*list, view.account) : short_list(*list, view.account));
    }
    return numbered(rows);
  }));
}

}  // namespace

std::span<const V1Action> list_actions() {
  static constexpr V1Action kActions[] = {
      {"list_add", list_add},       {"list_edit", list_edit},
      {"list_delete", list_delete}, {"list_delete_list", list_delete},
      {"list_view", list_view},     {"list_list", list_list},
  };
  return kActions;
}

}  // namespace hookline

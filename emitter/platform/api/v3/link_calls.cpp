#include "emitter/platform/api/v3/link_calls.h"

#include "emitter/platform/api/v3/conventions/v3_error.h"
#include "emitter/platform/api/v3/v3_routes.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// One thing that a row names in a member of its own.
struct NamedByRow {
  std::string_view resource;
  std::string_view relation;
  std::string_view member;
  std::string_view target;  ///< whose row is shown
};

constexpr NamedByRow kNamed[] = {
    {"deals", "contact", "contact", "contacts"},
    {"deals", "stage", "stage", "dealStages"},
    {"deals", "group", "group", "dealGroups"},
    {"deals", "owner", "owner", "users"},
    {"deals", "account", "account", "accounts"},
    {"deals", "customerAccount", "customerAccount", "accounts"},
    {"dealStages", "group", "group", "dealGroups"},
    {"dealTasks", "dealTasktype", "dealTasktype", "dealTasktypes"},
    {"dealTasks", "owner", "relid", "deals"},
    {"dealTasks", "user", "user", "users"},
    {"dealTasks", "assignee", "assignee", "users"},
    {"dealCustomFieldData", "deal", "dealId", "deals"},
    {"dealCustomFieldData", "dealCustomFieldMetum", "customFieldId", "dealCustomFieldMeta"},
    {"contactDeals", "deal", "deal", "deals"},
    {"contactDeals", "contact", "contact", "contacts"},
    {"contactTags", "tag", "tag", "tags"},
    {"contactTags", "contact", "contact", "contacts"},
    {"contactLists", "list", "list", "lists"},
    {"contactLists", "contact", "contact", "contacts"},
    {"fieldValues", "field", "field", "fields"},
    {"fieldValues", "owner", "contact", "contacts"},
    {"fieldOptions", "field", "field", "fields"},
    {"accountContacts", "account", "account", "accounts"},
    {"accountContacts", "contact", "contact", "contacts"},
    {"contactAutomations", "automation", "automation", "automations"},
    {"contactAutomations", "contact", "contact", "contacts"},
    {"campaigns", "campaignMessage", "basemessageid", "messages"},
    {"campaigns", "user", "user", "users"},
    {"messages", "user", "user", "users"},
    {"notes", "user", "user", "users"},
    {"lists", "user", "userid", "users"},
    {"listGroups", "list", "list", "lists"},
};

/// Things that name the row.
struct NamingRow {
  std::string_view resource;
  std::string_view relation;
  std::string_view target;  ///< in whose list they are
  std::string_view filter;  ///< that finds them
};

constexpr NamingRow kNaming[] = {
    {"deals", "notes", "notes", "relid"},
    {"deals", "tasks", "dealTasks", "relid"},
    {"deals", "contactDeals", "contactDeals", "deal"},
    {"deals", "dealCustomFieldData", "dealCustomFieldData", "dealId"},
    {"dealCustomFieldMeta", "dealCustomFieldData", "dealCustomFieldData", "customFieldId"},
    {"dealGroups", "stages", "dealStages", "d_groupid"},
    {"dealStages", "deals", "deals", "stage"},
    {"dealTasktypes", "dealTasks", "dealTasks", "d_tasktypeid"},
    {"accounts", "accountContacts", "accountContacts", "account"},
    {"automations", "contactAutomations", "contactAutomations", "automation"},
};

template <class Relation, std::size_t kCount>
const Relation* relation_of(const Relation (&relations)[kCount], std::string_view resource,
                            std::string_view name) {
  const auto found = std::ranges::find_if(relations, [&](const Relation& one) {
    return one.resource == resource && one.relation == name;
  });
  return found == std::end(relations) ? nullptr : found;
}

Answer get(const V3Call& call, const std::string& pattern, std::vector<std::string> parts,
           FormFields query = {}) {
  const auto& routes = v3_routes();
  const auto route = std::ranges::find_if(
      routes, [&](const V3Route& one) { return one.method == "GET" && one.path == pattern; });
  PlatformCall asked = call.call();
  asked.parts = std::move(parts);
  asked.query = std::move(query);
  return route->handler(V3Call(asked, call.platform()));
}

/// The row in the answer to a call for one: what has an id, among the lists beside it.
VendorJson row_in(const Answer& answer) {
  const VendorJson body = read_vendor_json(answer.body);
  for (const VendorJson& member : body)
    if (member.is_object() && member.contains("id")) return member;
  return VendorJson::object();
}

/// An id, as a text or a number; empty where there is none.
std::string id_in(const VendorJson& row, std::string_view member) {
  const auto found = row.find(std::string(member));
  if (found == row.end()) return "";
  const std::string id = found->is_number()   ? found->dump()
                         : found->is_string() ? found->get<std::string>()
                                              : std::string();
  return id == "0" ? "" : id;
}

FormFields filters_for(const NamingRow& relation, const std::string& id) {
  FormFields filters;
  filters.push_back({fmt::format("filters[{}]", relation.filter), id});
  if (relation.filter == "relid") filters.push_back({"filters[reltype]", "Deal"});
  return filters;
}

bool leads_to(const VendorJson& row, const std::string& relation) {
  const auto links = row.find("links");
  return links != row.end() && links->is_object() && links->contains(relation);
}

/// /api/3/deals/7/stage: the row itself must be there, and have such a link; what this platform
/// knows nothing of is an empty list.
Answer follow_link(const V3Call& call) {
  const std::string& path = call.call().path;
  const std::string_view behind = std::string_view(path).substr(std::string_view("/api/3/").size());
  const std::string resource(behind.substr(0, behind.find('/')));
  const std::string& id = call.call().parts.at(0);
  const std::string& relation = call.call().parts.at(1);
  const VendorJson row = row_in(get(call, fmt::format("/{}/{{id}}", resource), {id}));
  if (!leads_to(row, relation)) throw V3Error(404, VendorJson::object());
  if (const NamedByRow* one = relation_of(kNamed, resource, relation)) {
    const std::string target = id_in(row, one->member);
    if (target.empty()) return v3_answer(200, {{relation, nullptr}});
    return get(call, fmt::format("/{}/{{id}}", one->target), {target});
  }
  if (const NamingRow* several = relation_of(kNaming, resource, relation))
    return get(call, fmt::format("/{}", several->target), {}, filters_for(*several, id));
  return v3_answer(200, {{relation, VendorJson::array()}});
}

}  // namespace

std::span<const V3Route> link_routes() {
  static constexpr V3Route kRoutes[] = {
      {"GET", "/deals/{id}/{relation}", follow_link},
      {"GET", "/dealGroups/{id}/{relation}", follow_link},
      {"GET", "/dealStages/{id}/{relation}", follow_link},
      {"GET", "/dealTasks/{id}/{relation}", follow_link},
      {"GET", "/dealTasktypes/{id}/{relation}", follow_link},
      {"GET", "/dealCustomFieldData/{id}/{relation}", follow_link},
      {"GET", "/dealCustomFieldMeta/{id}/{relation}", follow_link},
      {"GET", "/contactDeals/{id}/{relation}", follow_link},
      {"GET", "/contactTags/{id}/{relation}", follow_link},
      {"GET", "/contactLists/{id}/{relation}", follow_link},
      {"GET", "/fieldValues/{id}/{relation}", follow_link},
      {"GET", "/fieldOptions/{id}/{relation}", follow_link},
      {"GET", "/accounts/{id}/{relation}", follow_link},
      {"GET", "/accountContacts/{id}/{relation}", follow_link},
      {"GET", "/contactAutomations/{id}/{relation}", follow_link},
      {"GET", "/automations/{id}/{relation}", follow_link},
      {"GET", "/campaigns/{id}/{relation}", follow_link},
      {"GET", "/messages/{id}/{relation}", follow_link},
      {"GET", "/notes/{id}/{relation}", follow_link},
      {"GET", "/tags/{id}/{relation}", follow_link},
      {"GET", "/lists/{id}/{relation}", follow_link},
      {"GET", "/listGroups/{id}/{relation}", follow_link},
      {"GET", "/users/{id}/{relation}", follow_link},
  };
  return kRoutes;
}

}  // namespace hookline

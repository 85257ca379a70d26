#pragma once

#include "catcher/base/http/message/answer.h"
#include "emitter/platform/account/state/cause.h"
#include "emitter/platform/api/row_context.h"
#include "emitter/platform/api/v3/conventions/list_query.h"
#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/api/v3/conventions/sent_attributes.h"
#include "emitter/platform/api/v3/conventions/v3_error.h"
#include "emitter/platform/calls/platform_call.h"
#include "emitter/platform/running/platform.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// One call of REST v3, with what answering it takes.
class V3Call {
 public:
  V3Call(const PlatformCall& call, Platform& platform);

  Platform& platform() const { return platform_; }
  const PlatformCall& call() const { return call_; }
  /// Of a {…} in the path. A word counts as 0, as with the vendor.
  std::uint64_t id(std::size_t part = 0) const { return call_.id(part).value_or(0); }
  SentAttributes sent(std::string_view resource) const {
    return SentAttributes::wrapped(resource, call_.body);
  }
  ListQuery query(std::size_t default_limit = 20) const {
    return ListQuery(call_.query, default_limit);
  }
  RowContext context(const Platform::View& view) const { return {view.account, base_}; }

  /// Done through the API, now.
  static Cause cause() { return {Source::kApi, {}, 0}; }

 private:
  const PlatformCall& call_;
  Platform& platform_;
  std::string base_;
};

/// A call that this imitation answers: how, and by whom.
struct V3Route {
  std::string_view method;
  std::string_view path;  ///< behind /api/3: "/contacts/{id}"
  Answer (*handler)(const V3Call&);
};

template <class Entity>
using TableOf = Table<Entity> AccountTables<Table>::*;

/// The entity that the path names. Throws V3Error of 404.
template <class Entity>
std::shared_ptr<const Entity> entity_of(const V3Call& call, const AccountState& account,
                                        const Resource<Entity>& resource,
                                        TableOf<std::type_identity_t<Entity>> table) {
  auto entity = (account.*table).find(call.id());
  if (!entity) throw no_result(resource.class_name, call.id());
  return entity;
}

/// One page of a list: its rows, and of how many. `takes` besides the filters.
template <class Entity, class Takes>
std::pair<std::vector<const Entity*>, std::size_t> page_of(const Table<Entity>& table,
                                                           const Selection<Entity>& selection,
                                                           const ListQuery& query, Takes takes) {
  std::vector<const Entity*> all;
  for (const auto& [id, entity] : table)
    if (takes(*entity) && selection.takes(*entity)) all.push_back(entity.get());
  selection.sort(all);
  const std::size_t total = all.size();
  const std::size_t from = std::min(query.offset(), total);
  const std::size_t to = std::min(from + query.limit(), total);
  return {{all.begin() + static_cast<std::ptrdiff_t>(from),
           all.begin() + static_cast<std::ptrdiff_t>(to)},
          total};
}

/// {"tags":[…],"meta":{"total":"12"}}
template <class Entity>
Answer list_answer(const V3Call& call, const Resource<Entity>& resource,
                   TableOf<std::type_identity_t<Entity>> table) {
  const ListQuery query = call.query(resource.default_limit);
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    const Selection<Entity> selection(resource, query, context);
    const auto [page, total] =
        page_of(view.account.*table, selection, query, [](const Entity&) { return true; });
    VendorJson rows = VendorJson::array();
    for (const Entity* entity : page) rows.push_back(row_of(resource.row, *entity, context));
    return VendorJson{{std::string(resource.name), std::move(rows)},
                      {"meta", {{"total", std::to_string(total)}}}};
  }));
}

/// {"tag":{…}}
template <class Entity>
Answer read_answer(const V3Call& call, const Resource<Entity>& resource,
                   TableOf<std::type_identity_t<Entity>> table) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const auto entity = entity_of(call, view.account, resource, table);
    return VendorJson{
        {std::string(resource.singular), row_of(resource.row, *entity, call.context(view))}};
  }));
}

}  // namespace hookline

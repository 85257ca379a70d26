#pragma once

#include "emitter/platform/account/state/account_draft.h"
#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace hookline {

// The answers that are alike for all resources.

template <class Entity>
using TableOf = Table<Entity> AccountTables<Table>::*;
template <class Entity>
using DraftOf = TableDraft<Entity> AccountTables<TableDraft>::*;

/// Rows beside the answer's own, in front of it: none.
struct NoSideRows {
  template <class... Anything>
  VendorJson operator()(const Anything&...) const {
    return VendorJson::object();
  }
};
/// No condition.
struct TakesAll {
  template <class... Anything>
  bool operator()(const Anything&...) const {
    return true;
  }
};

/// The entity that the path names, in an account or a draft of one. Throws V3Error of 404.
template <class Tables, class Entity, class Member>
std::shared_ptr<const Entity> entity_of(const V3Call& call, const Tables& tables,
                                        const Resource<Entity>& resource, Member table) {
  auto entity = (tables.*table).find(call.id());
  if (!entity) throw no_result(resource.class_name, call.id());
  return entity;
}

/// Throws V3Error of 422 where what a call refers to isn't there.
template <class Table>
auto require_related(const Table& table, std::uint64_t id, std::string_view attribute) {
  auto found = table.find(id);
  if (!found) throw related_missing(attribute);
  return found;
}

/// Where a page begins and ends in so many rows.
template <class Entity>
std::vector<const Entity*> page_of(const std::vector<const Entity*>& all, const ListQuery& query) {
  const std::size_t from = std::min(query.offset(), all.size());
  const std::size_t to = std::min(from + query.limit(), all.size());
  return {all.begin() + static_cast<std::ptrdiff_t>(from),
          all.begin() + static_cast<std::ptrdiff_t>(to)};
}

/// What a list's filters leave, in its order. `takes` besides the filters.
template <class Entity, class Takes>
std::vector<const Entity*> selected(const Table<Entity>& table, const Resource<Entity>& resource,
                                    const ListQuery& query, const RowContext& context,
                                    const Takes& takes) {
  const RowSelection<Entity> selection(resource, query, context);
  std::vector<const Entity*> all;
  for (const auto& [id, entity] : table)
    if (takes(*entity) && selection.takes(*entity)) all.push_back(entity.get());
  selection.sort(all);
  return all;
}

/// {"tags":[…],"meta":{"total":"12"}}. `table` gives the entities of an account, as a member of it
/// does; side(page, context) the rows beside them, more_meta(context) what stands behind the total.
template <class Entity, class TableIn, class Side = NoSideRows, class Takes = TakesAll,
          class MoreMeta = NoSideRows>
Answer list_answer(const V3Call& call, const Resource<Entity>& resource, const TableIn& table,
                   const Side& side = {}, const Takes& takes = {}, const MoreMeta& more_meta = {}) {
  const ListQuery query = call.query(resource.default_limit);
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    const auto& entities = std::invoke(table, view.account);
    const auto all = selected(entities, resource, query, context, takes);
    const auto page = page_of(all, query);
    VendorJson rows = VendorJson::array();
    for (const Entity* entity : page) rows.push_back(row_of(resource.row, *entity, context));
    VendorJson body = side(page, context);
    body[std::string(resource.name)] = std::move(rows);
    body["meta"] = {{"total", std::to_string(all.size())}};
    body["meta"].update(more_meta(context));
    return body;
  }));
}

/// {"tag":{…}}
template <class Entity, class Side = NoSideRows>
Answer read_answer(const V3Call& call, const Resource<Entity>& resource,
                   TableOf<std::type_identity_t<Entity>> table, const Side& side = {}) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    const auto entity = entity_of(call, view.account, resource, table);
    VendorJson body = side(*entity, context);
    body[std::string(resource.singular)] = row_of(resource.row, *entity, context);
    return body;
  }));
}

/// 201 with what make(draft) has made, and gives.
template <class Entity, class Make, class Side = NoSideRows>
Answer created_answer(const V3Call& call, const Resource<Entity>& resource,
                      const SentAttributes& sent, const Make& make, const Side& side = {}) {
  std::shared_ptr<const Entity> made;
  return v3_answer(201, call.platform().perform(
                            V3Call::cause(), [&](AccountDraft& draft) { made = make(draft); },
                            [&](const Platform::View& view, const Platform::Performed&) {
                              const RowContext context = call.context(view);
                              VendorJson body = side(*made, context);
                              body[std::string(resource.singular)] =
                                  row_of(resource.created, *made, context, sent.json());
                              return body;
                            }));
}

/// 200 with what change(draft, entity) has made of the one that the path names, and gives; it is
/// shown in the columns of `as_changed`.
template <class Entity, class Change, class Side = NoSideRows>
Answer changed_answer(const V3Call& call, const Resource<Entity>& resource,
                      DraftOf<std::type_identity_t<Entity>> table, const SentAttributes& sent,
                      const Change& change, const Side& side = {},
                      std::type_identity_t<std::optional<Columns<Entity>>> as_changed = {}) {
  std::shared_ptr<const Entity> changed;
  return v3_answer(200, call.platform().perform(
                            V3Call::cause(),
                            [&](AccountDraft& draft) {
                              changed = change(draft, *entity_of(call, draft, resource, table));
                            },
                            [&](const Platform::View& view, const Platform::Performed&) {
                              const RowContext context = call.context(view);
                              VendorJson body = side(*changed, context);
                              body[std::string(resource.singular)] =
                                  row_of(as_changed.value_or(resource.row), *changed, context,
                                         sent.json());
                              return body;
                            }));
}

/// A copy of it that set(entity) has changed, put in its place.
template <class Entity, class Set>
std::shared_ptr<const Entity> edited(TableDraft<Entity>& table, const Entity& before,
                                     const Set& set) {
  Entity after = before;
  set(after);
  return table.put(std::move(after));
}

/// 200 {}: remove(draft, entity) takes the one that the path names away.
template <class Entity, class Remove>
Answer removed_answer(const V3Call& call, const Resource<Entity>& resource,
                      DraftOf<std::type_identity_t<Entity>> table, const Remove& remove) {
  call.platform().perform(V3Call::cause(), [&](AccountDraft& draft) {
    remove(draft, *entity_of(call, draft, resource, table));
  });
  return v3_answer(200, VendorJson::object());
}

}  // namespace hookline

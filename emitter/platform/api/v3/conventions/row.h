#pragma once

#include "emitter/platform/api/rows/row_context.h"
#include "emitter/platform/api/v3/conventions/list_query.h"
#include "emitter/platform/api/vendor_json.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// Whether a column shows what the call has sent, with the type that it has sent.
enum class Echo : std::uint8_t { kNever, kWhereSent, kOnlyWhereSent };

/// One member of a resource's rows.
template <class Entity>
struct Column {
  std::string_view name;
  /// Null: it is always `fixed`, or null where that is.
  VendorJson (*value)(const Entity&, const RowContext&) = nullptr;
  Echo echo = Echo::kNever;
  const char* fixed = nullptr;
};

/// A member that this platform has no use for, with the value that it has in a new account.
template <class Entity>
constexpr Column<Entity> fixed_column(std::string_view name, const char* text) {
  return {name, nullptr, Echo::kNever, text};
}
template <class Entity>
constexpr Column<Entity> null_column(std::string_view name) {
  return {name};
}

template <class Entity>
using Columns = std::span<const Column<Entity>>;

template <class Entity>
VendorJson value_of(const Column<Entity>& column, const Entity& entity, const RowContext& context) {
  if (column.value != nullptr) return column.value(entity, context);
  return column.fixed == nullptr ? VendorJson() : VendorJson(column.fixed);
}

/// A row: as it is read where nothing was sent, else as it was just created or changed.
template <class Entity>
VendorJson row_of(std::type_identity_t<Columns<Entity>> columns, const Entity& entity,
                  const RowContext& context, const VendorJson& sent = VendorJson::object()) {
  VendorJson row = VendorJson::object();
  for (const Column<Entity>& column : columns) {
    const std::string name(column.name);
    const auto echoed = column.echo == Echo::kNever ? sent.end() : sent.find(name);
    if (echoed != sent.end() && echoed->is_primitive()) {
      row[name] = *echoed;
    } else if (column.echo != Echo::kOnlyWhereSent) {
      row[name] = value_of(column, entity, context);
    }
  }
  return row;
}

/// A name that lists are filtered and ordered by: `filters[d_groupid]`.
struct Criterion {
  std::string_view name;
  std::string_view column;
  /// What a filter without an operator means.
  ListQuery::Operator usual = ListQuery::Operator::kEq;
};

/// What a resource is, from which its calls derive.
template <class Entity>
struct Resource {
  std::string_view name;        ///< of paths and lists: "contacts"
  std::string_view singular;    ///< what a single one is wrapped in: "contact"
  std::string_view class_name;  ///< in messages: "Subscriber"
  Columns<Entity> row;          ///< as it is read
  Columns<Entity> created;      ///< as it is told to who has created it
  std::span<const Criterion> criteria = {};
  std::size_t default_limit = 20;
};

/// A value as filters and orders compare it.
inline std::string comparable(const VendorJson& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_null() ? "" : value.dump();
}

/// What a list's filters and orders come to, for one resource.
template <class Entity>
class RowSelection {
 public:
  RowSelection(const Resource<Entity>& resource, const ListQuery& query, const RowContext& context)
      : context_(context) {
    for (const auto& filter : query.filters()) {
      const Criterion* criterion = named(resource, filter.name);
      if (criterion == nullptr) continue;
      const bool asks_for_equal = filter.with == ListQuery::Operator::kEq &&
                                  criterion->usual == ListQuery::Operator::kEqInAnyCase;
      const bool is_usual = filter.with == ListQuery::Operator::kUsual || asks_for_equal;
      const auto with = is_usual ? criterion->usual : filter.with;
      if (const auto* column = column_of(resource, *criterion))
        filters_.push_back({column, with, filter.value});
    }
    for (const auto& order : query.orders()) {
      const Criterion* criterion = named(resource, order.name);
      const auto* column = criterion == nullptr ? nullptr : column_of(resource, *criterion);
      if (column != nullptr) orders_.push_back({column, order.is_descending});
    }
  }

  bool takes_all() const { return filters_.empty(); }
  bool takes(const Entity& entity) const {
    return std::ranges::all_of(filters_, [&](const Filter& filter) {
      return passes(text(filter.column, entity), filter.with, filter.value);
    });
  }
  /// By its orders, the first one first; what they leave open stays as it is.
  void sort(std::vector<const Entity*>& entities) const {
    for (auto order = orders_.rbegin(); order != orders_.rend(); ++order) {
      std::ranges::stable_sort(entities, [&](const Entity* a, const Entity* b) {
        const auto* first = order->is_descending ? b : a;
        const auto* second = order->is_descending ? a : b;
        return passes(text(order->column, *first), ListQuery::Operator::kLt,
                      text(order->column, *second));
      });
    }
  }

 private:
  struct Filter {
    const Column<Entity>* column;
    ListQuery::Operator with;
    std::string value;
  };
  struct Order {
    const Column<Entity>* column;
    bool is_descending;
  };
  static const Criterion* named(const Resource<Entity>& resource, std::string_view name) {
    const auto found = std::ranges::find(resource.criteria, name, &Criterion::name);
    return found == resource.criteria.end() ? nullptr : &*found;
  }
  static const Column<Entity>* column_of(const Resource<Entity>& resource,
                                         const Criterion& criterion) {
    const auto found = std::ranges::find(resource.row, criterion.column, &Column<Entity>::name);
    return found == resource.row.end() ? nullptr : &*found;
  }
  std::string text(const Column<Entity>* column, const Entity& entity) const {
    return comparable(value_of(*column, entity, context_));
  }

  const RowContext& context_;
  std::vector<Filter> filters_;
  std::vector<Order> orders_;
};

}  // namespace hookline

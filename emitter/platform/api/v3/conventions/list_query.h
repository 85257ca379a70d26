#pragma once

#include "catcher/base/http/bodies/form.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// Which rows a call asks for: `limit`, `offset`, `filters[NAME]`, `filters[NAME][OPERATOR]`,
/// `orders[NAME]`. Never fails: what isn't understood is as if it weren't there.
class ListQuery {
 public:
  enum class Operator : std::uint8_t {
    kUsual,
    kEq,
    kEqInAnyCase,  ///< of addresses; no call names it
    kNeq,
    kLt,
    kLte,
    kGt,
    kGte,
    kContains,
    kStarts
  };
  struct Filter {
    std::string name;
    Operator with = Operator::kUsual;
    std::string value;
  };
  struct Order {
    std::string name;
    bool is_descending = false;
  };

  explicit ListQuery(FormFields query, std::size_t default_limit = 20);

  std::size_t limit() const { return limit_; }
  std::size_t offset() const { return offset_; }
  const std::vector<Filter>& filters() const { return filters_; }
  const std::vector<Order>& orders() const { return orders_; }
  /// Of a parameter that stands by itself, such as `email`; none where it is empty.
  std::optional<std::string> parameter(std::string_view name) const;
  std::optional<std::uint64_t> id(std::string_view name) const;
  /// Of `ids[]=1&ids[]=2`, or `ids=1,2`.
  std::vector<std::uint64_t> ids(std::string_view name) const;
  /// The value of a filter without an operator.
  std::optional<std::string> filter(std::string_view name) const;

 private:
  void read(const FormField& field);

  static constexpr std::size_t kLimitMax = 100;

  FormFields query_;
  std::size_t limit_;
  std::size_t offset_ = 0;
  std::vector<Filter> filters_;
  std::vector<Order> orders_;
};

/// Whether a value passes. Numbers are compared as such where both are whole numbers, else texts;
/// `contains` and `starts_with` don't mind case.
bool passes(const std::string& value, ListQuery::Operator with, const std::string& asked);

}  // namespace hookline

#pragma once

#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/entities/deals/deal.h"

#include <cstdint>

namespace hookline {

/// The custom fields of deals. Their flags are numbers, unlike those of everything else, and their
/// dates in UTC.
extern const Resource<DealField> kDealFields;

/// A deal's value of one of them.
struct DealDatum {
  const Deal* deal;
  const DealFieldValue* value;
};
extern const Resource<DealDatum> kDealData;

/// 42000007 for deal 42 and field 7.
std::uint64_t deal_datum_id(const DealDatum& datum);
struct DatumEnds {
  std::uint64_t deal;
  std::uint64_t field;
};
DatumEnds ends_of_datum(std::uint64_t id);

}  // namespace hookline

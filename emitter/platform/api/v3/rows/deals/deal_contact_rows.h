#pragma once

#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/entities/ties/deal_contact.h"

namespace hookline {

extern const Resource<DealContact> kContactDeals;

}  // namespace hookline

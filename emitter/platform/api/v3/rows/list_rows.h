#pragma once

#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/entities/list.h"

namespace hookline {

extern const Resource<List> kLists;

}  // namespace hookline

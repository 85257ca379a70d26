#pragma once

#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/entities/list.h"
#include "emitter/platform/entities/ties/list_group.h"

namespace hookline {

extern const Resource<List> kLists;
/// Which groups of users work with them.
extern const Resource<ListGroup> kListGroups;

}  // namespace hookline

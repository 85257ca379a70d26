#pragma once

#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/entities/user.h"

namespace hookline {

extern const Resource<User> kUsers;

/// The one group of users that this platform has: the administrators.
VendorJson admin_group(const RowContext& context);

}  // namespace hookline

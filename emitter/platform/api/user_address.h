#pragma once

#include "catcher/base/text/ascii.h"
#include "emitter/platform/entities/user.h"

#include <string>

namespace hookline {

/// The e-mail address that the API tells of a user, who has none in the account.
inline std::string address_of(const User& user) {
  return lowered(user.first_name) + "." + lowered(user.last_name) + "@example.com";
}

}  // namespace hookline

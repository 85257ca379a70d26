#include "emitter/platform/api/v1/actions/account_actions.h"

#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/api/user_address.h"

#include <string>

namespace hookline {
namespace {

V1Result user_me(const V1Call& call) {
  return returned(call.platform.read([](const Platform::View& view) {
    const User user = key_owner(view.account);
    return VendorJson{{"id", std::to_string(user.id)}, {"username", "admin"},
                      {"first_name", user.first_name}, {"last_name", user.last_name},
                      {"email", address_of(user)},     {"phone", ""}};
  }));
}

V1Result account_view(const V1Call& call) {
  return returned(call.platform.read([](const Platform::View& view) {
    const User user = key_owner(view.account);
    return VendorJson{{"account", std::to_string(view.account.profile.id)},
                      {"email", address_of(user)},
                      {"fname", user.first_name},
                      {"lname", user.last_name},
                      {"cname", ""},
                      {"status", "active"},
                      {"subscriber_limit", "1000000"}};
  }));
}

}  // namespace

std::span<const V1Action> account_actions() {
  static constexpr V1Action kActions[] = {{"user_me", user_me}, {"account_view", account_view}};
  return kActions;
}

}  // namespace hookline

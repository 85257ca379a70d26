#include "emitter/platform/api/v3/resources/user_calls.h"

#include "emitter/platform/account/state/account_state.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/user_rows.h"

#include <string>

namespace hookline {
namespace {

Answer user_answer(const V3Call& call, const User& user) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    return VendorJson{{"user", row_of(kUsers.row, user, call.context(view))}};
  }));
}

User owner_of_key(const V3Call& call) {
  return call.platform().read([](const Platform::View& view) { return key_owner(view.account); });
}

Answer read_me(const V3Call& call) {
  return user_answer(call, owner_of_key(call));
}

Answer list_users(const V3Call& call) {
  return list_answer(call, kUsers, &AccountState::users);
}

Answer read_user(const V3Call& call) {
  return read_answer(call, kUsers, &AccountState::users);
}

/// The first one whose column has that value, which the path names.
Answer user_with(const V3Call& call, std::string_view column) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    for (const auto& [id, user] : view.account.users) {
      VendorJson row = row_of(kUsers.row, *user, context);
      if (row[std::string(column)] == call.call().parts.at(0))
        return VendorJson{{"user", std::move(row)}};
    }
    throw no_result(kUsers.class_name, 0);
  }));
}
Answer read_user_by_email(const V3Call& call) {
  return user_with(call, "email");
}
Answer read_user_by_name(const V3Call& call) {
  return user_with(call, "username");
}

Answer list_groups_of_users(const V3Call& call) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    return VendorJson{{"groups", VendorJson::array({admin_group(call.context(view))})},
                      {"meta", {{"total", "1"}}}};
  }));
}

Answer read_settings(const V3Call& call) {
  const User me = owner_of_key(call);
  Answer answer = v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const VendorJson user = row_of(kUsers.row, me, call.context(view));
    return VendorJson{{"account", std::to_string(view.account.profile.id)},
                      {"email", user["email"]},
                      {"first_name", me.first_name},
                      {"last_name", me.last_name},
                      {"cname", ""},
                      {"status", "active"},
                      {"subscriber_limit", 1'000'000},
                      {"subscriber_total", view.account.contacts.size()},
                      {"trial", false},
                      {"credits", nullptr},
                      {"branding", false}};
  }));
  for (Header& header : answer.headers)
    if (header.name == "Cache-Control") header.value = "private";
  return answer;
}

}  // namespace

std::span<const V3Route> user_routes() {
  static constexpr V3Route kRoutes[] = {
      {"GET", "/users/me", read_me},
      {"GET", "/users", list_users},
      {"GET", "/users/{id}", read_user},
      {"GET", "/users/email/{email}", read_user_by_email},
      {"GET", "/users/username/{name}", read_user_by_name},
      {"GET", "/groups", list_groups_of_users},
      {"GET", "/settings/account", read_settings},
  };
  return kRoutes;
}

}  // namespace hookline

#include "emitter/platform/api/v1/actions/message_actions.h"

#include "emitter/platform/account/operations/contacts/mails.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace hookline {
namespace {

void set_given_message(Message& message, const V1Parameters& given) {
  const auto take = [&](const char* name, std::string& into) {
    if (const auto text = given.text(name)) into = *text;
  };
  take("subject", message.subject);
  take("fromname", message.from_name);
  take("fromemail", message.from_email);
  take("reply2", message.reply_to);
  take("html", message.html);
  take("text", message.text);
  message.name = message.subject;
  for (const std::string* address : {&message.from_email, &message.reply_to})
    if (!is_email(*address)) throw V1Error("fromemail and reply2 are e-mail addresses");
}

V1Result message_add(const V1Call& call) {
  for (const char* name : {"format", "subject", "fromemail", "fromname", "reply2"})
    call.parameters.required(name);
  Message message;
  set_given_message(message, call.parameters);
  std::uint64_t id = 0;
  call.platform.perform(V1Call::cause(),
                        [&](AccountDraft& draft) { id = put_message(draft, message)->id; });
  return {"Email message added", {{"id", id}}};
}

V1Result message_edit(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    auto message = message_with(draft, id);
    if (!message) throw V1Error("Failed: Nothing is returned");
    set_given_message(*message, call.parameters);
    put_message(draft, *std::move(message));
  });
  return {"Email message updated", {{"id", id}}};
}

V1Result message_delete(const V1Call& call) {
  std::vector<std::uint64_t> ids = call.parameters.ids("ids");
  if (ids.empty()) ids = {call.parameters.required_id("id")};
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    for (const std::uint64_t id : ids) forget_message(draft, id);
  });
  return {"Email message deleted"};
}

VendorJson v1_message(const Message& message, const RowContext& context) {
  return {{"id", std::to_string(message.id)},
          {"userid", "1"},
          {"cdate", context.wall_time(message.created_s)},
          {"mdate", context.wall_time(message.updated_s)},
          {"fromname", message.from_name},
          {"fromemail", message.from_email},
          {"reply2", message.reply_to},
          {"priority", "3"},
          {"charset", "utf-8"},
          {"encoding", "quoted-printable"},
          {"format", "mime"},
          {"subject", message.subject},
          {"text", message.text},
          {"html", message.html}};
}

/// Those of the account, and those that campaigns brought along.
std::set<std::uint64_t> message_ids(const AccountState& account) {
  std::set<std::uint64_t> ids;
  for (const auto& [id, message] : account.messages) ids.insert(id);
  for (const auto& [id, campaign] : account.campaigns)
    if (campaign->message_id != 0) ids.insert(campaign->message_id);
  return ids;
}

V1Result message_view(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  return returned(call.platform.read([&](const Platform::View& view) {
    const auto message = message_with(view.account, id);
    return message ? v1_message(*message, {view.account, ""}) : VendorJson::object();
  }));
}

V1Result message_list(const V1Call& call) {
  const auto asked = call.parameters.ids("ids");
  return returned(call.platform.read([&](const Platform::View& view) {
    VendorJson rows = VendorJson::array();
    for (const std::uint64_t id : message_ids(view.account)) {
      if (!asked.empty() && std::ranges::find(asked, id) == asked.end()) continue;
      rows.push_back(v1_message(*message_with(view.account, id), {view.account, ""}));
    }
    return numbered(rows);
  }));
}

}  // namespace

std::span<const V1Action> message_actions() {
  static constexpr V1Action kActions[] = {
      {"message_add", message_add},       {"message_edit", message_edit},
      {"message_delete", message_delete}, {"message_delete_list", message_delete},
      {"message_view", message_view},     {"message_list", message_list},
  };
  return kActions;
}

}  // namespace hookline

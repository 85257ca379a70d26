#include "emitter/platform/api/v3/resources/list_calls.h"

#include "emitter/platform/account/operations/contacts/removals.h"
#include "emitter/platform/account/operations/deals/parts.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/list_rows.h"

#include <utility>

namespace hookline {
namespace {

void set_sent_list(List& list, const SentAttributes& sent) {
  if (sent.has("name")) list.name = sent.required_text("name");
  sent.take_text("stringid", list.string_id);
  sent.take_text("sender_url", list.sender_url);
  sent.take_text("sender_reminder", list.sender_reminder);
  sent.take_text("sender_addr1", list.sender_addr1);
  sent.take_text("sender_addr2", list.sender_addr2);
  sent.take_text("sender_city", list.sender_city);
  sent.take_text("sender_state", list.sender_state);
  sent.take_text("sender_zip", list.sender_zip);
  sent.take_text("sender_country", list.sender_country);
}

Answer create_list(const V3Call& call) {
  const SentAttributes sent = call.sent("list");
  for (const char* name : {"name", "stringid", "sender_url", "sender_reminder"})
    sent.required_text(name);
  List list;
  set_sent_list(list, sent);
  return created_answer(call, kLists, sent, [&](AccountDraft& draft) {
    perform(AddList{list}, draft);
    return draft.events().back().new_list;
  });
}

Answer change_list(const V3Call& call) {
  const SentAttributes sent = call.sent("list");
  return changed_answer(
      call, kLists, &AccountDraft::lists, sent, [&](AccountDraft& draft, const List& before) {
        return edited(draft.lists, before, [&](List& list) { set_sent_list(list, sent); });
      });
}

Answer read_list(const V3Call& call) {
  return read_answer(call, kLists, &AccountState::lists);
}
Answer list_lists(const V3Call& call) {
  return list_answer(call, kLists, &AccountState::lists);
}
Answer remove_list(const V3Call& call) {
  return removed_answer(
      call, kLists, &AccountDraft::lists,
      [](AccountDraft& draft, const List& list) { perform(RemoveList{list.id}, draft); });
}

// The groups of users who may work with a list

constexpr std::uint64_t kAdminGroup = 3;

Answer create_list_group(const V3Call& call) {
  const SentAttributes sent = call.sent("listGroup");
  const ListGroup asked{0, sent.required_id("listid"), sent.required_id("groupid")};
  return created_answer(call, kListGroups, sent, [&](AccountDraft& draft) {
    require_related(draft.lists, asked.list, "list");
    if (asked.group != kAdminGroup) throw related_missing("group");
    return draft.list_groups.put(asked);
  });
}

Answer read_list_group(const V3Call& call) {
  return read_answer(call, kListGroups, &AccountState::list_groups);
}
Answer list_list_groups(const V3Call& call) {
  return list_answer(call, kListGroups, &AccountState::list_groups);
}
Answer remove_list_group(const V3Call& call) {
  return removed_answer(
      call, kListGroups, &AccountDraft::list_groups,
      [](AccountDraft& draft, const ListGroup& one) { draft.list_groups.remove(one.id); });
}

}  // namespace

std::span<const V3Route> list_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/lists", create_list},
      {"GET", "/lists", list_lists},
      {"GET", "/lists/{id}", read_list},
      {"PUT", "/lists/{id}", change_list},
      {"DELETE", "/lists/{id}", remove_list},
      {"POST", "/listGroups", create_list_group},
      {"GET", "/listGroups", list_list_groups},
      {"GET", "/listGroups/{id}", read_list_group},
      {"DELETE", "/listGroups/{id}", remove_list_group},
  };
  return kRoutes;
}

}  // namespace hookline

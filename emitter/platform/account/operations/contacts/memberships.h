#pragma once

#include "emitter/platform/account/operations/contacts/contacts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// Puts a contact, who may be a new one, on lists; on none, it is only added. One event per list
/// in the scalar form, one for all in the array form.
struct Subscribe {
  ContactChange contact;
  std::vector<std::uint64_t> lists = {};
  std::optional<ListForm> list_form = {};     ///< none: scalar
  std::optional<std::uint64_t> form_id = {};  ///< the form that it came through
};
void perform(const Subscribe& subscribe, AccountDraft& account);

/// Takes a contact off lists; the events as for Subscribe.
struct Unsubscribe {
  ContactChange contact;
  std::vector<std::uint64_t> lists = {};   ///< empty: all that it is on
  std::optional<ListForm> list_form = {};  ///< none: array where the contact does it, else scalar
  std::optional<std::uint64_t> form_id = {};
  std::optional<std::string> reason = {};
  std::optional<CampaignChange> campaign = {};  ///< through which it came
};
void perform(const Unsubscribe& unsubscribe, AccountDraft& account);

}  // namespace hookline

#pragma once

#include "emitter/platform/account/state/account_draft.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// Whether a deal's event shows the deal's contact.
enum class ContactBlock : std::uint8_t { kShown, kLeftOut };

/// Which deal an operation is about. Named by its id or not at all: then it is the contact's first
/// or, without a contact, the account's first. Changed as it says; its contact becomes the one
/// that is named.
struct DealChoice {
  std::optional<DealChange> deal = {};
  std::optional<ContactChange> contact = {};
};

/// Without a contact it is the account's first one's.
struct AddDeal {
  DealChoice deal = {};
  ContactBlock contact_block = ContactBlock::kShown;
};
void perform(const AddDeal& add, AccountDraft& account);

/// A deal that isn't there, and is not named, is made first.
struct UpdateDeal {
  DealChoice deal = {};
  ContactBlock contact_block = ContactBlock::kShown;
  /// As the event reports them; none: what the change touches.
  std::optional<std::vector<std::string>> updated_fields = {};
};
void perform(const UpdateDeal& update, AccountDraft& account);

/// A deal that isn't there, and is not named, is made first.
struct AddDealNote {
  DealChoice deal = {};
  std::uint64_t note_id = 0;             ///< 0: the next one
  std::optional<std::string> text = {};  ///< none: an invented one
};
void perform(const AddDealNote& add, AccountDraft& account);

enum class DealNeed : std::uint8_t { kNew, kUsual };

/// The deal of the choice, changed as it says; made where there is none and none is named. kNew: a
/// deal is made in any case but where the id is that of one. Throws OperationError.
std::shared_ptr<const Deal> take_deal(AccountDraft& account, const DealChoice& choice,
                                      DealNeed need);
/// That of no id of its own; null where there is none.
std::shared_ptr<const Deal> usual_deal(const AccountDraft& account,
                                       const std::optional<ContactChange>& contact);
/// Fills in the deal and all that it refers to.
void show_deal(Event& event, const AccountDraft& account, std::shared_ptr<const Deal> deal,
               ContactBlock contact_block);

}  // namespace hookline

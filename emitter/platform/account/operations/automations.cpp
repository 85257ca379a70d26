#include "emitter/platform/account/operations/automations.h"

#include "emitter/platform/account/operations/contacts/contacts.h"
#include "emitter/platform/account/state/operation_error.h"

namespace hookline {

void perform(const RunAutomation& run, AccountDraft& account) {
  Event& event = account.tell({});
  event.contact = take_contact(account, run.contact);
  event.automation_id =
      require(account.automations, run.automation, "automation", "automation")->id;
}

}  // namespace hookline

import { clipped } from "../../../../catcher/page/pieces/visible";
import { account, listName } from "../account/account";
import { DoNow } from "../doing/do_now";
import { contactForms } from "../doing/forms/contact_forms";
import { hrefOf } from "../shell/route";

/** Adds a contact to the account's first list. */
export function FirstContact() {
  const overview = account.value;
  if (!overview) return null;
  const [list] = overview.lists;
  const action = {
    contact: {
      email: `contact-${overview.counts.contacts + 1}-${Date.now() % 10_000}@example.com`,
      first_name: "Ada",
    },
    ...(list && { lists: [list.id] }),
  };
  return (
    <>
      <p>
        <DoNow form={contactForms.addContact} action={action} class="main">
          Add a contact
        </DoNow>
      </p>
      <p class="faint">
        {list && `To the list “${clipped(listName(list.id), 60)}”. `}
        <a href={hrefOf({ screen: "make" })}>Or something else</a>
      </p>
    </>
  );
}

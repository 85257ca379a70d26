import { Icon } from "../../../../catcher/page/pieces/icon";
import { clipped } from "../../../../catcher/page/pieces/visible";
import type { ContactDetails } from "../account/things";
import { DoButton } from "../doing/do_button";
import { DoNow } from "../doing/do_now";
import { contactForms } from "../doing/forms/contact_forms";

export function ContactTags({ contact: { id, email, tags } }: { contact: ContactDetails }) {
  return (
    <section aria-label="Tags">
      <h3>Tags</h3>
      <p class="chips">
        {tags.map((tag) => (
          <span class="chip" key={tag}>
            {clipped(tag, 80)}
            <DoNow
              form={contactForms.untag}
              action={{ contact: id, tag }}
              class="quiet"
              label={`Remove the tag ${clipped(tag, 80)}`}
            >
              <Icon name="close" />
            </DoNow>
          </span>
        ))}
        <DoButton form={contactForms.tag} fixed={{ contact: id }} about={email} />
      </p>
    </section>
  );
}

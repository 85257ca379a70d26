import { clipped } from "../../../../catcher/page/pieces/visible";
import type { Overview } from "../account/things";
import { DeleteButton } from "../doing/delete_button";
import { DoButton } from "../doing/do_button";
import { changeForms } from "../doing/forms/change_forms";

/** What the account asks of contacts, besides names and phones. */
export function Fields({ fields }: { fields: Overview["fields"] }) {
  return (
    <section aria-label="Custom fields">
      <header class="screen_head">
        <h2>Custom fields</h2>
        <DoButton form={changeForms.addField} />
      </header>
      <ul class="lines">
        {fields.map(({ id, title, tag }) => (
          <li key={id}>
            <span class="text">{clipped(title, 120)}</span>
            <code class="faint">{clipped(tag, 60)}</code>
            <DeleteButton form={changeForms.deleteField} action={{ field: id }} name={title} />
          </li>
        ))}
      </ul>
    </section>
  );
}

import { clipped } from "../../../../catcher/page/pieces/visible";
import type { Overview } from "../account/things";
import { DeleteButton } from "../doing/delete_button";
import { DoButton } from "../doing/do_button";
import { changeForms } from "../doing/forms/change_forms";
import { contactForms } from "../doing/forms/contact_forms";
import { hrefOf } from "../shell/route";

export function Tags({ tags }: { tags: Overview["tags"] }) {
  return (
    <section aria-label="Tags">
      <header class="screen_head">
        <h2>Tags</h2>
        <DoButton form={contactForms.tag} />
      </header>
      {tags.length === 0 && <p class="faint">No tags yet: the first one given makes it.</p>}
      <p class="chips">
        {tags.map(({ id, name }) => (
          <span class="chip" key={id}>
            <a
              href={hrefOf({
                screen: "contacts",
                query: String(new URLSearchParams({ tag: name })),
              })}
            >
              {clipped(name, 60)}
            </a>
            <DeleteButton form={changeForms.deleteTag} action={{ tag: id }} name={name} />
          </span>
        ))}
      </p>
    </section>
  );
}

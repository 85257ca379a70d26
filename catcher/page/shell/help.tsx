import { KeySheet } from "../commands/key_sheet";
import { commands } from "../commands/table";
import { Dialog } from "../pieces/controls/dialog";
import { isTouch } from "../settings/screen";

const filters: [filter: string, finds: string][] = [
  ["lamp shade", "both words, anywhere in target, headers or body"],
  ['"lamp shade"', "the words as they stand there"],
  ["-draft  -method=GET", "without that"],
  ["method=post", "that method, in any case"],
  ["path=/hooks/*", "paths that begin so; the star is anything, in any value"],
  ["form.type=sale", "a form field of that value"],
  ["json.user.email=*@example.com", "a JSON value, by its path"],
  ["query.page=2  header.User-Agent=curl/8.0", "a parameter; a header"],
  ["status=4xx  status=500..503", "answered with that"],
  ["size>1k  duration>=100ms", "larger than that; that long or longer"],
  ["channel=shop", "sent to shop.localhost"],
  ["since=2026-02-28T10:45:41Z", "from that time on; until= is before it"],
  ["pinned=yes", "what you pinned"],
  ['form.name="Jane Doe"', "quotes keep blanks together"],
];

/** What can be pressed, and what can be searched for: that first where there are most likely no keys. */
export function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog label="Help" onClose={onClose}>
      <div class="help">
        {!isTouch.value && <KeySheet commands={commands} />}
        <Filters />
        {isTouch.value && <KeySheet commands={commands} />}
      </div>
      <button class="plain" onClick={onClose}>
        Close
      </button>
    </Dialog>
  );
}

function Filters() {
  return (
    <section class="filters">
      <h2>Search</h2>
      <dl>
        {filters.map(([filter, finds]) => (
          <div key={filter}>
            <dt>
              <code>{filter}</code>
            </dt>
            <dd>{finds}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

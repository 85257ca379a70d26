import { commands, keyName } from "../commands/table";
import { Dialog } from "../pieces/dialog";

const filters: [filter: string, finds: string][] = [
  ["lamp", "the word in target, headers or body"],
  ["method=POST", "that method"],
  ["path=/hooks/*", "paths that begin so; without the star, that path"],
  ["form.type=sale", "a form field of that value"],
  ["header.User-Agent=curl/8.0", "a header of that value"],
  ["channel=shop  status=500", "sent to shop.localhost, and answered with 500"],
  ["since=2026-02-28T10:45:41Z", "from that time on; until= is before it"],
  ["pinned=yes", "what you pinned"],
  ['form.name="Jane Doe"', "quotes keep blanks together"],
];

export function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog label="Help" onClose={onClose}>
      <div class="help">
        <section>
          <h2>Keys</h2>
          <dl>
            {Object.values(commands)
              .filter(({ keys }) => keys.length > 0)
              .map(({ keys, words }) => (
                <div key={words}>
                  <dt>
                    {shownKeys(keys).map((name) => (
                      <kbd key={name}>{name}</kbd>
                    ))}
                  </dt>
                  <dd>{words}</dd>
                </div>
              ))}
          </dl>
        </section>
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
      </div>
      <button class="plain" onClick={onClose}>
        Close
      </button>
    </Dialog>
  );
}

function shownKeys(keys: readonly string[]): string[] {
  const names = keys.map(keyName);
  return names.length > 2 ? [names[0]!, "…", names.at(-1)!] : names;
}

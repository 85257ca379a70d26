import { type CommandTable } from "./command";
import { keyName } from "./key_name";

/** All commands that have keys, with these. */
export function KeySheet({ commands }: { commands: CommandTable }) {
  return (
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
  );
}

function shownKeys(keys: readonly string[]): string[] {
  const names = keys.map(keyName);
  return names.length > 2 ? [names[0]!, "…", names.at(-1)!] : names;
}

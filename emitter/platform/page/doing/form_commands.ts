import { Command, type CommandTable } from "../../../../catcher/page/commands/command";
import { groups } from "./forms/groups";
import { useEffect } from "preact/hooks";
import { open } from "./doing";

const made = groups
  .flatMap(([, forms]) => forms)
  .map((form) => [form, new Command(form.label.toLowerCase())] as const);

/** What can be made happen, by name. */
export const formCommands: CommandTable = Object.fromEntries(
  made.map(([form, command]) => [form.action, command]),
);

/** The page offers them while it is shown. */
export function useFormCommands(): void {
  useEffect(() => {
    const ends = made.map(([form, command]) => command.offer(() => open(form)));
    return () => {
      for (const end of ends) end();
    };
  }, []);
}

import { Stored } from "../../settings/stored";

/** What every row can show, by the name under which it is kept. */
export const builtIn = {
  time: "when it came",
  method: "method",
  number: "number",
  channel: "channel",
  client: "client",
  event: "event, or else the type of the body",
  snippet: "what sets it apart",
  signature: "signature",
  size: "size",
  duration: "duration",
  status: "status of the answer",
} as const;
export type BuiltIn = keyof typeof builtIn;

/** So many values of its own a row shows. */
export const valuesMax = 8;

const standard: readonly string[] = Object.keys(builtIn).filter((name) => name !== "client");

const chosen = new Stored<readonly string[]>("hookline.columns", {
  read: namesIn,
  write: (names) => JSON.stringify(names),
});

export function isShown(name: BuiltIn): boolean {
  return chosen.value.includes(name);
}

/** The values that rows show besides, by their filter names: "form.contact[email]". */
export function valueColumns(): readonly string[] {
  return chosen.value.filter(isValueName);
}

/** What can be shown of a request by a name: "form.contact[email]", "json.data.items[0].id". */
export function isValueName(name: string): boolean {
  return /^(form|header|query|json)\../s.test(name);
}

/** Shows what has that filter name in each row, behind the columns that are there. */
export function addColumn(filterName: string): void {
  if (chosen.value.includes(filterName)) return;
  const hasRoom = isValueName(filterName) && valueColumns().length < valuesMax;
  if (!hasRoom && !isBuiltIn(filterName)) return;
  chosen.value = [...chosen.value, filterName];
}

export function removeColumn(name: string): void {
  chosen.value = chosen.value.filter((one) => one !== name);
}

/** As at first, without any values. */
export function resetColumns(): void {
  chosen.value = standard;
}

function isBuiltIn(name: string): name is BuiltIn {
  return Object.hasOwn(builtIn, name);
}

function namesIn(text: string | null): readonly string[] {
  try {
    const names: unknown = JSON.parse(text ?? "");
    if (Array.isArray(names)) return names.filter((name) => typeof name === "string");
  } catch {
    // Nothing was kept, or by something else.
  }
  return standard;
}

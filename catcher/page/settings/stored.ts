import { signal, type Signal } from "@preact/signals";

type Place = "browser" | "tab";

/** How a value is written down; `read` is given null where nothing was kept. */
interface Text<Value> {
  read: (text: string | null) => Value;
  write: (value: Value) => string;
}

/**
 * A value that this browser keeps, the same in all of its tabs; or in this tab alone, as long as it
 * is open. Who shows it follows it.
 */
export class Stored<Value> {
  private readonly state: Signal<Value>;

  constructor(
    private readonly key: string,
    private readonly text: Text<Value>,
    private readonly place: Place = "browser",
  ) {
    this.state = signal(text.read(kept(key, place)));
    if (place === "tab") return;
    globalThis.addEventListener?.("storage", (event) => {
      if (event.key === key) this.state.value = text.read(kept(key));
    });
  }

  get value(): Value {
    return this.state.value;
  }

  set value(value: Value) {
    keep(this.key, this.text.write(value), this.place);
    this.state.value = value;
  }
}

/** What this browser has kept under that key; null where there is nothing, or it keeps nothing. */
export function kept(key: string, place: Place = "browser"): string | null {
  try {
    return storageOf(place).getItem(key);
  } catch {
    return null;
  }
}

/** Keeps it where the browser lets us; the page works without. */
export function keep(key: string, text: string, place: Place = "browser"): void {
  try {
    storageOf(place).setItem(key, text);
  } catch {
    // Storage is full or forbidden: then it lasts as long as the tab.
  }
}

function storageOf(place: Place): Storage {
  return place === "tab" ? sessionStorage : localStorage;
}

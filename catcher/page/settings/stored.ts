import { signal, type Signal } from "@preact/signals";

/** How a value is written down; `read` is given null where nothing was kept. */
interface Text<Value> {
  read: (text: string | null) => Value;
  write: (value: Value) => string;
}

/** A value that this browser keeps, the same in all of its tabs. Who shows it follows it. */
export class Stored<Value> {
  private readonly state: Signal<Value>;

  constructor(
    private readonly key: string,
    private readonly text: Text<Value>,
  ) {
    this.state = signal(text.read(kept(key)));
    globalThis.addEventListener?.("storage", (event) => {
      if (event.key === key) this.state.value = text.read(kept(key));
    });
  }

  get value(): Value {
    return this.state.value;
  }

  set value(value: Value) {
    keep(this.key, this.text.write(value));
    this.state.value = value;
  }
}

/** What this browser has kept under that key; null where there is nothing, or it keeps nothing. */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps it where the browser lets us; the page works without. */
export function keep(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // Storage is full or forbidden: then it lasts as long as the tab.
  }
}

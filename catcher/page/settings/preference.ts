import { useEffect, useState } from "preact/hooks";

/** A choice that this browser keeps, the same in all of its tabs. The first value is the default. */
export class Preference<Value extends string> {
  private value: Value;
  private readonly subscribers = new Set<() => void>();

  constructor(
    private readonly key: string,
    readonly values: readonly [Value, ...Value[]],
  ) {
    this.value = this.stored();
    globalThis.addEventListener?.("storage", (event) => {
      if (event.key === key) this.take(this.stored());
    });
  }

  get(): Value {
    return this.value;
  }

  set(value: Value): void {
    keep(this.key, value);
    this.take(value);
  }

  /** Sets the next of its values, and the first after the last. */
  next(): void {
    const at = this.values.indexOf(this.value);
    this.set(this.values[(at + 1) % this.values.length]!);
  }

  subscribe(subscriber: () => void): () => void {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  }

  private take(value: Value): void {
    if (value === this.value) return;
    this.value = value;
    for (const subscriber of this.subscribers) subscriber();
  }

  private stored(): Value {
    const stored = kept(this.key);
    return this.values.find((value) => value === stored) ?? this.values[0];
  }
}

export function usePreference<Value extends string>(preference: Preference<Value>): Value {
  const [, setRender] = useState(0);
  useEffect(() => preference.subscribe(() => setRender((count) => count + 1)), [preference]);
  return preference.get();
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

import { Stored } from "./stored";

/** A choice of one of these values. The first is the default. */
export class Preference<Value extends string> extends Stored<Value> {
  constructor(
    key: string,
    readonly values: readonly [Value, ...Value[]],
  ) {
    super(key, {
      read: (text) => values.find((value) => value === text) ?? values[0],
      write: (value) => value,
    });
  }

  /** Sets the next of its values, and the first after the last. */
  next(): void {
    const at = this.values.indexOf(this.value);
    this.value = this.values[(at + 1) % this.values.length]!;
  }
}

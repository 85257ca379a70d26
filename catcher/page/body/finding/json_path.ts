/** How far a path has led: the numbers of its steps that are behind. */
export type Places = readonly number[];

/**
 * A place in JSON as filters name it: "user.email", "items.0.sku", "items[0].sku", "items.sku". A
 * name may hold dots and brackets itself, so that several places may be meant.
 */
export class JsonPath {
  /** Where each step begins and ends in `text`, which has no escapes. */
  private readonly steps: { begin: number; end: number }[] = [];
  private text = "";

  static readonly start: Places = [0];

  constructor(path: string) {
    let begin = 0;
    const endStep = (next: number) => {
      this.steps.push({ begin, end: this.text.length });
      begin = next;
    };
    for (let at = 0; at < path.length; at += 1) {
      if (path.startsWith("\\.", at)) at += 1;
      else if (path[at] === ".") endStep(this.text.length + 1);
      else if (path[at] === "[" && this.text.length > begin) endStep(this.text.length);
      this.text += path[at];
    }
    endStep(this.text.length);
  }

  isEnd(places: Places): boolean {
    return places.includes(this.steps.length);
  }

  /** Those of a member. */
  behind(places: Places, name: string): Places {
    return places.flatMap((place) => {
      const next = this.between(place, place) === "*" ? [place + 1] : [];
      for (let last = place; last < this.steps.length; last += 1) {
        if (this.between(place, last) === name) next.push(last + 1);
      }
      return next;
    });
  }

  /** Those of an item; what is asked of a list is asked of each. */
  behindItem(places: Places, index: number): Places {
    const named = places.filter((place) => {
      const step = this.between(place, place).replace(/^\[(.+)\]$/, "$1");
      return step === "*" || step === String(index);
    });
    return [...places, ...named.map((place) => place + 1)];
  }

  private between(first: number, last: number): string {
    const from = this.steps[first];
    return from ? this.text.slice(from.begin, this.steps[last]!.end) : "";
  }
}

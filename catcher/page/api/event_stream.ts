/** One server-sent event. */
export interface StreamEvent {
  type: string;
  id: string;
  data: string;
}

/**
 * Reads server-sent events out of text that comes in pieces. (The browser's own EventSource starts
 * a task per event, which is too much in a burst, and can't be told where to begin.)
 */
export class EventReader {
  private rest = "";

  /** The events that this piece completes. */
  read(piece: string): StreamEvent[] {
    const blocks = (this.rest + piece).replace(/\r\n?/g, "\n").split("\n\n");
    this.rest = blocks.pop() ?? "";
    return blocks.map(eventOf).filter((event) => event !== null);
  }
}

function eventOf(block: string): StreamEvent | null {
  const event: StreamEvent = { type: "message", id: "", data: "" };
  let hasData = false;
  for (const line of block.split("\n")) {
    const [, name, value = ""] = /^([^:]+)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === "event") event.type = value;
    else if (name === "id") event.id = value;
    else if (name === "data") {
      event.data += hasData ? `\n${value}` : value;
      hasData = true;
    }
  }
  return hasData || event.type !== "message" ? event : null;
}

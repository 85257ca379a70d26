import { Hub } from "./hub";
import type { ToWorker } from "./messages";

const hub = new Hub();

/** The names that the page's own types don't have: this is a shared worker, not a window. */
const scope = globalThis as unknown as {
  onconnect: (event: MessageEvent) => void;
};

scope.onconnect = ({ ports }) => {
  const port = ports[0]!;
  port.onmessage = ({ data }: MessageEvent<ToWorker>) => {
    if (data.type === "follow") hub.follow(port, data.path, data.headers);
    else hub.leave(port);
  };
};

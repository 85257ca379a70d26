import type { Body, Capture, Pairs } from "../../api/capture";

/**
 * The body of the catcher's own answer; undefined where nothing was sent, or a file of an older
 * version doesn't say.
 */
export function ownBody(capture: Capture): Body | undefined {
  const { id, method, reply, refusal, rule } = capture;
  if (reply.body) return withId(reply.body, id);
  if (reply.fault === "close" || reply.fault === "reset") return undefined;
  if (method === "HEAD" || [204, 304].includes(reply.status)) return textBody("");
  const isAskedFor = rule !== undefined || refusal !== null || reply.status !== 200;
  return isAskedFor ? undefined : textBody(`caught ${id}\n`);
}

/** Their values as they were sent: what was kept before there was an id says "{{id}}". */
export function ownHeaders({ id, reply }: Capture): Pairs {
  return reply.headers.map(([name, value]) => [name, value.replaceAll("{{id}}", String(id))]);
}

function withId(body: Body, id: number): Body {
  if (body.encoding !== "utf-8") return body;
  return { ...body, data: body.data.replaceAll("{{id}}", String(id)) };
}

function textBody(data: string): Body {
  const size = data.length;
  const kept = { size, stored: size, truncated: false };
  return { ...kept, encoding: "utf-8", data, content_encoding: null };
}

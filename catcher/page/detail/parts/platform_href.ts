import type { Pairs } from "../../api/capture";

/**
 * Where the platform that sent a delivery shows it, as its headers say; null where they don't. Any
 * sender may write such headers: only an address of this machine is taken.
 */
export function platformHref(headers: Pairs): string | null {
  const platform = only(headers, "hookline-platform");
  const id = /^(?:[\w.]{1,64}-)?(\d{1,15})$/.exec(only(headers, "hookline-delivery") ?? "")?.[1];
  if (!platform || !id) return null;
  try {
    const { protocol, hostname, origin } = new URL(platform);
    const isHere = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
    return protocol === "http:" && isHere ? `${origin}/#/deliveries/${id}` : null;
  } catch {
    return null;
  }
}

/** The value of that header, where there is one of it. */
function only(headers: Pairs, lower: string): string | undefined {
  const found = headers.filter(([name]) => name.toLowerCase() === lower);
  return found.length === 1 ? found[0]![1] : undefined;
}

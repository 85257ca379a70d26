import { account } from "../account/account";
import type { Delivery } from "../api/platform";

/**
 * Where the catcher that runs beside shows what it caught of that delivery; null where the delivery
 * doesn't lead there. The catcher knows it by the header that the dispatcher puts on each request.
 */
export function captureHref({ id, url }: Delivery): string | null {
  const catcher = account.value?.catcher;
  if (!catcher || originOf(url) !== originOf(catcher.catching)) return null;
  const filter = new URLSearchParams({ "header.Hookline-Delivery": `*-${id}` });
  return `${catcher.page.replace(/\/$/, "")}/#/?${filter}`;
}

function originOf(url: string): string {
  try {
    return new URL(url).origin.replace("//localhost", "//127.0.0.1");
  } catch {
    return url;
  }
}

import { account } from "../account/account";
import type { Delivery } from "../api/platform";

/**
 * Where the catcher that runs beside shows what it caught of that delivery; null where the delivery
 * doesn't lead there. The catcher knows it by the header that each request of it has; of what was
 * accepted before the platform was started again only the end of that is known.
 */
export function captureHref({ id, url, mark = `*-${id}` }: Delivery): string | null {
  const catcher = account.value?.catcher;
  if (!catcher || originOf(url) !== originOf(catcher.catching)) return null;
  const filter = new URLSearchParams({ "header.Hookline-Delivery": mark });
  return `${catcher.page.replace(/\/$/, "")}/#/?${filter}`;
}

function originOf(url: string): string {
  try {
    return new URL(url).origin.replace("//localhost", "//127.0.0.1");
  } catch {
    return url;
  }
}

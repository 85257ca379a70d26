import { keep, kept } from "../settings/stored";

/**
 * What the catcher wants to be told by who calls it, percent-encoded as the printed URL has it. The
 * browser keeps it for this origin alone, port included: a cookie would go to every port of the
 * host, and so to what is caught beside it.
 */
const key = "hookline.token";
/** Where the browser keeps nothing, as long as the tab lasts. */
let given = "";

/** Call once, first: takes the token out of the address, where others could read it. */
export function takeToken(): void {
  const { pathname, search, hash } = location;
  const found = /[?&]token=([^&]*)/.exec(search);
  if (!found) return;
  take(found[1]!);
  const rest = search.replace(/([?&])token=[^&]*(&|$)/, "$1").replace(/[?&]$/, "");
  history.replaceState(history.state, "", pathname + rest + hash);
}

/** For a token as somebody typed it. */
export function giveToken(text: string): void {
  take(encodeURIComponent(text.trim()));
}

export function authorization(): Record<string, string> {
  const token = kept(key) ?? given;
  return token ? { Authorization: `Bearer ${token}` } : {};
}

function take(token: string): void {
  given = token;
  keep(key, token);
}

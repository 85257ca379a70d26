/**
 * Where this browser can send to. A catcher that listens on all addresses names none; the one that
 * the page came from is sure to lead there.
 */
export function catchingUrl(catching: string, pageHost: string): string {
  return catching.replace(/^(\w+:\/\/)(?:0\.0\.0\.0|\[::\])(?=:|$)/, `$1${pageHost}`);
}

/** As it is written on the key. */
export function keyName(key: string): string {
  return { Escape: "Esc", Delete: "Del", "Control+k": "Ctrl K" }[key] ?? key;
}

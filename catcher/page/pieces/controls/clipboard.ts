/** Throws when the browser doesn't let us. */
export async function copyText(text: string): Promise<void> {
  // Browsers give the clipboard's interface to pages from https and from this machine only.
  if (navigator.clipboard) await navigator.clipboard.writeText(text);
  else copySelected(text);
}

function copySelected(text: string): void {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "off_screen";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  if (!copied) throw new Error("the browser refused");
}

/**
 * Sends a request to the catching address, as any program would. That is another origin, which
 * doesn't know of this page, so the answer can't be read; the capture is seen all the same.
 */
export async function sendSample(catching: string): Promise<void> {
  const fields = new URLSearchParams([
    ["type", "sample"],
    ["date_time", new Date().toISOString()],
    ["contact[email]", "jane.doe@example.com"],
    ["contact[first_name]", "Jane"],
    ["contact[fields][favorite_color]", "Sea green"],
    ["tags[]", "customer"],
    ["tags[]", "newsletter"],
    ["message", "Hello from your own page!"],
  ]);
  await fetch(`${catching}/sample?from=page`, { method: "POST", mode: "no-cors", body: fields });
}

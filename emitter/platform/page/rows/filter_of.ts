/** Of an address's query, what these names ask for; as a query. */
export function filterOf(query: string, names: readonly string[]): string {
  const known = new URLSearchParams(query);
  const asked = new URLSearchParams();
  for (const name of names) {
    const value = known.get(name);
    if (value) asked.set(name, value);
  }
  return String(asked);
}

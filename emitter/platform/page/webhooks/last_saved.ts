import { signal } from "@preact/signals";

/** The webhook that was last kept on this page, and what was done with it: "added". */
export const lastSaved = signal<{ id: number; words: string } | null>(null);

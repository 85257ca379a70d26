/** The program that serves the page said no; the message is its sentence, and its hint where it gave one. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The sentence alone. */
    readonly sentence = message,
    /** Which part of what was sent is meant, a JSON pointer; "" where that wasn't said. */
    readonly pointer = "",
  ) {
    super(message);
  }
}

/** The refusal that this answer is. `who`: who answers, "catcher". */
export async function errorOf(answer: Response, who: string): Promise<ApiError> {
  const text = await answer.text();
  const silence = `The ${who} answered ${answer.status}`;
  try {
    const { error = silence, hint, pointer } = JSON.parse(text) as Partial<Record<string, string>>;
    const message = [error, hint].filter(Boolean).join(". ");
    return new ApiError(answer.status, message, error, pointer);
  } catch {
    return new ApiError(answer.status, silence);
  }
}

/** "no such capture" as people write it: "No such capture." */
export function asSentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`.replace(/([.!?])\.$/, "$1");
}

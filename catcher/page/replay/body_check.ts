import { isJsonType, type MediaType } from "../body/media_type";
import { parseJson } from "../body/tree/json_tree";
import { placeIn, TextError } from "../body/tree/text_place";
import { countText } from "../pieces/size";

/** What there is to say of a body that is edited. */
export interface BodyCheck {
  isWell: boolean;
  sentence: string;
  /** Where it breaks, in characters from the start. */
  position?: number;
}

/** Larger ones aren't read at every key that is pressed. */
const charsMax = 500_000;

/** Null where it is to be neither JSON nor a form, or is too large to be looked at. */
export function checkBody(text: string, type: MediaType): BodyCheck | null {
  if (text.length > charsMax) return null;
  if (type.essence === "application/x-www-form-urlencoded") return checkForm(text);
  const looksLikeJson = type.essence === "" && /^\s*[[{]/.test(text);
  return isJsonType(type) || looksLikeJson ? checkJson(text) : null;
}

function checkJson(text: string): BodyCheck {
  try {
    parseJson(text);
    return { isWell: true, sentence: "JSON, well formed." };
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    const { line, column, message, position } = error;
    const sentence = `This isn't JSON: ${message}, at line ${line}, column ${column}.`;
    return { isWell: false, sentence, position };
  }
}

function checkForm(text: string): BodyCheck {
  const position = text.search(/%(?![\da-fA-F]{2})|[^!-~]/);
  if (position < 0) {
    const fields = text === "" ? 0 : text.split("&").length;
    return { isWell: true, sentence: `A form of ${countText(fields, "field")}.` };
  }
  const { line, column } = placeIn(text, position);
  const char = String.fromCodePoint(text.codePointAt(position)!);
  const what = char === "%" ? "two hexadecimal digits follow a %" : `${nameOf(char)} is encoded`;
  const sentence = `In a form ${what}: see line ${line}, column ${column}.`;
  return { isWell: false, sentence, position };
}

/** With what stands for it in a form. */
function nameOf(char: string): string {
  if (char === " ") return "a space (as + or %20)";
  if (/\s/.test(char)) return `a line's end (as ${encodeURIComponent(char)})`;
  try {
    return `“${char}” (as ${encodeURIComponent(char)})`;
  } catch {
    return "half of a character";
  }
}

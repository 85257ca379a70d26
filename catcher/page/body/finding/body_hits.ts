import type { Capture } from "../../api/capture";
import { type Content, contentOfBytes, shownTextOf, typeIn } from "../content";
import { type BodyTab, contentTabs } from "../content_tabs";
import { readMultipart } from "../parts/multipart";
import type { Hit } from "./hit";
import { hitsInJson, hitsInPairs, hitsInParts, hitsInRows, hitsInText, hitsInXml } from "./hits";
import type { Wanted } from "./wanted";

/** What is found in the body as that view shows it; nothing in views of bytes and images. */
export function hitsInBody(
  { form }: Capture,
  content: Content,
  tab: BodyTab,
  /** The request as it came, once it is there. */
  raw: string,
  wanted: Wanted,
): Hit[] {
  if (tab === "form") return hitsInPairs(form ?? [], "form", wanted);
  if (tab === "raw") return hitsInText(raw, wanted);
  return hitsInContent(content, tab, wanted);
}

function hitsInContent(content: Content, tab: BodyTab, wanted: Wanted): Hit[] {
  const { text, bytes, type } = content;
  switch (tab) {
    case "json":
      return hitsInJson(text ?? "", wanted);
    case "rows":
      return hitsInRows(text ?? "", wanted);
    case "xml":
      return hitsInXml(text ?? "", wanted);
    case "text":
      return hitsInText(text ?? shownTextOf(bytes), wanted);
    case "parts":
      return hitsInParts(readMultipart(bytes, type.params.get("boundary")).parts, (part) => {
        const inner = contentOfBytes(part.bytes, typeIn(part.headers));
        // Parts in parts are opened by hand.
        const first = contentTabs(inner)[0]!.key;
        return first === "parts" ? [] : hitsInContent(inner, first, wanted);
      });
    default:
      return [];
  }
}

import type { Capture } from "../../api/capture";
import { type Content, contentOfBytes, shownTextOf, typeIn } from "../content";
import { type BodyTab, contentTabs } from "../content_tabs";
import { partsDepthMax, readMultipart } from "../parts/multipart";
import type { Hit } from "./hit";
import {
  hitsInBytes,
  hitsInJson,
  hitsInPairs,
  hitsInParts,
  hitsInRows,
  hitsInText,
  hitsInXml,
} from "./hits";
import type { Wanted } from "./wanted";

/** What is found in the body as that view shows it; nothing in an image. */
export function hitsInBody(
  { form }: Capture,
  content: Content,
  tab: BodyTab,
  /** The request as it came, as text or as bytes, once it is there. */
  raw: string | Uint8Array,
  wanted: Wanted,
): Hit[] {
  if (tab === "form") return hitsInPairs(form ?? [], "form", wanted);
  if (tab === "raw") {
    return typeof raw === "string" ? hitsInText(raw, wanted) : hitsInBytes(raw, wanted);
  }
  return hitsInContent(content, tab, wanted);
}

/** `depth` counts the multiparts around it. */
function hitsInContent(content: Content, tab: BodyTab, wanted: Wanted, depth = 0): Hit[] {
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
    case "hex":
      return hitsInBytes(bytes, wanted);
    case "parts":
      if (depth >= partsDepthMax) return hitsInText(text ?? "", wanted);
      return hitsInParts(readMultipart(bytes, type.params.get("boundary")).parts, (part) => {
        const inner = contentOfBytes(part.bytes, typeIn(part.headers));
        return hitsInContent(inner, contentTabs(inner)[0]!.key, wanted, depth + 1);
      });
    default:
      return [];
  }
}

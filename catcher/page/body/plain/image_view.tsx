import { useState } from "preact/hooks";
import { useBlobUrl } from "../blob_url";
import type { Content } from "../content";

/**
 * An image is only ever shown as <img>, where nothing that it holds can run or load anything: SVG
 * is a document in any other place.
 */
export function ImageView({ content }: { content: Content }) {
  const url = useBlobUrl(content.bytes, imageTypeOf(content) ?? "");
  const [state, setState] = useState("");
  if (state === "broken") {
    return <p class="notice">This browser can't show it as an image. The bytes are in Hex.</p>;
  }
  return (
    <figure class="image">
      {url && (
        <img
          src={url}
          alt="The image that was sent"
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setState(`${naturalWidth} × ${naturalHeight} pixels`)
          }
          onError={() => setState("broken")}
        />
      )}
      <figcaption class="faint">{state || "Loading…"}</figcaption>
    </figure>
  );
}

/** Which kind of image it is, by its first bytes rather than by what it is said to be. */
export function imageTypeOf({ bytes, text, type }: Content): string | null {
  for (const [kind, begins] of beginnings) {
    if (begins.test(String.fromCharCode(...bytes.subarray(0, 12)))) return kind;
  }
  const isSvg = type.essence === "image/svg+xml" || /^\s*<svg[\s>]/.test(text?.slice(0, 200) ?? "");
  if (isSvg) return "image/svg+xml";
  return /^image\/[\w.+-]+$/.test(type.essence) ? type.essence : null;
}

const beginnings: [kind: string, begins: RegExp][] = [
  ["image/png", /^\x89PNG\r\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8[79]a/],
  ["image/webp", /^RIFF[^]{4}WEBP/],
  ["image/avif", /^[^]{4}ftypavi[fs]/],
];

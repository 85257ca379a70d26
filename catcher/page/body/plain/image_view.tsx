import { useState } from "preact/hooks";
import { useBlobUrl } from "../blob_url";
import type { Content } from "../content";
import { imageTypeOf } from "./image_type";

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

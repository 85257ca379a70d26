import { useMemo } from "preact/hooks";
import type { Body, Pairs } from "../../api/capture";
import { type Content, contentOf, typeIn } from "../../body/content";
import { ContentView } from "../../body/content_view";
import { countText } from "../../pieces/size";
import { visible } from "../../pieces/visible";
import { HeadersFold } from "../parts/headers_fold";

interface AnswerContentProps {
  /** Undefined where it isn't known. */
  body: Body | undefined;
  headers: Pairs;
  /** Of which answer: "the answer", "attempt 2". */
  label: string;
}

/** An answer's body, read by its type, and its headers below. */
export function AnswerContent({ body, headers, label }: AnswerContentProps) {
  const content = useMemo(
    () => body && contentOf(body.decoded ?? body, typeIn(headers)),
    [body, headers],
  );
  return (
    <>
      {body?.truncated && (
        <p class="notice">Only the beginning of its {countText(body.size, "byte")} is kept.</p>
      )}
      {body?.note && <p class="notice">Unpacking: {body.note}.</p>}
      {body?.size === 0 && <p class="notice">It has no body.</p>}
      {content && isPlainLine(content) && (
        <pre class="code">
          <bdi class="text">{visible(content.text ?? "")}</bdi>
        </pre>
      )}
      {content && content.bytes.length > 0 && !isPlainLine(content) && (
        <ContentView content={content} label={`Views of ${label}`} />
      )}
      <HeadersFold side="answer" headers={headers} label={`Headers of ${label}`} />
    </>
  );
}

/** A line such as "caught 7", of no type: it needs no choice of views. */
function isPlainLine({ text, type, bytes }: Content): boolean {
  const isLine = text !== null && /^[^\n]+\n?$/.test(text) && bytes.length <= 500;
  return isLine && type.essence === "";
}

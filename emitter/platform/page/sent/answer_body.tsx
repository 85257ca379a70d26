import { useMemo } from "preact/hooks";
import { contentOfBytes, typeIn } from "../../../../catcher/page/body/content";
import { ContentView } from "../../../../catcher/page/body/content_view";
import { visible } from "../../../../catcher/page/pieces/visible";
import type { HeaderLine } from "../api/platform";

interface AnswerBodyProps {
  body: string;
  headers?: readonly HeaderLine[];
  label: string;
}

/** What a receiver answered, read by its type where that is known. */
export function AnswerBody({ body, headers = [], label }: AnswerBodyProps) {
  const content = useMemo(
    () =>
      contentOfBytes(
        new TextEncoder().encode(body),
        typeIn(headers.map(({ name, value }) => [name, value])),
      ),
    [body, headers],
  );
  if (body === "") return null;
  if (/^[^\n]{1,300}\n?$/.test(body) && !/^\s*[[{<]/.test(body)) {
    return (
      <pre class="code">
        <bdi class="text">{visible(body)}</bdi>
      </pre>
    );
  }
  return <ContentView content={content} label={label} />;
}

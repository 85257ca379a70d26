import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { download } from "../blob_url";
import { CopyButton } from "../../pieces/controls/copy_button";
import { Icon } from "../../pieces/icon";
import { LongText } from "../../pieces/text/long_text";
import { countText, sizeText } from "../../pieces/size";
import { type Content, contentOfBytes, typeIn } from "../content";
import { PairTable } from "../fields/pair_table";
import { FindingPart, Uncounted, useFinding } from "../finding/finding";
import { nextTo } from "../finding/hit";
import { useMore } from "../more";
import { IsNamed } from "../values/named";
import { TextView } from "../plain/text_view";
import { type BodyPart, partsDepthMax, readMultipart } from "./multipart";

const partsAtOnce = 20;

interface PartsViewProps {
  content: Content;
  depth: number;
  /** The views of a part's content. */
  viewOf: (content: Content, label: string) => ComponentChildren;
}

export function PartsView({ content, depth, viewOf }: PartsViewProps) {
  const { bytes, text, type } = content;
  const { parts, problems } = useMemo(
    () => readMultipart(bytes, type.params.get("boundary")),
    [bytes, type],
  );
  const { sought } = useFinding();
  const { first, end, before, more } = useMore(parts.length, "part", partsAtOnce, nextTo(sought));
  if (depth >= partsDepthMax) return <TextView text={text ?? ""} />;
  return (
    <>
      {problems.slice(0, 10).map((problem) => (
        <p key={problem} class="notice">
          {problem.slice(0, 300)}
        </p>
      ))}
      {before}
      <ol class="body_parts">
        {parts.slice(first, end).map((part, at) => (
          <li key={first + at}>
            <FindingPart index={first + at}>
              <Part part={part} number={first + at + 1} viewOf={viewOf} />
            </FindingPart>
          </li>
        ))}
      </ol>
      {more}
    </>
  );
}

interface PartProps {
  part: BodyPart;
  number: number;
  viewOf: PartsViewProps["viewOf"];
}

function Part({ part, number, viewOf }: PartProps) {
  const { name, filename, headers, bytes } = part;
  const content = useMemo(() => contentOfBytes(bytes, typeIn(headers)), [bytes, headers]);
  const label = `Part ${number}`;
  return (
    <section aria-label={label}>
      <header class="body_part_head">
        <h4>{name === null ? label : <LongText text={name} start={300} />}</h4>
        {name !== null && <CopyButton text={name} label={`Copy the name of part ${number}`} />}
        {filename !== null && (
          <span>
            <LongText text={filename} start={300} />
          </span>
        )}
        <span class="faint" title={countText(bytes.length, "byte")}>
          {sizeText(bytes.length)}
        </span>
        <button
          class="plain"
          title={`Download part ${number}`}
          onClick={() => download(bytes, filename ?? name ?? `part-${number}`)}
        >
          <Icon name="download" />
          Part
        </button>
      </header>
      {headers.length > 0 && (
        <Uncounted>
          <PairTable pairs={headers} label={`Headers of part ${number}`} noun="header" />
        </Uncounted>
      )}
      <IsNamed.Provider value={false}>
        {viewOf(content, `Views of part ${number}`)}
      </IsNamed.Provider>
    </section>
  );
}

import type { ComponentChildren } from "preact";
import { CopyButton } from "../../pieces/controls/copy_button";
import { cut } from "../../pieces/text/cut";
import { LongText } from "../../pieces/text/long_text";
import { useFinding } from "../finding/finding";
import { type Sought, soughtAt } from "../finding/hit";
import { isWantedPair } from "../finding/wanted";
import { openByClick, ValueButton } from "../values/value_button";
import { placeOfCookie, placeOfPair } from "../values/value_place";
import { visible } from "../../pieces/visible";

export interface Pair {
  /** What filters call it; null where they don't know it. */
  kind: "form" | "query" | "header" | null;
  name: string;
  value: string;
}

interface PairCellsProps {
  pair: Pair;
  sought: Sought | null;
  /** What the value holds besides what it looks like. */
  meaning?: ComponentChildren;
}

/** The value of a field or header, and what can be done with it. */
export function PairCells({ pair, sought, meaning }: PairCellsProps) {
  const { wanted } = useFinding();
  const { kind, name, value } = pair;
  const place = placeOfPair(kind, name, value);
  return (
    <>
      <td onClick={openByClick(place)}>
        <LongText
          text={value}
          isFound={isWantedPair(wanted, kind, name, value)}
          sought={soughtAt(sought, "value")}
        />
        {meaning}
        {kind === "header" && /^cookie$/i.test(name) && <Cookies header={name} value={value} />}
      </td>
      <td class="row_tools">
        <ValueButton place={place} />
        <CopyButton text={value} label={`Copy the value of ${name.slice(0, 100)}`} />
      </td>
    </>
  );
}

const cookiesMax = 100;

/** Each of the cookies in a header, to be filtered by. */
function Cookies({ header, value }: { header: string; value: string }) {
  const cookies = value.split(/;\s*/).filter(Boolean);
  if (cookies.length < 2) return null;
  return (
    <ul class="cookies" aria-label="Cookies">
      {cookies.slice(0, cookiesMax).map((cookie, index) => {
        const place = placeOfCookie(header, cookie);
        return (
          <li key={index} onClick={openByClick(place)}>
            <span>{visible(cut(cookie, 300))}</span>
            <ValueButton place={place} />
          </li>
        );
      })}
    </ul>
  );
}

import { useState } from "preact/hooks";
import type { Health } from "../api/capture";
import { TextField } from "../controls/field";
import { PlaceErrors } from "../controls/place_error";
import { BackButton } from "../detail/back_button";
import type { Feed } from "../feed/feed";
import { useRuleCounts } from "../replies/rules";
import { boxHost, isBoxName } from "./box";
import { BoxCard } from "./box_card";
import { makeBox } from "./named_boxes";
import { useBoxes } from "./use_boxes";

interface BoxesProps {
  feed: Feed;
  onClose: () => void;
}

/** Several catching addresses in one catcher, each with its captures and its replies. */
export function Boxes({ feed, onClose }: BoxesProps) {
  useRuleCounts(feed);
  const boxes = useBoxes(feed);
  const health = feed.health.value;
  return (
    <article class="detail screen" tabIndex={-1} aria-label="Boxes">
      <BackButton onClose={onClose} />
      <h2>Boxes</h2>
      <p class="faint">
        An address for each sender, all caught here: each box has its own captures and its own
        replies.
      </p>
      <NewBox />
      {health && boxes.map((box) => <BoxCard key={box.name} box={box} health={health} />)}
      {boxes.length === 0 && <p class="notice">There is no box.</p>}
      {health && <Reach health={health} />}
    </article>
  );
}

/** What is typed is its name; without, it gets one. */
function NewBox() {
  const [name, setName] = useState("");
  const [sentence, setSentence] = useState("");
  const make = (event: Event) => {
    event.preventDefault();
    const asked = name.trim().toLowerCase();
    if (asked !== "" && !isBoxName(asked)) {
      setSentence("letters, digits and hyphens make a name, as in an address");
      return;
    }
    makeBox(asked || undefined);
    setName("");
  };
  return (
    <PlaceErrors.Provider value={sentence ? { pointer: "/name", sentence } : null}>
      <form class="new_box" onSubmit={make}>
        <TextField
          label="Name of the new box"
          class="bare"
          placeholder="a name, or none"
          pointer="/name"
          value={name}
          onValue={(value) => {
            setName(value);
            setSentence("");
          }}
        />
        <button class="main">New box</button>
      </form>
    </PlaceErrors.Provider>
  );
}

/** From where boxes are reached by their addresses. */
function Reach({ health }: { health: Health }) {
  if (health.domain !== undefined) return null;
  return (
    <p class="faint">
      Names below <code>localhost</code> lead to this machine. A program that doesn't know them
      sends to <code>{health.catching}</code> with the header{" "}
      <code>Host: {boxHost("NAME", health)}</code>; with <code>catcher --domain</code>, boxes have
      addresses for other machines, too.
    </p>
  );
}

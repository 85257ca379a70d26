import type { Health } from "../api/capture";
import { NameForm } from "../controls/name_form";
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
  const make = (typed: string) => {
    const name = typed.toLowerCase();
    if (name !== "" && !isBoxName(name)) {
      return "letters, digits and hyphens make a name, as in an address";
    }
    makeBox(name || undefined);
    return "";
  };
  return (
    <NameForm
      class="new_box"
      label="Name of the new box"
      fieldClass="bare"
      placeholder="a name, or none"
      onName={make}
    >
      <button class="main">New box</button>
    </NameForm>
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

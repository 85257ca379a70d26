import { useState } from "preact/hooks";
import { sentenceOf } from "../api/api";
import type { Feed } from "../feed/feed";
import { remove } from "../feed/deletion";
import { useCommand } from "../commands/command";
import { CommandButton } from "../commands/command_button";
import { commands } from "../commands/table";
import { Word } from "../commands/word";
import { pins } from "../list/pins";
import { Dialog } from "../pieces/controls/dialog";
import { Icon } from "../pieces/icon";
import { countText } from "../pieces/size";

/** Deletes what was found, or all where nothing is searched for, once that was confirmed. */
export function ClearButton({ feed }: { feed: Feed }) {
  const [asking, setAsking] = useState(false);
  const { total } = feed.totals.counts.value;
  const { isFiltered } = feed.search;
  const count = isFiltered ? feed.search.found.count : total;
  useCommand(commands.clear, count > 0 ? () => setAsking(true) : null);
  const label = isFiltered ? `Delete ${count.toLocaleString("en")} found` : "Delete all captures";
  return (
    <>
      <CommandButton command={commands.clear} label={label}>
        <Icon name="trash" />
        <Word text="Delete" />
      </CommandButton>
      {asking && (
        <Confirmation feed={feed} count={count} label={label} onClose={() => setAsking(false)} />
      )}
    </>
  );
}

interface ConfirmationProps {
  feed: Feed;
  count: number;
  label: string;
  onClose: () => void;
}

function Confirmation({ feed, count, label, onClose }: ConfirmationProps) {
  const [failure, setFailure] = useState("");
  const { search } = feed;
  const { isFiltered } = search;
  const clear = async () => {
    const query = new URLSearchParams(search.filter);
    // What comes in meanwhile wasn't meant.
    query.set("before", String(search.lastSeen + 1));
    try {
      await remove(query, pins.ids);
      onClose();
    } catch (error) {
      setFailure(sentenceOf(error));
    }
  };
  const what = `${countText(count, "capture")}${isFiltered ? " found" : ""}`;
  return (
    <Dialog label={label} onClose={onClose}>
      <h2>Delete {what}?</h2>
      {pins.ids.length > 0 && <p>Those that are pinned are kept.</p>}
      <p>For half a minute, that can be undone.</p>
      {failure && <p class="refusal">{failure}</p>}
      <div class="choices">
        <button class="plain" onClick={onClose}>
          Keep them
        </button>
        <button class="danger" onClick={() => void clear()}>
          {isFiltered ? "Delete found" : "Delete all"}
        </button>
      </div>
    </Dialog>
  );
}

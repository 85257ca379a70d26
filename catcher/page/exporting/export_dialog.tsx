import { useEffect, useMemo, useState } from "preact/hooks";
import { sentenceOf } from "../api/api";
import { type ExportFormat, fetchExport } from "../api/export";
import { downloadBlob } from "../body/blob_url";
import type { Feed } from "../feed/feed";
import { pins } from "../list/pins";
import { several } from "../list/several/several";
import { Dialog } from "../pieces/controls/dialog";
import { Options } from "../pieces/controls/options";
import { countText } from "../pieces/size";

const formats: Record<ExportFormat, string> = {
  ndjson: "NDJSON: a line for each capture, with all that is known of it",
  har: "HAR 1.2: for browsers and other tools",
  curl: "cURL: a shell script that sends the same bytes again",
  scenario: "Scenario: for emitter replay",
};

/** Some of the captures, that can be exported together. */
interface Choice {
  key: string;
  words: string;
  count: number;
  /** What the catcher is asked for. */
  filter: URLSearchParams;
}

/** Which captures are exported, and in what form. */
export function ExportDialog({ feed, onClose }: { feed: Feed; onClose: () => void }) {
  const choices = choicesNow(feed);
  const [key, setKey] = useState(choices[0]!.key);
  const [format, setFormat] = useState<ExportFormat>("ndjson");
  const chosen = choices.find((choice) => choice.key === key) ?? choices.at(-1)!;
  const { isRunning, failure, save } = useDownload(onClose);
  return (
    <Dialog label="Export" onClose={onClose}>
      <h2>Export</h2>
      <Options
        legend="Captures"
        words={Object.fromEntries(
          choices.map(({ key, words, count }) => [key, `${words}: ${count.toLocaleString("en")}`]),
        )}
        chosen={chosen.key}
        onChoose={setKey}
      />
      <Options legend="Format" words={formats} chosen={format} onChoose={setFormat} />
      {failure && (
        <p class="refusal" role="alert">
          {failure}
        </p>
      )}
      <div class="choices">
        <button class="plain" onClick={onClose}>
          Cancel
        </button>
        <button
          class="main"
          disabled={isRunning || chosen.count === 0}
          onClick={() => void save(format, chosen.filter)}
        >
          {isRunning ? "Exporting…" : `Export ${countText(chosen.count, "capture")}`}
        </button>
      </div>
    </Dialog>
  );
}

/** Those that are likeliest meant first. */
function choicesNow(feed: Feed): Choice[] {
  const { search } = feed;
  const choices: Choice[] = [];
  const add = (key: string, words: string, count: number, filter: URLSearchParams) => {
    if (count > 0) choices.push({ key, words, count, filter });
  };
  add("chosen", "Chosen", several.size, idsFilter(several.ids));
  if (search.isFiltered && search.refusal.value === "") {
    add("found", "Found", search.found.count, new URLSearchParams(search.filter));
  }
  add("pinned", "Pinned", pins.ids.length, idsFilter(pins.ids));
  const all = {
    key: "all",
    words: "All",
    count: feed.totals.counts.value.total,
    filter: new URLSearchParams(),
  };
  // Pins are made for other purposes, too.
  const isMeantFirst = choices[0]?.key === "pinned";
  return isMeantFirst ? [all, ...choices] : [...choices, all];
}

function idsFilter(ids: readonly number[]): URLSearchParams {
  return new URLSearchParams({ id: ids.join() });
}

/** Calls back once the file is there. */
function useDownload(onSaved: () => void) {
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState("");
  const run = useMemo(() => new AbortController(), []);
  useEffect(() => () => run.abort(), [run]);
  const save = async (format: ExportFormat, filter: URLSearchParams) => {
    setRunning(true);
    setFailure("");
    try {
      const { file, name } = await fetchExport(format, filter, run.signal);
      downloadBlob(file, name);
      onSaved();
    } catch (error) {
      if (run.signal.aborted) return;
      setFailure(sentenceOf(error));
      setRunning(false);
    }
  };
  return { isRunning, failure, save };
}

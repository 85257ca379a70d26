import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { sentenceOf } from "../../api/api";
import type { Feed } from "../../feed/feed";
import { countText } from "../../pieces/size";
import { rememberTargetUrl, rememberedTarget } from "../../replay/kept_drafts";
import { targetUrl } from "../../replay/target_url";
import { readForResending } from "../../replay/together/failures";
import { progressText, ResentList } from "../../replay/together/failures_part";
import { ResendRun } from "../../replay/together/resend_run";

interface ResendSeveralProps {
  feed: Feed;
  ids: readonly number[];
}

/** Sends the chosen captures again, one after the other, oldest first, with the edits they have. */
export function ResendSeveral({ feed, ids }: ResendSeveralProps) {
  const [to, setTo] = useState(() => rememberedTarget() || (feed.health.value?.forward ?? ""));
  const [run, setRun] = useState<ResendRun | null>(null);
  const [problem, setProblem] = useState("");
  const field = useRef<HTMLInputElement>(null);
  // At once, so that no letter that follows the key is lost.
  useLayoutEffect(() => field.current?.focus(), []);
  const isRunning = run?.isRunning.value ?? false;
  const submit = async (event: Event) => {
    event.preventDefault();
    const url = targetUrl(to);
    if (url === "" || isRunning) return;
    rememberTargetUrl(url);
    setProblem("");
    try {
      setRun(new ResendRun(await readForResending(ids, url)));
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  return (
    <form class="resend_several" onSubmit={(event) => void submit(event)}>
      <label>
        Send to{" "}
        <input
          type="text"
          placeholder="localhost:3000"
          autocomplete="off"
          spellcheck={false}
          value={to}
          ref={field}
          onInput={(event) => setTo(event.currentTarget.value)}
        />
      </label>
      {isRunning ? (
        <button class="plain" type="button" onClick={() => run?.cancel()}>
          Cancel
        </button>
      ) : (
        <button class="plain" disabled={to.trim() === ""}>
          Send {countText(ids.length, "capture")}
        </button>
      )}
      <p role="status" aria-label="Progress">
        {problem || (run && progressText(run))}
      </p>
      {run && <ResentList resent={run.resent.value} />}
    </form>
  );
}

import type { ComponentChildren } from "preact";
import { computed } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { type BodyTab, BodyView } from "../body/body_view";
import { FindScope } from "../body/finding/find_scope";
import { NothingSought } from "../body/finding/finding";
import { FieldView } from "../body/fields/field_view";
import { meaningOf } from "../body/tree/json_view";
import { PairTable } from "../body/fields/pair_table";
import { useCommand } from "../commands/command";
import { commands } from "../commands/table";
import type { Feed } from "../feed/feed";
import { Method } from "../list/rows/marks";
import { BackButton } from "./back_button";
import { CopyButton } from "../pieces/controls/copy_button";
import { LongText } from "../pieces/text/long_text";
import type { Capture } from "../api/capture";
import { ReplayPart } from "../replay/replay_part";
import { isWide } from "../settings/screen";
import { CheckSignature } from "../signing/check_signature";
import { Actions } from "./actions";
import { AnswerSide } from "./answer/answer_side";
import { EventPart } from "./parts/event_part";
import { HeadersFold } from "./parts/headers_fold";
import { Overview } from "./parts/overview";
import { Part } from "./parts/part";
import { useCapture } from "./use_capture";
import { useReplaying } from "./use_replaying";
import { Warning, Warnings } from "./parts/warnings";

interface DetailProps {
  feed: Feed;
  id: number;
  tab: BodyTab | null;
  onTab: (tab: BodyTab) => void;
  onDeleted: (id: number) => void;
  onClose: () => void;
}

export function Detail(props: DetailProps) {
  const { feed, id, tab, onTab, onDeleted, onClose } = props;
  const updates = useMemo(() => computed(() => feed.news.updates.of(id)), [feed, id]);
  const isListed = useMemo(() => computed(() => feed.list.captures.rowOf(id) >= 0), [feed, id]);
  const isGone = useMemo(() => computed(() => feed.isGone(id)), [feed, id]);
  const { capture, failure, reload } = useCapture(id, updates.value);
  const mayCome = isListed.value && failure !== "";
  useEffect(() => {
    // What wasn't here has come.
    if (mayCome) reload();
  }, [mayCome, reload]);
  const [replaying, setReplaying] = useReplaying(capture);
  const toggleReplay = () => setReplaying(!replaying);
  useCommand(commands.resend, capture && toggleReplay);
  const forward = feed.health.value?.forward ?? "";
  return (
    <article
      class="detail"
      tabIndex={-1}
      aria-label={`Capture ${id}`}
      aria-busy={!capture && !failure}
    >
      <BackButton onClose={onClose} hasNeighbours />
      {failure && <p class="notice">{failure}</p>}
      {capture && (
        <FindScope feed={feed} id={capture.id}>
          <RequestLine capture={capture}>
            <Actions
              capture={capture}
              replaying={replaying}
              onReplay={toggleReplay}
              onDeleted={onDeleted}
            />
          </RequestLine>
          {isGone.value && (
            <Warning text="It is no longer kept: what this page shows is all that is left." />
          )}
          <Warnings capture={capture} />
          <CheckSignature capture={capture} />
          {isWide.value && <Overview capture={capture} />}
          <ReplayPart
            capture={capture}
            forward={forward}
            open={replaying}
            onClose={() => setReplaying(false)}
            onSent={reload}
          />
          <div class="parts">
            <section class="part_column" aria-label="Request">
              <h3 class="side_title">Request</h3>
              <Part title="Body">
                <BodyView capture={capture} wanted={tab} onWant={onTab} />
              </Part>
              {capture.event && <EventPart event={capture.event} />}
              {capture.query.length > 0 && (
                <Part title="Query" count={capture.query.length}>
                  <FieldView
                    key={capture.id}
                    pairs={capture.query}
                    label="Query"
                    kind="query"
                    meaningOf={meaningOf}
                  />
                </Part>
              )}
              <HeadersFold
                key={capture.id}
                side="request"
                headers={capture.headers}
                label="Headers"
              />
              {capture.trailers && (
                <Part title="Trailers" count={capture.trailers.length}>
                  <PairTable pairs={capture.trailers} label="Trailers" noun="trailer" />
                </Part>
              )}
            </section>
            <NothingSought>
              <AnswerSide capture={capture} forward={forward} />
            </NothingSought>
          </div>
          {!isWide.value && <Overview capture={capture} />}
        </FindScope>
      )}
    </article>
  );
}

function RequestLine({ capture, children }: { capture: Capture; children: ComponentChildren }) {
  return (
    <div class="request_line">
      <h2>
        <Method method={capture.method} />
        <span class="request_target">
          <LongText key={capture.id} text={capture.target} start={isWide.value ? 600 : 160} />
        </span>
        <CopyButton text={capture.target} label="Copy the target" />
      </h2>
      <p class="faint number">#{capture.id}</p>
      {children}
    </div>
  );
}

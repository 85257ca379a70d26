import type { ComponentChildren, TargetedMouseEvent } from "preact";
import { useState } from "preact/hooks";
import {
  bodyUrl,
  fetchBytes,
  fetchCurl,
  fetchHealth,
  fetchRaw,
  rawUrl,
  sentenceOf,
} from "../api/api";
import type { Capture } from "../api/capture";
import { catchingUrl } from "../api/catching_url";
import { useCommand } from "../commands/command";
import { CommandButton } from "../commands/command_button";
import { commands } from "../commands/table";
import { compare, compared } from "../compare/comparing";
import { PinButton } from "../list/rows/pin_button";
import { download } from "../body/blob_url";
import { shownTextOf } from "../body/content";
import { remove as removeFound } from "../feed/deletion";
import { CopyButton } from "../pieces/controls/copy_button";
import { Icon } from "../pieces/icon";
import { hasEdits } from "../replay/kept_drafts";
import { isWide } from "../settings/screen";
import { httpieOf } from "./httpie";

interface ActionsProps {
  capture: Capture;
  /** Whether the form for sending it again is open. */
  replaying: boolean;
  onReplay: () => void;
  onDeleted: (id: number) => void;
}

export function Actions(props: ActionsProps) {
  const { capture, replaying, onReplay, onDeleted } = props;
  const { id } = capture;
  const waiting = compared.value;
  const [failure, setFailure] = useState("");
  const httpie = async () => {
    const { catching } = await fetchHealth();
    return httpieOf(capture, catchingUrl(catching, location.hostname));
  };
  const rawText = async () => shownTextOf(await fetchRaw(id));
  const remove = () => {
    removeFound(new URLSearchParams({ id: String(id) }))
      .then(() => onDeleted(id))
      .catch((error: unknown) => setFailure(sentenceOf(error)));
  };
  /** A link alone couldn't send the token, and would save a refusal under the file's name. */
  const save = (url: string, name: string) => {
    fetchBytes(url)
      .then((bytes) => download(bytes, name))
      .catch((error: unknown) => setFailure(sentenceOf(error)));
  };
  const saveLink = (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    event.preventDefault();
    save(new URL(event.currentTarget.href).pathname, event.currentTarget.download);
  };
  useCommand(commands.saveRaw, () => save(rawUrl(id), `capture-${id}.raw`));
  useCommand(commands.saveBody, () => save(bodyUrl(id), `capture-${id}.body`));
  useCommand(commands.remove, remove);
  const files = (
    <>
      <Group name="Copy">
        <CopyButton
          text={() => fetchCurl(id)}
          label="Copy as cURL"
          icon="terminal"
          class="plain"
          command={commands.copyCurl}
        >
          cURL
        </CopyButton>
        <CopyButton
          text={httpie}
          label="Copy as HTTPie"
          icon="terminal"
          class="plain"
          command={commands.copyHttpie}
        >
          HTTPie
        </CopyButton>
        <CopyButton
          text={rawText}
          label="Copy the raw request"
          class="plain"
          command={commands.copyRaw}
        >
          Raw
        </CopyButton>
        <CopyButton
          text={linkTo(id)}
          label="Copy a link to this capture"
          icon="link"
          class="plain"
          command={commands.copyLink}
        >
          Link
        </CopyButton>
      </Group>
      <Group name="Download">
        <a
          class="button plain"
          href={rawUrl(id)}
          download={`capture-${id}.raw`}
          onClick={saveLink}
          title="Download the request as it came off the wire"
        >
          <Icon name="download" />
          Raw
        </a>
        <a
          class="button plain"
          href={bodyUrl(id)}
          download={`capture-${id}.body`}
          onClick={saveLink}
          title="Download the body as it was sent"
        >
          <Icon name="download" />
          Body
        </a>
      </Group>
    </>
  );
  return (
    <div class="actions">
      <PinButton capture={capture} />
      <CommandButton
        command={commands.resend}
        label="Send it again"
        class="plain replay"
        expanded={replaying}
        onPress={onReplay}
        isWritten
      >
        <Icon name="replay" />
        Send again
        {hasEdits(capture) && <span class="draft_mark">edited</span>}
      </CommandButton>
      <button
        class="plain"
        aria-pressed={waiting === id}
        title="Compare with another capture (c)"
        onClick={() => compare(id)}
      >
        <Icon name="compare" />
        {waiting === null || waiting === id ? "Compare" : `Compare with #${waiting}`}
      </button>
      {isWide.value ? (
        files
      ) : (
        <details class="more_actions">
          <summary>Copy, download</summary>
          {files}
        </details>
      )}
      <CommandButton command={commands.remove} label="Delete this capture" onPress={remove}>
        <Icon name="trash" />
      </CommandButton>
      {failure && (
        <p class="refusal" role="alert">
          {failure}
        </p>
      )}
    </div>
  );
}

function Group({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <span class="action_group" role="group" aria-label={name}>
      <span class="faint" aria-hidden="true">
        {name}
      </span>
      {children}
    </span>
  );
}

function linkTo(id: number): string {
  return `${location.origin}/#/captures/${id}`;
}

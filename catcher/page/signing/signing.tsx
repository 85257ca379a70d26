import { useEffect } from "preact/hooks";
import { Select, TextField } from "../controls/field";
import { ItemCard } from "../controls/item_card";
import { MatchEditor } from "../controls/match_editor";
import { PlaceErrors } from "../controls/place_error";
import { SaveBar } from "../controls/save_bar";
import { freshKey } from "../controls/saved_list";
import { BackButton } from "../detail/back_button";
import { cut } from "../pieces/text/cut";
import { visible } from "../pieces/visible";
import { factsOf, freshDraft, type KeyDraft, keySummary, schemeOptions } from "./key_draft";
import { keys } from "./keys";

interface SigningProps {
  onSaved: () => void;
  onClose: () => void;
}

/** The keys that captures' signatures are judged with, and that replays are signed with. */
export function Signing({ onSaved, onClose }: SigningProps) {
  useEffect(() => keys.show(), []);
  const { drafts, error } = keys;
  return (
    <article class="detail screen" tabIndex={-1} aria-label="Signing keys">
      <BackButton onClose={onClose} />
      <h2>Signing keys</h2>
      <p class="faint">
        With a key, each capture that it is for says whether its signature is right, and can be
        signed again when it is sent again. Keys stay in the catcher's memory, and are never shown.
      </p>
      <PlaceErrors.Provider value={error}>
        <SaveBar list={keys} noun="the keys" item="Key" onSaved={onSaved} />
        {drafts?.map((draft, index) => (
          <KeyCard
            key={draft.key}
            draft={draft}
            index={index}
            open={keys.isOpen(draft.key)}
            onOpen={(isOpen) => keys.setOpen(draft.key, isOpen)}
            onDraft={(next) => keys.replace(draft, [next])}
            onRemove={() => keys.replace(draft, [])}
          />
        ))}
        {drafts?.length === 0 && <p class="notice">There is no key.</p>}
      </PlaceErrors.Provider>
      <button
        type="button"
        class="plain"
        disabled={!drafts}
        onClick={() => keys.add(freshDraft(freshKey()))}
      >
        Add a key
      </button>
    </article>
  );
}

interface KeyCardProps {
  draft: KeyDraft;
  index: number;
  open: boolean;
  onOpen: (open: boolean) => void;
  onDraft: (draft: KeyDraft) => void;
  onRemove: () => void;
}

function KeyCard({ draft, index, open, onOpen, onDraft, onRemove }: KeyCardProps) {
  const pointer = `/${index}`;
  const { hasTime, keyStart } = factsOf(draft);
  const change = (part: Partial<KeyDraft>) => onDraft({ ...draft, ...part });
  return (
    <ItemCard
      name={`Key ${index + 1}`}
      pointer={pointer}
      summary={<bdi>{visible(cut(keySummary(draft), 300))}</bdi>}
      open={open}
      onOpen={onOpen}
      onRemove={onRemove}
    >
      <div class="field_row">
        <Select
          label="Scheme"
          options={schemeOptions}
          pointer={`${pointer}/scheme`}
          value={draft.scheme}
          onValue={(scheme) => change({ scheme })}
        />
        <TextField
          label="Key"
          isSecret
          class="wide"
          placeholder={draft.id === null ? keyStart : `the one that ends in ${draft.ends || "…"}`}
          pointer={`${pointer}/key`}
          value={draft.secret}
          onValue={(secret) => change({ secret })}
        />
        {hasTime && (
          <TextField
            label="Tolerance of the time"
            placeholder="5m"
            pointer={`${pointer}/tolerance`}
            value={draft.tolerance}
            onValue={(tolerance) => change({ tolerance })}
          />
        )}
      </div>
      {draft.scheme === "hmac-sha256" && (
        <div class="field_row">
          <TextField
            label="Header"
            pointer={`${pointer}/header`}
            value={draft.header}
            onValue={(header) => change({ header })}
          />
          <Select
            label="Encoding"
            options={[
              ["hex", "hex"],
              ["base64", "base64"],
            ]}
            pointer={`${pointer}/encoding`}
            value={draft.encoding}
            onValue={(encoding) => change({ encoding })}
          />
          <TextField
            label="Prefix of the value"
            placeholder="none, or sha256="
            pointer={`${pointer}/prefix`}
            value={draft.prefix}
            onValue={(prefix) => change({ prefix })}
          />
        </div>
      )}
      <MatchEditor
        conditions={draft.match}
        onConditions={(match) => change({ match })}
        pointer={`${pointer}/match`}
      />
    </ItemCard>
  );
}

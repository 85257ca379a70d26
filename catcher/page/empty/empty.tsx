import { useState } from "preact/hooks";
import { sendSample, sentenceOf } from "../api/api";
import { CopyButton } from "../pieces/controls/copy_button";
import { Icon } from "../pieces/icon";
import { Tabs } from "../pieces/controls/tabs";
import { snippetsFor } from "./snippets";

/** What is shown before anything was caught: everything one needs to have the first capture. */
export function Empty({ catching }: { catching: string }) {
  const snippets = snippetsFor(catching);
  const [chosen, setChosen] = useState("curl");
  const { code } = snippets.find((snippet) => snippet.key === chosen)!;
  return (
    <section class="empty" aria-label="How to begin">
      <h2>Waiting for the first request</h2>
      <p>Whatever is sent here, to any path and with any method, is caught and shown at once:</p>
      <p class="catching">
        <code>{catching}</code>
        <CopyButton text={catching} label="Copy the catching address" class="plain">
          Copy
        </CopyButton>
      </p>
      <p>
        One address for each of several senders: make <a href="#/boxes">boxes</a>.
      </p>
      <SampleButton />
      <Tabs
        label="Ready commands"
        tabs={snippets}
        chosen={chosen}
        onChoose={setChosen}
        extra={<CopyButton text={code} label="Copy the command" />}
      >
        <pre class="code">{code}</pre>
      </Tabs>
    </section>
  );
}

function SampleButton() {
  const [failure, setFailure] = useState("");
  const send = () => {
    setFailure("");
    sendSample().catch((error: unknown) => setFailure(sentenceOf(error)));
  };
  return (
    <>
      <button class="main" onClick={send}>
        <Icon name="send" />
        Send a sample to myself
      </button>
      {failure && (
        <p class="refusal" role="alert">
          {failure}
        </p>
      )}
    </>
  );
}

import { effect, signal } from "@preact/signals";
import { fetchJson, sendJson, sentenceOf } from "../api/api";
import type { RecordingAnswer } from "../account/things";
import { Serial } from "../account/serial";
import { live } from "../live/live";

/** What is recorded just now; null where nothing is. */
export const recording = signal<RecordingAnswer["recording"]>(null);

/** What was recorded until it was stopped; null until then. */
export const recorded = signal<string | null>(null);

/** Why it couldn't be done; "" where it could. */
export const recordingFailure = signal("");

const place = "/hookline/recordings";

/** Keeps it up to date until what it returns is called: another page may start and stop it, too. */
export function watchRecording(): () => void {
  const asking = new Serial(async () => {
    recording.value = (await fetchJson<RecordingAnswer>(place)).recording;
  });
  return effect(() => {
    void live.changes.value;
    asking.ask();
  });
}

export function startRecording(): Promise<void> {
  return attempt(async () => {
    recording.value = (await sendJson<RecordingAnswer>("POST", place)).recording;
    recorded.value = null;
  });
}

/** Ends it; its scenario is there to be taken out from then on. */
export function stopRecording(): Promise<void> {
  return attempt(async () => {
    recorded.value = await scenarioSoFar();
    await sendJson("DELETE", place);
    recording.value = null;
  });
}

/** The scenario that does the same again, with what has to arrive. */
export async function scenarioSoFar(): Promise<string> {
  return `${JSON.stringify(await fetchJson(`${place}/scenario`), null, 2)}\n`;
}

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
    recordingFailure.value = "";
  } catch (error) {
    recordingFailure.value = sentenceOf(error);
  }
}

/** Shows no more of what was recorded. */
export function putAway(): void {
  recorded.value = null;
  recordingFailure.value = "";
}

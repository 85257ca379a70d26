import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { env } from "node:process";
import { createInterface } from "node:readline";
import { after } from "node:test";

export const platformKey = "key-of-the-tests";

/** The imitated platform, which ends with the test file; its address. */
export async function startPlatform(flags = [], listen = "127.0.0.1:0") {
  const args = ["serve", "--listen", listen, "--api-key", platformKey, "--store", "memory"];
  const child = spawn(join(env.HOOKLINE_BIN_DIR, "emitter"), [...args, ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  after(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    await exited;
  });
  const lines = createInterface({ input: child.stdout });
  const [first] = await once(lines, "line");
  lines.resume();
  return first.replace("serving on ", "");
}

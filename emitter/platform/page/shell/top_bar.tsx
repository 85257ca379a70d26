import type { ComponentChildren } from "preact";
import { CommandButton } from "../../../../catcher/page/commands/command_button";
import { Icon } from "../../../../catcher/page/pieces/icon";
import { live } from "../live/live";
import { commands } from "./commands";

/** `children`: what else stands in it. */
export function TopBar({ children }: { children?: ComponentChildren }) {
  return (
    <header class="top_bar">
      <h1>
        <a class="home" href="#/">
          <img src="/icon.svg" alt="" width="24" height="24" />
          <span>
            Hookline <span class="faint">platform</span>
          </span>
        </a>
      </h1>
      <Status />
      {children}
      <span class="bar_tools">
        <CommandButton command={commands.palette} label="All commands">
          <Icon name="search" />
        </CommandButton>
        <CommandButton command={commands.help} label="Help">
          <Icon name="help" />
        </CommandButton>
      </span>
    </header>
  );
}

/** Whether what is seen is up to date, in a word. */
function Status() {
  const state = live.connection.value;
  const words = { connecting: "Connecting", live: "Live", reconnecting: "Reconnecting" };
  return (
    <span class={`status ${state}`} role="status">
      {words[state]}
    </span>
  );
}

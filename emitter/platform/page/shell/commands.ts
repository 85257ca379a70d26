import { Command, type CommandTable } from "../../../../catcher/page/commands/command";
import { formCommands } from "../doing/form_commands";
import { sectionList } from "./sections";

/**
 * What can be done by a key or by name. What a command does stands where it is offered: look for its
 * name with useCommand().
 */
export const commands = {
  next: new Command("next row of the list", ["j"]),
  previous: new Command("row before in the list", ["k"]),
  add: new Command("add a webhook", ["a"]),
  sample: new Command("send sample data"),
  again: new Command("send the delivery again", ["r"]),
  copyStep: new Command("copy the delivery as a step of a scenario", ["y"]),
  record: new Command("record what is done, and stop", ["R"]),
  filter: new Command("filter the list", ["/"]),
  palette: new Command("all commands, by their names", ["Control+k"]),
  close: new Command("close what is open", ["Escape"]),
  help: new Command("help: this sheet", ["?"]),
};

/** To the sections, by their places; offered by the navigation. */
export const wayTo: CommandTable = Object.fromEntries(
  sectionList.map(([screen, { label, key }]) => [
    screen,
    new Command(`go to ${label}`, key ? [key] : []),
  ]),
);

export const allCommands: CommandTable = {
  ...commands,
  ...formCommands,
  ...Object.fromEntries(Object.entries(wayTo).map(([screen, way]) => [`to ${screen}`, way])),
};

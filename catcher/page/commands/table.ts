import { Command } from "./command";

/**
 * All that can be done by a key, a button of the bar, or by name. What a command does stands where
 * it is offered: look for its name with useCommand().
 */
export const commands = {
  next: new Command("next older capture", ["j"]),
  previous: new Command("next newer capture", ["k"]),
  newest: new Command("newest capture", ["g"]),
  oldest: new Command("oldest capture", ["G"]),
  find: new Command("find in the body", ["f"]),
  nextHit: new Command("next hit in the body", ["n"]),
  previousHit: new Command("previous hit in the body", ["N"]),
  view: new Command("views of the body", ["1", "2", "3", "4", "5"]),
  palette: new Command("all commands, by their names", ["Control+k"]),
  resend: new Command("send the capture again", ["r"]),
  compare: new Command("compare: this capture, then another one", ["c"]),
  search: new Command("search", ["/"]),
  pause: new Command("pause the list, and go on", ["p"]),
  remove: new Command("delete the capture", ["Delete"]),
  copyCurl: new Command("copy the capture as a cURL command", ["y"]),
  copyHttpie: new Command("copy the capture as an HTTPie command"),
  copyRaw: new Command("copy the request as it came"),
  copyLink: new Command("copy a link to the capture"),
  saveRaw: new Command("download the request as it came"),
  saveBody: new Command("download the body", ["d"]),
  pin: new Command("pin the capture, or unpin it", ["s"]),
  choose: new Command("choose the capture together with others, or not", ["x"]),
  chooseAll: new Command("choose all captures that are listed"),
  export: new Command("export captures: all, found, pinned or chosen", ["e"]),
  pinned: new Command("show the pinned captures alone, or all"),
  timeline: new Command("timeline", ["t"]),
  boxes: new Command("boxes: an address for each sender", ["b"]),
  newBox: new Command("make a new box"),
  replies: new Command("replies: what senders get back"),
  signing: new Command("signing keys"),
  clear: new Command("delete all captures, or those that were found"),
  undo: new Command("undo the deletion", ["u"]),
  columns: new Command("choose the columns of the list"),
  settings: new Command("settings"),
  close: new Command("close the capture, or clear the search", ["Escape"]),
  help: new Command("help: this sheet", ["?"]),
};

import type { Pairs } from "../../../../catcher/page/api/capture";

/** The fields of a form as it is sent, in their order. */
export function formPairs(body: string): Pairs {
  return [...new URLSearchParams(body)];
}

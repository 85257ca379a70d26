import type { Capture } from "../api/capture";
import { cut } from "../pieces/text/cut";
import { visible } from "../pieces/visible";
import { goTo, route } from "../shell/route";
import { addKeyFor, signatureIn } from "./keys";

/** Where a capture carries a signature and no key is for it: the way to one. */
export function CheckSignature({ capture }: { capture: Capture }) {
  const found = signatureIn(capture);
  if (!found || capture.signature || capture.signature_reason) return null;
  const check = async () => {
    await addKeyFor(found);
    goTo({ capture: null, filter: route.value.filter, screen: "signing" });
  };
  return (
    <p class="check_signature">
      It carries a signature, in <code>{visible(cut(found.name, 60))}</code>, and no key is set for
      it.{" "}
      <button class="more" onClick={() => void check()}>
        Check this signature
      </button>
    </p>
  );
}

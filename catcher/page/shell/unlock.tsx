import { giveToken } from "../api/token";
import { UnlockForm } from "../controls/unlock_form";

/** Where the catcher wants a token that this browser doesn't know, or no longer the one it kept. */
export function Unlock({ onToken }: { onToken: () => void }) {
  const open = (text: string) => {
    giveToken(text);
    onToken();
  };
  return (
    <UnlockForm title="This catcher wants a token" label="Token" onText={open}>
      Open the whole URL that the catcher printed as “watching on”, or give the token here. This
      browser keeps it for this address.
    </UnlockForm>
  );
}

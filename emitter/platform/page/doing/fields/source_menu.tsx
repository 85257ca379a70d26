import { Select } from "../../../../../catcher/page/controls/field";

const sources = [
  ["admin", "an admin"],
  ["public", "the contact"],
  ["api", "the API"],
  ["system", "the system"],
] as const;

interface SourceMenuProps {
  value: string;
  onValue: (value: string) => void;
}

/** By whom it is done: webhooks listen for some of these sources. */
export function SourceMenu({ value, onValue }: SourceMenuProps) {
  return <Select label="As" pointer="/as" value={value} onValue={onValue} options={sources} />;
}

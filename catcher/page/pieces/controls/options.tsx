interface OptionsProps<Key extends string> {
  legend: string;
  /** What is said of each. */
  words: Record<Key, string>;
  chosen: Key;
  onChoose: (key: Key) => void;
}

/** Several of which one is chosen. */
export function Options<Key extends string>({
  legend,
  words,
  chosen,
  onChoose,
}: OptionsProps<Key>) {
  return (
    <fieldset class="setting">
      <legend>{legend}</legend>
      {(Object.keys(words) as Key[]).map((key) => (
        <label class="choice" key={key}>
          <input
            type="radio"
            name={legend}
            checked={key === chosen}
            onChange={() => onChoose(key)}
          />
          {words[key]}
        </label>
      ))}
    </fieldset>
  );
}

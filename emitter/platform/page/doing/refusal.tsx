import { isAt, type PlaceError } from "../../../../catcher/page/controls/place_error";

interface RefusalProps {
  error: PlaceError | null;
  /** Of the fields, which say themselves what is wrong with them. */
  places: readonly string[];
}

/** What is wrong with no field in particular. */
export function Refusal({ error, places }: RefusalProps) {
  const isElsewhere = error !== null && !places.some((place) => isAt(error, place));
  return (
    <p class="refusal" role="alert">
      {isElsewhere && error.sentence}
    </p>
  );
}

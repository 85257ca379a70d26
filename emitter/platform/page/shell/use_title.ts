import { useEffect } from "preact/hooks";
import { route } from "./route";
import { sectionList } from "./sections";

/** Says in the tab's title which section is shown. */
export function useTitle(): void {
  const { screen } = route.value;
  const label = sectionList.find(([name, { covers = [] }]) =>
    [name, ...covers].includes(screen),
  )?.[1].label;
  const title = screen && label ? `${label}: Hookline platform` : "Hookline platform";
  useEffect(() => {
    document.title = title;
  }, [title]);
}

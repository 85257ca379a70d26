import type { Feed } from "../feed/feed";

/** How many were found, and how far the search has come. */
export function Found({ feed }: { feed: Feed }) {
  const { count, progress } = feed.search.found;
  const text = `${count.toLocaleString("en")} found`;
  const isDone = progress >= 1;
  return (
    <>
      <span class="found" aria-hidden="true">
        {isDone ? text : `${text}, ${Math.floor(progress * 100)} %`}
      </span>
      {!isDone && <progress aria-label="Searching" value={progress} />}
      <span class="off_screen" role="status">
        {isDone ? text : ""}
      </span>
    </>
  );
}

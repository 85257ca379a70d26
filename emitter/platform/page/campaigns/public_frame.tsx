import { Icon } from "../../../../catcher/page/pieces/icon";

interface PublicFrameProps {
  /** What it shows, for those who don't see it. */
  title: string;
  /** A path of the public pages. */
  url: string;
  onClose: () => void;
}

/**
 * A page as a contact sees it. It has no scripts, and here it couldn't run any: what it says is made
 * of what somebody typed.
 */
export function PublicFrame({ title, url, onClose }: PublicFrameProps) {
  return (
    <section class="public_frame" aria-label={title}>
      <header>
        <span class="faint">As the contact sees it</span>
        <a class="button plain" href={url} target="_blank" rel="noreferrer">
          Open in a new tab
        </a>
        <button type="button" class="quiet" aria-label={`Close: ${title}`} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <iframe
        key={url}
        title={title}
        src={url}
        sandbox="allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      />
    </section>
  );
}

import { render } from "preact";
import { takeToken } from "./api/token";
import { App } from "./app";
import { giveNotices } from "./feed/live/capture_notices";
import { Feed } from "./feed/feed";
import { applyTheme } from "./settings/theme";
import "./app.css";

takeToken();
const feed = new Feed();
applyTheme();
giveNotices(feed.news.arrivals, () => feed.list.paused);
render(<App feed={feed} />, document.body);

import { render } from "preact";
import { App } from "./app";
import { Feed } from "./feed/feed";
import { giveNotices } from "./settings/notices";
import { applyTheme } from "./settings/theme";
import "./app.css";

const feed = new Feed();
applyTheme();
giveNotices(feed);
render(<App feed={feed} />, document.body);

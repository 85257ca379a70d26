import { render } from "preact";
import { App } from "./app";
import { Feed } from "./feed/feed";
import "./app.css";

render(<App feed={new Feed()} />, document.body);

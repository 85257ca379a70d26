import { render } from "preact";
import { applyTheme } from "../../../catcher/page/settings/theme";
import { App } from "./app";
import { live } from "./live/live";
import "./app.css";

applyTheme();
live.start();
render(<App />, document.body);

import { render } from "preact";
import "./app.css";

render(<main>Hookline</main>, document.body);

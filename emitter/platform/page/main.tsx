import { render } from "preact";
import "./app.css";

render(<h1>Hookline platform</h1>, document.body);

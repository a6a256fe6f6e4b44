import "./theme/tokens.css";
import "./theme/base.css";
import { render } from "preact";
import { App } from "./app.tsx";
import { listenToKeys } from "./ui/actions.tsx";

listenToKeys();
const page = document.getElementById("page");
if (page) render(<App />, page);

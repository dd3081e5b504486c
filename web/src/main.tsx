import { render } from "preact";
import { App } from "./shell/app";
import { chosenTheme, showTheme } from "./shell/theme";
import "./style/app.css";

showTheme(chosenTheme());
const root = document.getElementById("app");
if (root !== null) render(<App />, root);

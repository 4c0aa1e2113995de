import { render } from "preact";
import { App } from "./App";
import "./play.css";

const root = document.getElementById("app");
if (root) render(<App />, root);

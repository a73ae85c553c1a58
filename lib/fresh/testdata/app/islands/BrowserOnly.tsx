import { IS_BROWSER } from "fresh/runtime";

export default function BrowserOnly() {
  return IS_BROWSER ? <p id="browser-only">in the browser</p> : null;
}

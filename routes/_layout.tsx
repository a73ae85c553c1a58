import { asset } from "fresh/runtime";
import { EngineLine } from "../components/EngineLine.tsx";
import { ThemeToggle } from "../islands/ThemeToggle.tsx";
import { NETSIFT_VERSION } from "../lib/version.ts";
import { define } from "../utils.ts";

const PAGES = [
  { href: "/datasets", text: "Datasets" },
  { href: "/train", text: "Train" },
  { href: "/runs", text: "Runs" },
  { href: "/predict", text: "Predict" },
];

export default define.layout(function Layout({ Component, url, state }) {
  return (
    <>
      <a class="skip-link" href="#content">Skip to content</a>
      <header class="site-header">
        <div class="container">
          <a class="brand" href="/">
            <img src={asset("/favicon.svg")} alt="" width={28} height={28} /> Netsift
          </a>
          <nav class="site-nav" aria-label="Main">
            <ul>
              {PAGES.map(({ href, text }) => (
                <li key={href}>
                  <a href={href} aria-current={currentMark(url.pathname, href)}>{text}</a>
                </li>
              ))}
            </ul>
          </nav>
          <ThemeToggle />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <div class="container">
          <Component />
        </div>
      </main>
      <footer class="site-footer">
        <div class="container row-between">
          <span>Netsift {NETSIFT_VERSION}</span>
          <EngineLine report={state.netsift.engine()} />
          <span>Your data stays on this server.</span>
        </div>
      </footer>
    </>
  );
});

/** `page` for the page itself, `true` for the pages under it. */
function currentMark(path: string, href: string): "page" | "true" | undefined {
  if (path === href) return "page";
  return path.startsWith(`${href}/`) ? "true" : undefined;
}

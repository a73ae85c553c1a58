import type { ComponentChildren } from "preact";
import { asset } from "fresh/runtime";
import { Icon } from "./Icon.tsx";

/** The entries of the navigation; there is room for ten. */
const PAGES = [
  { href: "/datasets", text: "Datasets" },
  { href: "/train", text: "Train" },
  { href: "/runs", text: "Runs" },
  { href: "/compare", text: "Compare" },
  { href: "/predict", text: "Predict" },
  { href: "/batches", text: "Batches" },
  { href: "/live", text: "Live" },
  { href: "/alerts", text: "Alerts" },
  { href: "/benchmarks", text: "Benchmarks" },
];

const MENU = "site-menu";

/** The head of every page: a bar of links, or a menu where the window is narrow. */
export function SiteHeader({ path, children }: {
  /** Of the page shown; `null` for who is not logged in and can go nowhere. */
  path: string | null;
  /** What stands at its end. */
  children: ComponentChildren;
}) {
  return (
    <header class="site-header">
      <div class="container">
        <a class="brand" href="/">
          <img src={asset("/favicon.svg")} alt="" width={28} height={28} /> Netsift
        </a>
        {path !== null && (
          <nav class="site-nav" aria-label="Main">
            <button type="button" class="button button-small" popovertarget={MENU}>
              <Icon name="menu" /> Menu
            </button>
            <ul id={MENU} popover="auto">
              {PAGES.map(({ href, text }) => (
                <li key={href}>
                  <a href={href} aria-current={currentMark(path, href)}>{text}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div class="site-header-end">{children}</div>
      </div>
    </header>
  );
}

/** `page` for the page itself, `true` for the pages under it. */
function currentMark(path: string, href: string): "page" | "true" | undefined {
  if (path === href) return "page";
  return path.startsWith(`${href}/`) ? "true" : undefined;
}

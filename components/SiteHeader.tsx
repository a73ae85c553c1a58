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

/**
 * The head of every page: a bar of links, or a menu where the window is narrow. Fresh marks the
 * link of the page shown.
 */
export function SiteHeader({ hasPages, children }: {
  /** Whether the reader may go anywhere; who is not logged in may not. */
  hasPages: boolean;
  /** Controls at its end. */
  children: ComponentChildren;
}) {
  return (
    <header class="site-header">
      <div class="container">
        <a class="brand" href="/" aria-current="false">
          <img src={asset("/favicon.svg")} alt="" width={28} height={28} /> Netsift
        </a>
        {hasPages && (
          <nav class="site-nav" aria-label="Main">
            <button type="button" class="button button-small" popovertarget={MENU}>
              <Icon name="menu" /> Menu
            </button>
            <ul id={MENU} popover="auto">
              {PAGES.map(({ href, text }) => (
                <li key={href}>
                  <a href={href}>{text}</a>
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

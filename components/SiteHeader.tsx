import type { ComponentChildren } from "preact";
import { asset } from "fresh/runtime";
import { Icon } from "./Icon.tsx";
import { formatCount } from "../lib/base/format.ts";
import { GROUPS, isAt, type NavigationCounts, pageOf } from "./navigation.ts";

const MENU = "site-menu";

/**
 * The head of every page: a bar of groups and below it the pages of the one that is open, or a menu
 * of all where the window is narrow.
 */
export function SiteHeader({ path, access, counts, children }: {
  /** The path of the page shown. */
  path: string;
  /** Where the reader may go; who is not logged in may go nowhere. */
  access: "none" | "pages" | "all";
  /** What is counted beside names of groups. */
  counts: NavigationCounts;
  /** Controls at its end. */
  children: ComponentChildren;
}) {
  const current = pageOf(path);
  const groups = GROUPS.filter(({ isForAdmins }) => !isForAdmins || access === "all");
  return (
    <header class="site-header">
      <div class="container">
        <a class="brand" href="/" aria-current="false">
          <img src={asset("/favicon.svg")} alt="" width={26} height={26} /> Netsift
        </a>
        {access !== "none" && (
          <nav class="site-nav" aria-label="Main">
            <button type="button" class="button button-small" popovertarget={MENU}>
              <Icon name="menu" /> Menu
            </button>
            <ul class="groups" id={MENU} popover="auto">
              {groups.map(({ text, pages, isTool, counts: counted }) => {
                const isOpen = pages.some((page) => page === current);
                return (
                  <li key={text} class={isTool ? "tool" : undefined}>
                    <a
                      href={pages[0].href}
                      aria-current={pages.length > 1 ? isOpen : markOf(pages[0], current, path)}
                    >
                      {text}
                      {counted && counts[counted] > 0 && (
                        <span class="nav-count">
                          {formatCount(counts[counted])}
                          <span class="visually-hidden">open</span>
                        </span>
                      )}
                    </a>
                    {pages.length > 1 && (
                      <ul class={isOpen ? "pages open" : "pages"} aria-label={text}>
                        {pages.map((page) => (
                          <li key={page.href}>
                            <a href={page.href} aria-current={markOf(page, current, path)}>
                              {page.text}
                            </a>
                          </li>
                        ))}
                      </ul>
                    )}
                  </li>
                );
              })}
            </ul>
          </nav>
        )}
        <div class="site-header-end">{children}</div>
      </div>
    </header>
  );
}

function markOf(page: { href: string }, current: { href: string } | undefined, path: string) {
  if (page !== current) return "false";
  return isAt(path, page.href) ? "page" : "true";
}

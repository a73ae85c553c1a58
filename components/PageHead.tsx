import type { ComponentChildren } from "preact";
import { Head } from "fresh/runtime";

interface PageHeadProps {
  title: string;
  /** A sentence or facts under the title. */
  lede?: ComponentChildren;
  /** The page above. */
  up?: { href: string; text: string };
  /** Buttons beside the title. */
  children?: ComponentChildren;
}

/** The title of a page, in the document and on the page. */
export function PageHead({ title, lede, up, children }: PageHeadProps) {
  return (
    <div class="page-head">
      <Head>
        <title>{`${title} · Netsift`}</title>
      </Head>
      <div class="page-title">
        {up && (
          <a class="crumb" href={up.href}>
            <span aria-hidden="true">←</span> {up.text}
          </a>
        )}
        <h1>{title}</h1>
        {lede && <p>{lede}</p>}
      </div>
      {children && <div class="row">{children}</div>}
    </div>
  );
}

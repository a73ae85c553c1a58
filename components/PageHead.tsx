import type { ComponentChildren } from "preact";
import { Head } from "fresh/runtime";
import { Icon } from "./Icon.tsx";

interface PageHeadProps {
  title: string;
  /** Text or facts under the title. */
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
          <a class="crumb" href={up.href} aria-current="false">
            <Icon name="back" /> {up.text}
          </a>
        )}
        <h1>{title}</h1>
        {lede && <p>{lede}</p>}
      </div>
      {children && <div class="row">{children}</div>}
    </div>
  );
}

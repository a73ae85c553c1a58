import { computed, signal } from "@preact/signals";
import { page } from "fresh";
import { Head } from "fresh/runtime";
import BrowserOnly from "../islands/BrowserOnly.tsx";
import { Counter, Doubled, Told } from "../islands/Counter.tsx";
import Kinds from "../islands/Kinds.tsx";
import Outer from "../islands/Outer.tsx";
import Toggle from "../islands/Toggle.tsx";
import { define } from "../utils.ts";

const HOSTILE = "</script><script>document.title='broken'</script><!--<script>";

export const handlers = define.handlers({
  GET: () => page({ start: 3 }, { headers: { "x-page": "home" } }),
});

export default define.page<typeof handlers>(({ data }) => {
  const count = signal(data.start);
  return (
    <>
      <Head>
        <title>Home of the fixture</title>
        <meta name="description" content="replaced" />
        <meta name="robots" content="none" />
      </Head>
      <p>
        <Head>
          <meta key="image" property="og:image" content="page.png" />
          <link id="sheet" rel="alternate" href="/page.xml" />
        </Head>
      </p>
      <BrowserOnly />
      <Counter id="left" count={count} />
      <Counter id="right" count={count} />
      <Doubled count={count} />
      <Told tripled={computed(() => data.start * 3)} />
      <Kinds
        date={new Date("2026-01-02T03:04:05Z")}
        bytes={new Uint8Array([0, 255])}
        numbers={[NaN, Infinity, -0, 12n]}
        url={new URL("https://example.org/a?b")}
        pattern={/a<b>/gi}
        map={new Map([["a", new Set([1, 2])]])}
        nothing={undefined}
        text={HOSTILE}
      />
      <Outer>
        <em>inner island</em>
        <Counter id="inner" count={count} />
      </Outer>
      <Toggle title={<strong data-note={HOSTILE}>{HOSTILE}</strong>}>
        <p class="told">
          Told by the server <input type="checkbox" disabled />
        </p>
        <Counter id="slotted" count={count} />
      </Toggle>
      <footer>after the islands</footer>
    </>
  );
});

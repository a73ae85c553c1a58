import { signal } from "@preact/signals";
import { page } from "fresh";
import { Head } from "fresh/runtime";
import BrowserOnly from "../islands/BrowserOnly.tsx";
import { Counter, Doubled } from "../islands/Counter.tsx";
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
      </Head>
      <BrowserOnly />
      <Counter id="left" count={count} />
      <Counter id="right" count={count} />
      <Doubled count={count} />
      <Kinds
        date={new Date("2026-01-02T03:04:05Z")}
        floats={new Float32Array([1.5, -2, 0]).subarray(0, 2)}
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

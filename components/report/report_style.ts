/** The whole style of a report: it loads nothing. Light and dark follow the reader's system. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --text: light-dark(#18212b, #e7ecf1);
  --muted: light-dark(#53606e, #a3b0be); --border: light-dark(#d8dee5, #2c3743);
  --surface: light-dark(#fff, #181f27); --back: light-dark(#f6f7f9, #10151b);
  --c1: light-dark(#0072b2, #56b4e9); --c2: light-dark(#d55e00, #f5863f);
  --c3: light-dark(#008a64, #2dc99c); --c4: light-dark(#a8407c, #e5a0c6);
  --c5: light-dark(#9a6a00, #f0c141); --c6: light-dark(#4d5966, #b8c4d0); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, Segoe UI, Noto Sans, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 2rem 1rem 4rem; display: grid; gap: 1.5rem;
  grid-template-columns: minmax(0, 1fr); }
section { background: var(--surface); border: 1px solid var(--border); border-radius: 8px;
  padding: 1.25rem; }
h1, h2, h3, p, figure { margin: 0; overflow-wrap: anywhere; }
h2, section > p, section > ul { margin-bottom: 0.75rem; }
h2 { font-size: 1.25rem; } h3 { font-size: 1rem; margin-top: 1rem; }
.muted, figcaption, dt { color: var(--muted); } figcaption, .legend { font-size: 0.9rem; }
.notes { white-space: pre-line; margin-top: 0.75rem; }
.scroll { overflow-x: auto; } td .muted { white-space: nowrap; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0;
  border-bottom: 1px solid var(--border); font-size: 0.9rem; }
tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 8rem; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
  gap: 0.75rem; margin: 0; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { overflow-x: auto; background: var(--back); padding: 0.75rem; border-radius: 5px;
  font-size: 0.8rem; margin: 0.5rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.charts { display: grid; gap: 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
.charts h3 { margin-top: 0; } .wide { grid-column: 1 / -1; }
svg { display: block; width: 100%; max-height: 32rem; } text { fill: var(--muted); font-size: 11px; }
.grid { stroke: var(--border); fill: none; } .axis { stroke: var(--muted); }
.line { fill: none; stroke-width: 2; } .point { stroke: var(--surface); stroke-width: 1.5; }
.series-1 { stroke: var(--c1); fill: var(--c1); } .series-2 { stroke: var(--c2); fill: var(--c2); }
.series-3 { stroke: var(--c3); fill: var(--c3); } .series-4 { stroke: var(--c4); fill: var(--c4); }
.series-5 { stroke: var(--c5); fill: var(--c5); } .series-6 { stroke: var(--c6); fill: var(--c6); }
.line { fill: none !important; } .point { stroke: var(--surface) !important; }
.normal { fill: var(--c1); } .attack { fill: var(--c2); }
.threshold { stroke: var(--text); stroke-width: 1.5; stroke-dasharray: 5 3; }
.legend { list-style: none; padding: 0; margin: 0.5rem 0 0; }
.legend svg { display: inline-block; width: 28px; height: 8px; margin-right: 0.5rem; }
@media print { section { break-inside: avoid; border: none; padding: 0; } body { background: none; } }
`;

import assert from "node:assert/strict";
import { analyse, at, quietNetwork, series } from "../testing.ts";
import { OUTCOME } from "../connection_block.ts";

const scan = series(100, (i) => ({
  time: at(0, 9, i),
  source: "10.0.0.25",
  destination: "10.0.0.3",
  port: 1000 + i,
  outcome: OUTCOME.FAILED,
}));

Deno.test("notesOf(): says how much the length of the data allows", () => {
  assert.match(analyse([]).notes[0], /no connections with a time/);
  assert.match(analyse(scan).notes[0], /less than an hour/);
  assert.match(analyse(quietNetwork(3)).notes[0], /covers 3 days.*provisional/);
  assert.match(analyse(quietNetwork(8)).notes[0], /less than two weeks/);
});

Deno.test("notesOf(): says when an attack is most of the traffic", () => {
  assert.ok(analyse(scan).notes.some((note) => /One finding is 100% of all/.test(note)));
  assert.ok(!analyse(quietNetwork(2)).notes.some((note) => /One finding/.test(note)));
});

Deno.test("notesOf(): counts connections without a time", () => {
  const { notes } = analyse([{ ...scan[0], time: NaN }, ...scan.slice(1)]);
  assert.ok(notes.includes("1 connection had no time and could not be used."));
});

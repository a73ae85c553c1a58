import assert from "node:assert/strict";
import type { DetectionFinding } from "../../resources/detection.ts";
import { cellByKey, columnsOf, laneCells, silentColumns, timed, worstCell } from "./cells.ts";
import { headingsOf } from "./headings.ts";
import { timeWords } from "./describe_time.ts";

const HOUR = 3_600_000;
const START = Date.parse("2026-03-02T00:00:00Z");

const finding = (host: string, severity: number, from: number, to: number): DetectionFinding => ({
  id: `${host} ${from}`,
  kind: "behaviour",
  check: "beacon",
  host,
  from: new Date(START + from * HOUR).toISOString(),
  to: new Date(START + to * HOUR).toISOString(),
  severity,
  p: 0.001,
  typical: "",
  actual: "",
  text: "",
  records: 1,
});

const COLUMNS = { start: START, width: HOUR, count: 24 };
const LANES = laneCells(
  timed([finding("a", 50, 2, 5), finding("a", 91, 4, 4.5), finding("b", 75, 20, 21)]),
  COLUMNS,
);

Deno.test("laneCells() has the worst finding of each piece of time, ends not included", () => {
  assert.deepEqual(
    LANES.get("a")!.map(({ column, severity, findings }) => [column, severity, findings.length]),
    [[2, 50, 1], [3, 50, 1], [4, 91, 2]],
  );
  assert.deepEqual(LANES.get("b")!.map(({ column }) => column), [20]);
  assert.equal(worstCell(LANES)!.column, 4);
  assert.equal(worstCell(new Map()), null);
});

Deno.test("cellByKey() goes to the next cell with findings", () => {
  const [first, , last] = LANES.get("a")!;
  const go = (key: string, from = first, isAll = false) => {
    const cell = cellByKey(key, isAll, from, LANES, ["a", "b"]);
    return cell && `${cell.host}${cell.column}`;
  };
  assert.deepEqual(
    [go("ArrowRight"), go("ArrowLeft"), go("End"), go("Home", last), go("ArrowDown")],
    ["a3", null, "a4", "a2", "b20"],
  );
  assert.deepEqual([go("End", first, true), go("Home", LANES.get("b")![0], true)], ["b20", "a2"]);
  assert.equal(go("ArrowUp", LANES.get("b")![0]), "a4");
  assert.equal(go("x"), null);
});

Deno.test("columnsOf() begins with the days of clocks of the zone", () => {
  const words = timeWords({ timeZone: "Europe/Prague", isElapsed: false }, START);
  const columns = columnsOf(START + HOUR, START + 6 * 24 * HOUR, 7, words.offset(START));
  assert.equal(columns.width, 24 * HOUR);
  assert.equal(new Date(columns.start).toISOString(), "2026-03-01T23:00:00.000Z");
  assert.deepEqual(
    headingsOf(columns, words, 3).map(({ text, span }) => [text, span]),
    [["Mon 2 Mar", 3], ["Thu 5 Mar", 3], ["Sun 8 Mar", 1]],
  );
});

Deno.test("silentColumns() are those without any record", () => {
  const totals = [{ from: START, records: 3 }, { from: START + 3 * HOUR, records: 1 }];
  const silent = silentColumns(totals, HOUR / 2, { start: START, width: HOUR, count: 5 });
  assert.deepEqual([...silent], [1, 2, 4]);
});

Deno.test("timeWords() names days, hours and zones, and durations", () => {
  const words = timeWords({ timeZone: "America/New_York", isElapsed: false }, START);
  assert.equal(words.moment(START), "Sun 1 Mar 2026, 19:00");
  assert.equal(words.range(START, START + 90_000), "Sun 1 Mar, 19:00:00 to 19:01:30");
  assert.equal(words.range(START, START + 30 * HOUR), "Sun 1 Mar, 19:00 to Tue 3 Mar, 01:00");
  const elapsed = timeWords({ timeZone: "UTC", isElapsed: true }, 0);
  assert.equal(elapsed.range(0, 61_000), "00:00:00 to 00:01:01 after the start");
});

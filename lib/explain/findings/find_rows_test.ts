import assert from "node:assert/strict";
import { join } from "node:path";
import { openDatabase, quoteLiteral } from "../../tables/duckdb.ts";
import { withFolder } from "../../datasets/testing.ts";
import { filled } from "../../base/typed_arrays.ts";
import { findRows } from "./find_rows.ts";

const ROWS = 10_000;
const START = Date.UTC(2026, 2, 1, 10);

/** A connection each second; every tenth is of the host that the model flags. */
async function withRows(
  test: (parquet: string, options: { spillFolder: string; memoryBytes: number }) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const parquet = join(folder, "data.parquet");
    const spillFolder = join(folder, "spill");
    {
      using database = await openDatabase({ spillFolder });
      await database.run(
        `COPY (SELECT strftime(TIMESTAMP '2026-03-01 10:00:00' + to_seconds(i), ` +
          `'%d/%m/%Y %H:%M:%S') AS at, i::DOUBLE AS seconds, 'later' AS words, ` +
          `if(i % 10 = 0, '10.0.0.66', '10.0.0.' || (i % 5)) AS src, ` +
          `'198.51.100.' || (i % 20) AS dst FROM range(${ROWS}) t(i)) ` +
          `TO ${quoteLiteral(parquet)} (FORMAT parquet)`,
      );
    }
    await test(parquet, { spillFolder, memoryBytes: 2 ** 27 });
  });
}

/** The second half of the rows was tested. */
const tested = {
  rowNumbers: filled(new Uint32Array(ROWS / 2), (row) => ROWS / 2 + row),
  scores: filled(new Float32Array(ROWS / 2), (row) => row % 10 === 0 ? 5 + row : 1),
  flags: filled(new Uint8Array(ROWS / 2), (row) => row % 10 === 0 ? 1 : 0),
};

Deno.test("findRows() says when and by whom flagged test rows came", () =>
  withRows(async (parquet, options) => {
    const columns = { time: "at", host: "src", destination: "dst" };
    const { time, hosts, destinations, times } = await findRows(parquet, tested, columns, [
      5000,
      9999,
    ], options);
    assert.ok(time && hosts && destinations);
    assert.equal(time.elapsed, false);
    assert.equal(time.from, START + 5_000_000);
    assert.equal(time.to, START + 9_999_000);
    assert.equal(time.firstFlagged, START + 5_000_000);
    assert.equal(time.lastFlagged, START + 9_990_000);
    assert.equal(time.width, 120_000);
    assert.equal(time.recordsOf.reduce((a, b) => a + b), ROWS / 2);
    assert.equal(time.flaggedOf.reduce((a, b) => a + b), ROWS / 20);
    assert.deepEqual([hosts.total, hosts.flagged], [6, 1]);
    assert.deepEqual(hosts.top, [{
      host: "10.0.0.66",
      records: ROWS / 20,
      flagged: ROWS / 20,
      highestScore: 4995,
      first: START + 5_000_000,
      last: START + 9_990_000,
    }]);
    assert.deepEqual([destinations.column, destinations.total, destinations.flagged], [
      "dst",
      20,
      2,
    ]);
    assert.deepEqual(
      destinations.top.map(({ host, records, flagged }) => [host, records, flagged]),
      [["198.51.100.10", 250, 250], ["198.51.100.0", 250, 250]],
    );
    assert.deepEqual([...times].sort(), [[5000, START + 5_000_000], [9999, START + 9_999_000]]);
  }));

Deno.test("findRows() takes small numbers for seconds since the start", () =>
  withRows(async (parquet, options) => {
    const columns = { time: "seconds", host: null, destination: null };
    const { time, hosts } = await findRows(parquet, tested, columns, [], options);
    assert.deepEqual([time?.elapsed, time?.from, time?.to, hosts], [true, 5e6, 9_999_000, null]);
  }));

Deno.test("findRows() leaves out what is not there or no time", () =>
  withRows(async (parquet, options) => {
    for (const time of ["words", null]) {
      const found = await findRows(
        parquet,
        tested,
        { time, host: null, destination: null },
        [1],
        options,
      );
      assert.deepEqual([found.time, found.hosts, found.times.size], [null, null, 0]);
    }
    const nothing = { ...tested, flags: new Uint8Array(ROWS / 2) };
    const { time, hosts } = await findRows(
      parquet,
      nothing,
      { time: "at", host: "src", destination: null },
      [],
      options,
    );
    assert.deepEqual([time?.firstFlagged, hosts?.flagged, hosts?.top], [null, 0, []]);
  }));

import assert from "node:assert/strict";
import { dominanceWarnings } from "./dominance_warnings.ts";

Deno.test("dominanceWarnings() tell of what is much of the data, and what follows", () => {
  const [unanswered, pattern] = dominanceWarnings({
    pattern: { source: "10.0.0.5", port: "22", share: 0.38 },
    unanswered: { column: "conn_state", states: ["S0", "REJ"], share: 0.44 },
  });
  assert.match(unanswered, /^44\.0% .*\(conn_state: S0, REJ\).*cannot find it/);
  assert.match(
    pattern,
    /^38\.0% of the training rows are connections from 10\.0\.0\.5 to port 22\./,
  );
  const usual = { column: "state", states: ["S0"], share: 0.2 };
  assert.deepEqual(dominanceWarnings({ pattern: null, unanswered: usual }), []);
});

import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { Catalogue } from "../store/catalogue.ts";
import { type Alert, alertSchema } from "../resources/alert.ts";
import { AlertLog } from "./alert_log.ts";
import { alertOf } from "./testing.ts";

/** Alerts that are kept. */
const KEPT = 500;

const alert = (number: number, count = 1): Alert => alertOf({ id: `alert-${number}`, count });

async function withCatalogue(test: (path: string) => void): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    test(`${folder}/catalogue.sqlite`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Ids in the catalogue, oldest first. */
function stored(path: string): string[] {
  using catalogue = new Catalogue(path);
  return catalogue.documents("alert", alertSchema).map(({ id }) => id);
}

/** Puts alerts, and writes them at the end. */
function write(path: string, alerts: Alert[]): void {
  using catalogue = new Catalogue(path);
  using log = new AlertLog(catalogue);
  for (const each of alerts) log.put(each);
}

const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => alert(from + i));

Deno.test("AlertLog keeps the newest alerts, and what has grown in its place", () =>
  withCatalogue((path) => {
    write(path, numbered(0, KEPT));
    write(path, [alert(0, 7), ...numbered(KEPT, 3)]);
    assert.deepEqual(stored(path), numbered(3, KEPT).map(({ id }) => id));
    write(path, numbered(1000, KEPT + 10));
    assert.deepEqual(stored(path), numbered(1010, KEPT).map(({ id }) => id));
  }));

Deno.test("AlertLog adds new alerts and forgets old ones together, or does neither", () =>
  withCatalogue((path) => {
    write(path, numbered(0, KEPT));
    const database = new DatabaseSync(path);
    database.exec(
      "CREATE TRIGGER keep BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'kept'); END",
    );
    database.close();
    using catalogue = new Catalogue(path);
    {
      using log = new AlertLog(catalogue);
      log.put(alert(KEPT));
      log[Symbol.dispose]();
      assert.equal(log.get(`alert-${KEPT}`)?.id, `alert-${KEPT}`, "it is known nevertheless");
    }
    assert.equal(catalogue.documents("alert", alertSchema).length, KEPT);
  }));

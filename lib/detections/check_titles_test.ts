import assert from "node:assert/strict";
import { checkNames } from "../behaviour/checks/catalogue.ts";
import { checkTitle, withCheckTitles } from "./check_titles.ts";
import { MODEL_CHECK } from "./model_findings/describe_excess.ts";

Deno.test("checkTitle() has its own heading for each check", () => {
  const titles = [...checkNames(), MODEL_CHECK].map((name) => checkTitle(name, "behaviour"));
  assert.equal(new Set(titles).size, titles.length);
  assert.deepEqual(titles.filter((title) => title === checkTitle("not-there", "behaviour")), []);
});

Deno.test("withCheckTitles() names checks as people do, and leaves other words", () => {
  assert.equal(
    withCheckTitles("These need more days: vertical-scan, beacon. A so-called day."),
    "These need more days: port scan, regular contacts (beaconing). A so-called day.",
  );
});

import assert from "node:assert/strict";
import { chartCsv } from "./chart_csv.ts";

Deno.test("chartCsv() writes points with their series, unrounded", () => {
  const data = {
    datasets: [
      { label: "K-Means, area 0.9", data: [{ x: 0, y: 1 / 3 }, { x: 1, y: -2 }] },
      { data: [{ x: 5, y: null }] },
    ],
  };
  assert.equal(
    chartCsv(data, "False positive rate", "Recall"),
    "Series,False positive rate,Recall\r\n" +
      '"K-Means, area 0.9",0,0.3333333333333333\r\n"K-Means, area 0.9",1,-2\r\nSeries 2,5,\r\n',
  );
});

Deno.test("chartCsv() writes bars with a column a series, and no formula", () => {
  const data = {
    labels: ["=cmd()", "normal"],
    datasets: [{ label: "Flagged", data: [3, NaN] }, { label: "Range", data: [[1, 2], [3, 4]] }],
  };
  assert.equal(
    chartCsv(data, "Label", "Rows"),
    "Label,Flagged,Range\r\n'=cmd(),3,1 to 2\r\nnormal,,3 to 4\r\n",
  );
});

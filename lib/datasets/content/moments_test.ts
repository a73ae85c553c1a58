import assert from "node:assert/strict";
import { isMoment, isTimeOfDay } from "./moments.ts";

Deno.test("isMoment() knows dates as tools write them", () => {
  for (
    const text of [
      "2017-07-06T12:39:06.818901",
      "2026-03-01T00:00:17Z",
      "2026-03-01T00:00:17.5+02:00",
      "2026-03-01 00:00:17 +0200",
      "2026/08/10 09:46:53.760277",
      "2026-03-01",
      "6/7/2017 10:40",
      "07/06/2017 03:56:12 PM",
      "06.03.2026 10:37",
      "3/7/17 8:00",
      "07.04.26",
      "Mar  1, 2026 00:00:17.583456000 CET",
      "Sun Mar  1 00:00:17 2026",
      "01/Mar/2026:10:37:00 +0100",
      "1 Mar 2026",
      "Mar 1 10:37:00",
      " 2021 11:44:32.081761000 ",
      "20260301T103700Z",
    ]
  ) assert.ok(isMoment(text), text);
});

Deno.test("isMoment() leaves versions, groups of digits and words alone", () => {
  for (
    const text of [
      "16-0-1",
      "7.4.1",
      "2.0.20",
      "10.11.12.13",
      "1.234.567",
      "17-0-1",
      "13-14-2020",
      "2026-13-01",
      "0:05:35",
      "March",
      "may",
      "sec-2",
      "12",
      "AES-128-GCM",
      "",
    ]
  ) assert.ok(!isMoment(text), text);
});

Deno.test("isTimeOfDay() knows clocks of one day", () => {
  for (const text of ["14:07:42", "08:00", "8:00:01.5", "11:59 PM"]) {
    assert.ok(isTimeOfDay(text), text);
  }
  for (const text of ["24:00:00", "12:60", "12", "fe80::1"]) assert.ok(!isTimeOfDay(text), text);
});

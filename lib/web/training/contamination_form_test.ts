import assert from "node:assert/strict";
import { contaminationBody, NO_CONTAMINATION } from "./contamination_form.ts";

const body = (contamination: string, contaminationRounds = "1") =>
  contaminationBody({ contamination, contaminationRounds });

Deno.test("contaminationBody() sends a share, or nothing where the field is empty", () => {
  assert.deepEqual(contaminationBody(NO_CONTAMINATION), { body: {}, errors: {} });
  assert.deepEqual(body("5", "3"), {
    body: { contamination: { share: 0.05, rounds: 3 } },
    errors: {},
  });
});

Deno.test("contaminationBody() refuses what the API would", () => {
  for (const text of ["0", "51", "many"]) {
    assert.match(body(text).errors["/contamination"]!, /at most 50/);
  }
  for (const rounds of ["0", "6", "1.5", ""]) {
    assert.match(body("5", rounds).errors["/contamination/rounds"]!, /from 1 to 5/);
  }
});

import type { Prediction } from "../../lib/resources/model.ts";
import { modelTitles } from "../../lib/detectors/titles.ts";

/** The verdict of each member of a hybrid on a record, in words. */
export function MemberVerdicts(
  { members, confidence }: Required<Pick<Prediction, "members" | "confidence">>,
) {
  const titles = modelTitles(members.map(({ kind }) => kind));
  const verdicts = members.map(({ anomaly }, index) =>
    `${titles[index]}: ${anomaly ? "anomaly" : "normal"}`
  );
  return (
    <p>
      {confidence === null ? "No member flags it" : `Confidence ${confidence}`}.{" "}
      {verdicts.join("; ")}.
    </p>
  );
}

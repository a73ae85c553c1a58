import { formatCount, formatMetric } from "../../lib/base/format.ts";
import { formatThresholdRule } from "../../lib/learning/thresholds/describe_rule.ts";
import type { Agreement } from "../../lib/resources/run.ts";
import type { FlaggedRows } from "../../lib/learning/metrics/types.ts";
import { modelTitles } from "../../lib/detectors/titles.ts";
import { ScrollTable } from "../ScrollTable.tsx";

interface AgreementTableProps {
  /** What the hybrid is called. */
  title: string;
  agreement: Agreement;
  /** What the members are called; their detectors where they are not named. */
  titles?: string[];
}

/** What the members of a hybrid flag, together and alone. */
export function AgreementTable({ title, agreement, titles: given }: AgreementTableProps) {
  const { members, all, any, confidence, perClass } = agreement;
  const titles = given ?? modelTitles(members.map(({ kind }) => kind));
  const labelled = perClass.length > 0;
  const everyone = members.length === 2 ? "Both" : `All ${members.length}`;
  return (
    <div class="stack">
      <p>
        {everyone} {given ? "models" : "members"} flag {formatCount(confidence.high)}{" "}
        test records (high confidence)
        {members.length > 2 &&
          `; ${
            formatCount(confidence.medium)
          } are flagged by some but not all (medium confidence)`}; {formatCount(confidence.low)}
        {" "}
        flagged by one model only (low confidence).
        {!labelled &&
          " The test data has no labels, so Netsift cannot tell which model is right: first review the records flagged by every model."}
      </p>
      <ScrollTable label={`Members of ${title}`}>
        <thead>
          <tr>
            <th scope="col">Flagged by</th>
            <th scope="col" class="number">Test rows</th>
            <th scope="col" class="number">By this model only</th>
            {labelled && <th scope="col" class="number">Precision</th>}
            {labelled && <th scope="col" class="number">Recall</th>}
            <th scope="col">Threshold</th>
          </tr>
        </thead>
        <tbody>
          {members.map((member, index) => (
            <tr key={titles[index]}>
              <th scope="row" class="nowrap">{titles[index]}</th>
              <Flagged {...member} alone={member.alone} labelled={labelled} />
              <td class="name-cell">{formatThresholdRule(member.threshold)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row" class="nowrap">{everyone}</th>
            <Flagged {...all} labelled={labelled} />
            <td />
          </tr>
          <tr>
            <th scope="row" class="nowrap">At least one</th>
            <Flagged {...any} labelled={labelled} />
            <td />
          </tr>
        </tbody>
      </ScrollTable>
      {perClass.length > 0 && (
        <details>
          <summary>By label</summary>
          <ScrollTable label={`Members of ${title} by label`} tall>
            <thead>
              <tr>
                <th scope="col">Label</th>
                <th scope="col" class="number">Test rows</th>
                <th scope="col" class="number">{everyone}</th>
                {titles.map((each) => <th key={each} scope="col" class="number">{each} alone</th>)}
                <th scope="col" class="number">At least one</th>
              </tr>
            </thead>
            <tbody>
              {perClass.map(({ label, attack, rows, alone, all, any }) => (
                <tr key={label}>
                  <th scope="row" class="name-cell">
                    {label} {!attack && <span class="muted">(false alarms)</span>}
                  </th>
                  <td class="number">{formatCount(rows)}</td>
                  <td class="number">{formatCount(all)}</td>
                  {alone.map((count, index) => (
                    <td key={titles[index]} class="number">{formatCount(count)}</td>
                  ))}
                  <td class="number">{formatCount(any)}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </details>
      )}
    </div>
  );
}

function Flagged(
  { flagged, precision, recall, alone, labelled }: FlaggedRows & {
    alone?: number;
    labelled: boolean;
  },
) {
  return (
    <>
      <td class="number">{formatCount(flagged)}</td>
      <td class="number">{alone === undefined ? "" : formatCount(alone)}</td>
      {labelled && <td class="number">{formatMetric(precision)}</td>}
      {labelled && <td class="number">{formatMetric(recall)}</td>}
    </>
  );
}

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Fragment } from "preact";
import { SeverityMark } from "../components/detection/SeverityMark.tsx";
import { ScrollTable } from "../components/ScrollTable.tsx";
import { Time } from "../components/Time.tsx";
import { formatCount, formatNumber } from "../lib/base/format.ts";
import type { AlertRecord } from "../lib/resources/alert.ts";
import { fromJsonText, type JsonText } from "../lib/web/records/json_text.ts";

interface AlertRecordTableProps {
  records: JsonText<AlertRecord[]>;
  /** Number of the first of them in the list, counted from 1. */
  first: number;
  /** The model that can explain them; `null` for none. */
  model: string | null;
  /** The dataset that they are of; `null` for live records. */
  dataset: string | null;
}

/** Records as connections: when, from where, to where and what first; all columns a click away. */
export function AlertRecordTable({ first, model, dataset, ...props }: AlertRecordTableProps) {
  const records = useMemo(() => fromJsonText(props.records), []);
  const open = useSignal<ReadonlySet<number>>(new Set());
  const hasScores = records.some(({ score }) => score !== null);
  const hasHosts = records.some(({ connection: { source, destination } }) =>
    source !== null || destination !== null
  );
  const columns = 5 + (hasHosts ? 2 : 0) + (hasScores ? 1 : 0);
  const toggle = (index: number) => {
    const next = new Set(open.value);
    if (!next.delete(index)) next.add(index);
    open.value = next;
  };
  return (
    <div class="stacked-rows">
      <ScrollTable label="Records">
        <thead>
          <tr>
            <th scope="col">Time</th>
            {hasHosts && <th scope="col">Source</th>}
            {hasHosts && <th scope="col">Destination</th>}
            <th scope="col">Service</th>
            <th scope="col">Severity</th>
            {hasScores && <th scope="col" class="number">Score</th>}
            <th scope="col">Top reason</th>
            <th scope="col">
              <span class="visually-hidden">Full record</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {records.map(({ row, connection, severity, score, reason, record }, index) => {
            const isOpen = open.value.has(index);
            const name = row === null ? `Record ${formatCount(first + index)}` : `Row ${row}`;
            const { time, source, destination, destinationPort, service, protocol } = connection;
            return (
              <Fragment key={index}>
                <tr>
                  <th scope="row" class="nowrap">{time === null ? name : <Time at={time} />}</th>
                  {hasHosts && <td class="break">{source}</td>}
                  {hasHosts && (
                    <td class="break">
                      {destination}
                      {destinationPort !== null && (
                        <span class="muted nowrap">{` port ${destinationPort}`}</span>
                      )}
                    </td>
                  )}
                  <td>{service ?? protocol}</td>
                  <td>{severity !== null && <SeverityMark value={severity} isShort />}</td>
                  {hasScores && (
                    <td class="number" data-label="Score">
                      {score !== null && formatNumber(score)}
                    </td>
                  )}
                  <td class="name-cell">{reason}</td>
                  <td>
                    {record && (
                      <button
                        type="button"
                        class="button button-small nowrap"
                        aria-expanded={isOpen}
                        onClick={() => toggle(index)}
                      >
                        {isOpen ? "Hide record" : "Show record"}
                        <span class="visually-hidden">: {name}</span>
                      </button>
                    )}
                  </td>
                </tr>
                {isOpen && record && (
                  <tr>
                    <td colSpan={columns}>
                      <dl class="record">
                        {Object.entries(record).map(([column, value]) => (
                          <div key={column}>
                            <dt>{column}</dt>
                            <dd>{value === null ? "n/a" : String(value)}</dd>
                          </div>
                        ))}
                      </dl>
                      {model !== null && (
                        <p>
                          <a href={explanationAddress(model, dataset, row, record)}>
                            Explain the score
                          </a>
                        </p>
                      )}
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </ScrollTable>
    </div>
  );
}

/** The page that explains a record of a dataset, or one as it came. */
function explanationAddress(
  model: string,
  dataset: string | null,
  row: number | null,
  record: NonNullable<AlertRecord["record"]>,
): string {
  const query = new URLSearchParams({ model });
  if (dataset !== null && row !== null) {
    query.set("dataset", dataset);
    query.set("row", String(row));
  } else query.set("record", JSON.stringify(record));
  return `/predict?${query}`;
}

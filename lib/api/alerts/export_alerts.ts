import { alertsCsv, alertsJson } from "../../alerts/export_alerts.ts";
import { attachment } from "../../http/attachment.ts";
import type { Netsift } from "../../netsift.ts";
import type { Alert } from "../../resources/alert.ts";
import type { AlertFilter } from "../../store/alerts/alert_query.ts";

/** Alerts that are read together. */
const AT_ONCE = 500;

const FORMATS = {
  csv: { type: "text/csv; charset=utf-8", write: alertsCsv },
  json: { type: "application/json", write: alertsJson },
};

/** All alerts that a filter lets pass, as a file, the newest first. */
export async function alertExport(
  netsift: Netsift,
  filter: AlertFilter,
  format: keyof typeof FORMATS,
): Promise<Response> {
  const { type, write } = FORMATS[format];
  return await netsift.exports.answer(() =>
    Promise.resolve({
      stream: ReadableStream.from(write(pages(netsift, filter)))
        .pipeThrough(new TextEncoderStream()),
      headers: { "content-type": type, "content-disposition": attachment("alerts", format) },
    })
  );
}

/** The alerts page by page; which they are is settled at the beginning. */
function* pages(netsift: Netsift, filter: AlertFilter): Generator<Alert[]> {
  const { log } = netsift.live.alerts;
  const ids = log.ids(filter).reverse();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    yield ids.slice(from, from + AT_ONCE).flatMap((id) => log.get(id) ?? []);
  }
}

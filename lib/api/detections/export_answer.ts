import type { z } from "zod";
import { selectFindings } from "../../detections/findings/select_findings.ts";
import {
  findingsCsv,
  findingsEcs,
  findingsTicket,
  ownFirst,
} from "../../detections/exports/export_findings.ts";
import { attachment } from "../../http/attachment.ts";
import { ProblemError } from "../../http/problem.ts";
import type { Netsift } from "../../netsift.ts";
import type { exportQuery } from "./queries.ts";
import { findDoneDetection, findFinding } from "./find_detection.ts";

/** Connections that a ticket lists. */
const TICKET_RECORDS = 10;

const TYPES = {
  csv: { type: "text/csv; charset=utf-8", extension: "csv" },
  ecs: { type: "application/x-ndjson", extension: "ecs.ndjson" },
  ticket: { type: "text/markdown; charset=utf-8", extension: "md" },
};

/**
 * Findings of a detection as a file: of a host, one alone, or all.
 *
 * @param origin of the request, for the link in a ticket
 * @throws {ProblemError} 404 or 409 where there are none, 422 where a ticket names no host or finding
 */
export async function exportAnswer(
  netsift: Netsift,
  id: string,
  { host, finding }: z.output<typeof exportQuery>,
  format: keyof typeof TYPES,
  origin: string,
): Promise<Response> {
  const detection = await findDoneDetection(netsift, id);
  const findings = finding === undefined
    ? selectFindings(await netsift.detections.answers.findings(id), { host })
    : [await findFinding(netsift, id, finding)];
  const { type, extension } = TYPES[format];
  const text = await write();
  const about = finding === undefined ? host : `${findings[0].host}-${finding}`;
  return new Response(text, {
    headers: {
      "content-type": type,
      "content-disposition": attachment(
        `${detection.name}${about === undefined ? "" : `-${about}`}-findings`,
        extension,
      ),
    },
  });

  async function write(): Promise<string> {
    if (format === "csv") return findingsCsv(findings);
    if (format === "ecs") return findingsEcs(detection, findings);
    const about = host ?? findings[0]?.host;
    if (host === undefined && finding === undefined || about === undefined) {
      throw new ProblemError(422, "Set host or finding to choose what the ticket is about.");
    }
    const ordered = ownFirst(findings, about);
    const records = await netsift.detections.records(id, {
      selector: ordered[0]?.selector ?? { host: about },
      sort: "severity",
      limit: TICKET_RECORDS,
      offset: 0,
    });
    const link = `${origin}/detections/${id}?host=${encodeURIComponent(about)}`;
    return findingsTicket({ detection, host: about, findings: ordered, records, link });
  }
}

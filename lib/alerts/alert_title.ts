import type { Alert } from "../resources/alert.ts";

/** An alert in a sentence. */
export function alertTitle({ severity, entity, count, rule, source, reason }: Alert): string {
  if (reason !== null) {
    return `${
      capital(severity.band)
    } severity in ${source.type} ${source.name}: ${reason} (${rule.name})`;
  }
  const who = entity ? ` on ${entity.column} ${entity.value}` : "";
  const records = count === 1 ? "1 record" : `${count} records`;
  return `${capital(severity.band)} anomaly${who}: ${records} (${rule.name})`;
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

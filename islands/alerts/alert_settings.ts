import type { Rule } from "../../lib/resources/alert_rule.ts";
import type { Suppression } from "../../lib/resources/alert_suppression.ts";
import type { ListedDestination } from "../../lib/web/live/alert_forms.ts";

/** A model as rules and suppressions name it. */
export interface NamedModel {
  id: string;
  name: string;
}

/** Something that can be deleted. */
export interface PendingDelete {
  /** Path of the API. */
  path: string;
  /** What people call it. */
  name: string;
  /** What is done once it is deleted. */
  after: () => void;
}

/** A list with a thing that is new or has changed. */
export function withChanged<Thing extends { id: string }>(list: Thing[], thing: Thing): Thing[] {
  return list.some(({ id }) => id === thing.id)
    ? list.map((each) => each.id === thing.id ? { ...each, ...thing } : each)
    : [...list, thing];
}

/** A list without a thing. */
export function without<Thing extends { id: string }>(list: Thing[], id: string): Thing[] {
  return list.filter((each) => each.id !== id);
}

/** Where the alerts of a rule are sent, in a sentence. */
export function describeRecipients(rule: Rule, destinations: ListedDestination[]): string {
  const names = destinations.filter(({ id }) => rule.destinations.includes(id))
    .map(({ name }) => name);
  return names.length === 0 ? "Shown in Netsift only." : `Sent to ${names.join(", ")}.`;
}

/** Which alerts a suppression holds back, in a sentence. */
export function describeSuppressed(
  { rule, model, entity }: Suppression,
  rules: Rule[],
  models: NamedModel[],
): string {
  const parts = [
    rule === null ? "any rule" : rules.find(({ id }) => id === rule)?.name ?? "a deleted rule",
    model === null ? "any model" : models.find(({ id }) => id === model)?.name ?? "a deleted model",
    ...(entity ? [`${entity.column} ${entity.value}`] : []),
  ];
  return `Applies to ${parts.join(", ")}.`;
}

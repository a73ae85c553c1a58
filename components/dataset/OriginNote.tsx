import type { ComponentChildren } from "preact";
import { formatPlural } from "../../lib/base/format.ts";
import type { DatasetOrigin, DatasetParent } from "../../lib/resources/dataset_origin.ts";

interface OriginNoteProps {
  origin: DatasetOrigin;
  /** Ids of the parents that still exist. */
  existing: string[];
}

/** Where a dataset comes from, in words; parents are linked while they exist. */
export function OriginNote({ origin, existing }: OriginNoteProps) {
  const link = ({ id, name }: DatasetParent) =>
    existing.includes(id)
      ? <a key={id} href={`/datasets/${id}`}>{name}</a>
      : <span key={id}>{name} (deleted)</span>;
  switch (origin.type) {
    case "upload":
      return <>Uploaded as {origin.file}.</>;
    case "demo":
      return "scenario" in origin ? describeOffice(origin) : (
        <>
          Demo traffic with seed {origin.seed}, {origin.part} part.
        </>
      );
    case "download":
      return (
        <>
          Downloaded from <a class="break" href={origin.url} rel="noreferrer">{origin.url}</a>.
        </>
      );
    case "derived":
      return describeDerived(origin, origin.parents.map(link));
  }
}

function describeOffice(
  { hosts, days, incidents, seed }: Extract<DatasetOrigin, { scenario: "office" }>,
): ComponentChildren {
  return (
    <>
      A simulated office of {formatPlural(hosts, "host")} over {formatPlural(days, "day")} with{" "}
      {formatPlural(incidents, "incident")}, seed {seed}.
    </>
  );
}

function describeDerived(
  origin: Extract<DatasetOrigin, { type: "derived" }>,
  parents: ComponentChildren[],
): ComponentChildren {
  switch (origin.operation) {
    case "combine":
      return (
        <>
          Combined from {parents.map((parent, i) => [
            i === 0 ? "" : i === parents.length - 1 ? " and " : ", ",
            parent,
          ])}.
        </>
      );
    case "context": {
      const { seconds, connections } = origin.options;
      return (
        <>
          {parents} with context features over the last {seconds.join(" s, ")} s and the last{" "}
          {formatPlural(connections, "connection")}.
        </>
      );
    }
    case "labels": {
      const { lines, timeZone, others } = origin.options;
      return (
        <>
          {parents} with the labels of {formatPlural(lines, "label line")}, times in {timeZone}
          {others !== undefined && `, all other records "${others}"`}.
        </>
      );
    }
    case "drop-duplicates":
      return <>The rows of {parents} without duplicates.</>;
    case "sample": {
      const { options } = origin;
      const size = "rows" in options
        ? formatPlural(options.rows, "row")
        : `${percent(options.share)} of the rows`;
      return (
        <>
          {size}
          {options.perLabel && " of each label"} of {parents}, drawn at random with seed{" "}
          {options.seed}.
        </>
      );
    }
    case "filter": {
      const { options } = origin;
      return "keep" in options
        ? <>The rows of {parents} labelled {listWords(options.keep)}.</>
        : <>The rows of {parents} except those labelled {listWords(options.drop)}.</>;
    }
    case "split": {
      const { options } = origin;
      const share = percent(options.part === "second" ? options.share : 1 - options.share);
      if (options.by === "random") {
        return (
          <>
            {share} of the rows{options.perLabel && " of each label"} of{" "}
            {parents}, split at random with seed {options.seed}.
          </>
        );
      }
      return (
        <>
          The {options.part === "second" ? "last" : "first"} {share} of the rows
          {options.by === "time" && options.perLabel && " of each label"} of {parents}, by{" "}
          {options.by === "time" ? `time in ${options.column}` : "their order"}.
        </>
      );
    }
  }
}

function listWords(words: string[]): string {
  return new Intl.ListFormat("en-GB").format(words);
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(4))}%`;
}

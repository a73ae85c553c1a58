import { trainedDetectors } from "../../training/detectors.ts";
import type { Run } from "../../resources/run.ts";

/** Most models that one comparison shows. */
export const MOST_COMPARED = 8;

/** The address of a comparison: it holds the whole view. */
export function compareAddress(models: string[]): string {
  return `/compare?models=${models.map(encodeURIComponent).join(",")}`;
}

/** The models that an address asks for, each once; fields of a form come one by one. */
export function askedModels(search: URLSearchParams): string[] {
  const ids = search.getAll("models").flatMap((text) => text.split(",")).map((id) => id.trim());
  return [...new Set(ids)].filter((id) => id !== "");
}

/**
 * Titles that tell the models of several runs apart: the detector, where there are several runs the
 * name of its run too, and a number where that is not enough.
 *
 * @param models ids, each of one of the runs
 */
export function comparedTitles(models: { id: string; run: Run }[]): string[] {
  const several = new Set(models.map(({ run }) => run.id)).size > 1;
  const titles = models.map(({ id, run }) => {
    const { title } = trainedDetectors(run).find(({ result }) => result.model === id)!;
    return several ? `${title} (${run.name})` : title;
  });
  return titles.map((title, index) => {
    const place = titles.slice(0, index + 1).filter((each) => each === title).length;
    return titles.indexOf(title) === titles.lastIndexOf(title) ? title : `${title} ${place}`;
  });
}

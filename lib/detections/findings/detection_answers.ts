import { PromiseCache } from "../../base/lru_cache.ts";
import type { Detection, UnusualHost } from "../../resources/detection.ts";
import type { Silence } from "../../resources/silence.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import { hostsWithout, silenceOf } from "../silences/apply_silences.ts";
import type { SilenceService } from "../silences/silence_service.ts";
import { readFindings, readHosts, type StoredFinding } from "./finding_files.ts";

/** Hosts that a detection in a list names. */
export const NAMED_HOSTS = 10;

/** Detections whose counts without what is silenced are kept. */
const KEPT_SUMMARIES = 1000;

/** How many findings there are, on how many hosts, and the worst of these. */
export type DetectionSummary = Pick<Detection, "hosts" | "unusualHosts" | "findings">;

/** What detections that are done have found, without what is silenced. */
export class DetectionAnswers {
  readonly #folder: DataFolder;
  readonly #silences: SilenceService;
  readonly #summaries = new PromiseCache<DetectionSummary>(KEPT_SUMMARIES);

  constructor(folder: DataFolder, silences: SilenceService) {
    this.#folder = folder;
    this.#silences = silences;
  }

  /** Whether anything is silenced now. */
  get isSilencing(): boolean {
    return this.#silences.current().length > 0;
  }

  /** The findings of a detection, worst first. */
  async findings(id: string): Promise<StoredFinding[]> {
    const silences = this.#silences.current();
    return (await readFindings(this.#folder.detection(id)))
      .filter((finding) => !silenceOf(finding, silences));
  }

  /** The hosts of a detection, worst first. */
  async hosts(id: string): Promise<UnusualHost[]> {
    const folder = this.#folder.detection(id);
    const hosts = await readHosts(folder);
    const silences = this.#silences.current();
    return silences.length === 0
      ? hosts
      : hostsWithout(silences, hosts, await readFindings(folder));
  }

  /** What is kept back of a detection, and how many findings that are. */
  async silenced(id: string): Promise<{ silence: Silence; findings: number }[]> {
    const silences = this.#silences.current();
    const findings = await readFindings(this.#folder.detection(id));
    return silences.map((silence) => ({
      silence,
      findings: findings.filter((finding) => silenceOf(finding, silences) === silence).length,
    })).filter(({ findings }) => findings > 0);
  }

  /** What a list says of a detection; kept until other silences hold. */
  async summary(id: string): Promise<DetectionSummary> {
    const key = [id, ...this.#silences.current().map((silence) => silence.id)].join(" ");
    return await this.#summaries.get(key, async () => {
      const hosts = await this.hosts(id);
      return {
        hosts: hosts.slice(0, NAMED_HOSTS),
        unusualHosts: hosts.filter(({ findings }) => findings > 0).length,
        findings: (await this.findings(id)).length,
      };
    });
  }
}

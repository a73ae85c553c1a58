import type { DetectorKind } from "../../lib/detectors/detector.ts";
import { modelTitles } from "../detector_title.ts";
import { Icon } from "../Icon.tsx";

interface RunStepsProps {
  kinds: DetectorKind[];
  /** The detector at work. */
  current?: DetectorKind;
}

/** The detectors of a run in their order, with what is done and what is under way. */
export function RunSteps({ kinds, current }: RunStepsProps) {
  const at = current ? kinds.indexOf(current) : -1;
  return (
    <ol class="row run-steps">
      {modelTitles(kinds).map((title, index) => (
        <li
          key={title}
          class={index <= at ? "badge badge-busy" : "badge"}
          aria-current={index === at ? "step" : undefined}
        >
          <Icon name={index < at ? "check" : index === at ? "play" : "clock"} />
          {title}
        </li>
      ))}
    </ol>
  );
}

import { Icon } from "../Icon.tsx";

interface RunStepsProps {
  /** Of the models, in the order of the run. */
  titles: string[];
  /** Index of the detector at work. */
  current?: number;
}

/** The detectors of a run in their order, with what is done and what is running. */
export function RunSteps({ titles, current = -1 }: RunStepsProps) {
  return (
    <ol class="row run-steps">
      {titles.map((title, index) => (
        <li
          key={title}
          class={index <= current ? "badge badge-busy" : "badge"}
          aria-current={index === current ? "step" : undefined}
        >
          <Icon name={index < current ? "check" : index === current ? "play" : "clock"} />
          {title}
        </li>
      ))}
    </ol>
  );
}

import { DemoStart } from "../../islands/DemoStart.tsx";
import { Uploader } from "../../islands/Uploader.tsx";

const STEPS = [
  {
    title: "Netsift reads the file",
    text:
      "It finds hosts, times and services by itself and shows you what it understood. A day of " +
      "an office takes seconds.",
  },
  {
    title: "It learns what is usual",
    text: "For each host and hour: how much, with whom, which services. With less than a day of " +
      "traffic, hosts are compared with each other.",
  },
  {
    title: "See what is unusual",
    text: "Hosts, worst first, each with the reason in a sentence and the connections behind it, " +
      "ready for a ticket.",
  },
];

/** The first minute: how to bring traffic, and what comes of it. */
export function Welcome({ maxBytes }: { maxBytes: number }) {
  return (
    <div class="stack-large">
      <section class="welcome" aria-labelledby="welcome-title">
        <h1 id="welcome-title">What is unusual in your network?</h1>
        <p>
          Give Netsift a recording of traffic: a packet capture, a Zeek or Suricata log, or flows as
          a table. It tells you which hosts behave unusually, when, and why. No labels are needed,
          and the file stays on this server.
        </p>
      </section>
      <Uploader maxBytes={maxBytes} />
      <DemoStart />
      <section class="stack" aria-labelledby="steps-title">
        <h2 id="steps-title">What happens next</h2>
        <ol class="steps">
          {STEPS.map(({ title, text }) => (
            <li key={title}>
              <h3>{title}</h3>
              <p>{text}</p>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

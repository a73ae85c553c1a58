import { asset } from "fresh/runtime";
import { define } from "../utils.ts";

export default define.page(function App({ Component }) {
  return (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          name="description"
          content="Find anomalies in network traffic: upload, train, compare, predict."
        />
        <meta name="color-scheme" content="light dark" />
        <title>Netsift</title>
        <link rel="icon" href={asset("/favicon.svg")} type="image/svg+xml" />
        <link rel="stylesheet" href={asset("/styles.css")} />
        <script src={asset("/theme.js")} />
        <script src={asset("/local_times.js")} defer />
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
});

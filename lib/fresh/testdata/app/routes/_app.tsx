import { asset } from "fresh/runtime";
import { define } from "../utils.ts";

export default define.page(({ Component }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>Fixture</title>
      <meta name="description" content="default" />
      <meta key="image" property="og:image" content="default.png" />
      <link id="sheet" rel="alternate" href="/default.xml" />
      <link rel="stylesheet" href={asset("/styles.css")} />
    </head>
    <body>
      <Component />
    </body>
  </html>
));

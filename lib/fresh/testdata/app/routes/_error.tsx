import { HttpError } from "fresh";
import { define } from "../utils.ts";

export default define.page(({ error }) => (
  <p id="error">
    {error instanceof HttpError ? `${error.status}: ${error.message}` : "unexpected"}
  </p>
));

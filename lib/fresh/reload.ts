/**
 * Reloads the page in development once the server has restarted.
 *
 * @module
 */
let known: string | null = null;
new EventSource("/_frsh/alive").onmessage = ({ data }) => {
  if (known !== null && known !== data) location.reload();
  known = data;
};

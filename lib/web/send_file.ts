import { parseProblem, ProblemError } from "./problem.ts";

/** What {@linkcode sendFile} needs beside the file. */
export interface SendFileOptions {
  signal: AbortSignal;
  /** How to read it, as the query of the address; empty values are left out. */
  reading?: Record<string, string>;
  /** Called with the bytes sent so far. */
  onProgress: (bytes: number) => void;
}

/**
 * Uploads a file as a new dataset. `XMLHttpRequest`, because `fetch` tells nothing of how much is sent.
 *
 * @returns the id of the dataset
 * @throws {ProblemError} when the server refuses it
 * @throws {TypeError} when the server cannot be reached
 * @throws the signal's reason when it was aborted
 */
export function sendFile(
  file: File,
  { signal, reading = {}, onProgress }: SendFileOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const said = Object.entries(reading).filter(([, value]) => value !== "");
    const query = new URLSearchParams([["name", file.name], ...said]);
    request.open("POST", `/api/v1/datasets?${query}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    request.addEventListener("error", () => reject(new TypeError("The connection was lost.")));
    request.addEventListener("abort", () => reject(signal.reason));
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) {
        resolve((JSON.parse(request.responseText) as { id: string }).id);
      } else {
        reject(new ProblemError(parseProblem(request.status, request.responseText)));
      }
    });
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

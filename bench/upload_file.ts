import { createReadStream } from "node:fs";
import http from "node:http";

/**
 * Uploads a file with a known length, as browsers and curl do; Deno's `fetch` cannot do so from a
 * file.
 *
 * @returns the id of the dataset
 */
export async function uploadFile(url: string, file: string): Promise<string> {
  const { size } = await Deno.stat(file);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const request = http.request(url, { method: "POST", headers: { "content-length": size } });
  request.on("error", reject);
  request.on("response", async (response) => {
    let body = "";
    for await (const chunk of response.setEncoding("utf8")) body += chunk;
    resolve(JSON.parse(body).id);
  });
  createReadStream(file).pipe(request);
  return await promise;
}

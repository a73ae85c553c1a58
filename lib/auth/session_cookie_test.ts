import assert from "node:assert/strict";
import { newSecret } from "./secret.ts";
import { sessionCookie, sessionKey } from "./session_cookie.ts";

/** The key that a browser would send back after it was told to keep a cookie. */
function keyAfter(setCookie: string, isSecure: boolean): string | null {
  const [pair] = setCookie.split(";");
  return sessionKey(new Headers({ cookie: `theme=dark; ${pair}; lang=en` }), isSecure);
}

Deno.test("sessionCookie() and sessionKey() keep a key", () => {
  for (const isSecure of [false, true]) {
    const key = newSecret();
    assert.equal(keyAfter(sessionCookie(key, isSecure), isSecure), key);
  }
});

Deno.test("sessionKey() over HTTPS takes no cookie that plain HTTP could have set", () => {
  const plain = sessionCookie(newSecret(), false);
  assert.equal(keyAfter(plain, true), null);
});

Deno.test("sessionCookie() is for no script, no other site and, over HTTPS, no plain HTTP", () => {
  const attributes = (cookie: string) => cookie.split("; ").slice(1).toSorted();
  assert.deepEqual(attributes(sessionCookie(newSecret(), false)), [
    "HttpOnly",
    "Path=/",
    "SameSite=Lax",
  ]);
  assert.deepEqual(attributes(sessionCookie(newSecret(), true)), [
    "HttpOnly",
    "Path=/",
    "SameSite=Lax",
    "Secure",
  ]);
  assert.match(sessionCookie(null, false), /^netsift_session=;.*Max-Age=0/);
});

Deno.test("sessionKey() makes nothing of a damaged header", () => {
  const key = newSecret();
  for (
    const cookie of [
      "",
      "=",
      "=x",
      ";;",
      "netsift_session",
      "netsift_session=",
      "a=b=c",
      "%",
      "é=1",
    ]
  ) {
    assert.equal(sessionKey(new Headers({ cookie }), false), null, cookie);
    const among = new Headers({ cookie: `${cookie}; netsift_session=${key}` });
    if (!cookie.startsWith("netsift")) assert.equal(sessionKey(among, false), key, cookie);
  }
  assert.equal(sessionKey(new Headers({ cookie: `netsift_session=${key}x` }), false), null);
});

import assert from "node:assert/strict";
import { NameTable } from "../connection_block.ts";
import { AddressBook } from "./address_book.ts";
import { addressKind } from "./address_kind.ts";
import { Places } from "./places.ts";

Deno.test("addressKind(): knows who cannot answer and who is inside", () => {
  const groups = ["224.0.0.251", "255.255.255.255", "10.1.2.255", "ff02::fb", "::", "0.0.0.0"];
  for (const name of groups) assert.ok(addressKind(name).isGroup, name);
  for (const name of ["10.1.2.3", "192.168.0.1", "fe80::1", "fd00::1", "printer"]) {
    assert.deepEqual([addressKind(name).isGroup, addressKind(name).isInside], [false, true], name);
  }
});

Deno.test("addressKind(): an address and its network have the same number everywhere", () => {
  const numbers = (name: string) => {
    const { key, network } = addressKind(name);
    return [key, network];
  };
  assert.deepEqual(numbers("1.2.3.4"), [0x01020304, 0x010203]);
  assert.deepEqual(numbers("::ffff:1.2.3.4"), numbers("1.2.3.4"));
  assert.deepEqual(numbers("255.255.255.254"), [0xfffffffe, 0xffffff]);
  const [key, network] = numbers("2001:db8:1:2::3");
  assert.deepEqual(numbers("2001:db8:1:2::4")[1], network);
  assert.notEqual(numbers("2001:db8:1:2::4")[0], key);
  assert.notEqual(numbers("2001:db8:2:2::3")[1], network);
  for (const name of ["2001:db8:1:2::3", "printer", ""]) {
    const [key, network] = numbers(name);
    assert.ok(key >= 2 ** 32 && key < 2 ** 33 && network >= 2 ** 24 && network < 2 ** 26, name);
  }
});

Deno.test("AddressBook: a public network at one end of most connections is the user's own", () => {
  const names = new NameTable();
  const book = new AddressBook(names);
  const server = names.numberOf("147.32.81.167");
  const others = Array.from({ length: 30 }, (_, i) => names.numberOf(`${20 + i}.1.2.3`));
  for (const other of others) book.countBetween(other, server, 3);
  book.decideOwn();
  assert.ok(book.isOwn(server));
  assert.ok(others.every((other) => book.isOutside(other)));
});

Deno.test("AddressBook: with private addresses at the other end, public ones stay outside", () => {
  const names = new NameTable();
  const book = new AddressBook(names);
  const [client, site] = ["10.0.0.5", "93.184.216.34"].map((name) => names.numberOf(name));
  book.countBetween(client, site, 1000);
  book.decideOwn();
  assert.deepEqual([book.isOwn(client), book.isOutside(site)], [true, true]);
});

Deno.test("Places: names countries from the table that comes with Netsift", () => {
  const places = new Places();
  assert.deepEqual(places.of("147.32.81.167"), ["Czechia"]);
  assert.deepEqual(places.of("8.8.8.8"), ["United States"]);
  assert.deepEqual(places.of("10.0.0.1"), []);
});

Deno.test("Places: says which table is missing or none", () => {
  assert.throws(() => new Places("/nowhere/places.mmdb").of("8.8.8.8"), Deno.errors.NotFound);
  assert.throws(() => new Places(import.meta.filename).of("8.8.8.8"));
});

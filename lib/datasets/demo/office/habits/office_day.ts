/**
 * A usual day of the whole office.
 *
 * @module
 */
import { HOUR, isWeekend } from "../clock.ts";
import { popular } from "../hosts/habits.ts";
import type { Host, Person } from "../hosts/host.ts";
import { atRandom, type Scene, type Stretch } from "../scene.ts";
import { useCloud } from "./cloud_use.ts";
import { runDevices } from "./device_work.ts";
import { useServers } from "./local_use.ts";
import { runWorkstation } from "./machine_use.ts";
import { makeNoise } from "./noise.ts";
import { receiveOutsiders } from "./outside_visits.ts";
import { runningHours, workingHours } from "./presence.ts";
import { runServers } from "./server_work.ts";
import { visitPage } from "./web_visit.ts";

const FAVOURITE = 0.7;

/** Adds everything that happens on a day without incidents. */
export function liveDay(scene: Scene): void {
  for (const person of scene.office.people) livePersonDay(scene, person);
  for (const guest of scene.office.guests) receiveGuest(scene, guest);
  runServers(scene);
  runDevices(scene);
  receiveOutsiders(scene);
}

function livePersonDay(scene: Scene, person: Person): void {
  const { office, start } = scene;
  for (const stretch of runningHours(office, person, start)) {
    runWorkstation(scene, person, stretch);
    makeNoise(scene, person, stretch);
  }
  for (const stretch of workingHours(office, person, start)) {
    useServers(scene, person, stretch);
    useCloud(scene, person, stretch);
    browse(scene, person, stretch);
  }
}

function browse(scene: Scene, person: Person, working: Stretch): void {
  const { draws, office: { internet: { sites } } } = scene;
  const { favourites, pace } = person.habits;
  atRandom(scene, working, 2.4 * pace, (time) => {
    const isFavourite = draws.chance(FAVOURITE);
    const rank = isFavourite
      ? favourites[popular(draws, favourites.length)]
      : popular(draws, sites.length);
    visitPage(scene, person, sites[rank], time);
  });
}

/** Guests come for a meeting, with devices that nobody has seen before. */
function receiveGuest(scene: Scene, guest: Host): void {
  const { draws, start, office: { internet: { sites } } } = scene;
  if (!draws.chance(isWeekend(start) ? 0.03 : 0.5)) return;
  const from = start + draws.uniform(8, 16) * HOUR;
  const stay = { from, to: from + draws.uniform(0.5, 3) * HOUR };
  makeNoise(scene, guest, stay);
  atRandom(
    scene,
    stay,
    7,
    (time) => visitPage(scene, guest, sites[popular(draws, sites.length)], time),
  );
}

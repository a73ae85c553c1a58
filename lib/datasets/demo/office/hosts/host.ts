/**
 * The machines of the simulated office.
 *
 * @module
 */

/** What a server does. */
export type ServerRole =
  | "names"
  | "directory"
  | "files"
  | "mail"
  | "web"
  | "database"
  | "backup"
  | "monitor"
  | "login";

/** What a machine is. */
export type Role = ServerRole | "printer" | "phone" | "camera" | "person" | "guest";

/** A machine of the office. */
export interface Host {
  /** Position among all machines. */
  index: number;
  role: Role;
  /** Its IPv4 address. */
  address: string;
  /** Its global IPv6 address, where it uses one. */
  address6?: string;
  /** Its link-local IPv6 address, where it uses IPv6. */
  linkLocal?: string;
}

/** A workstation and the one who works at it. */
export interface Person extends Host {
  role: "person";
  habits: Habits;
}

/** How somebody works. */
export interface Habits {
  department: number;
  /** Hours after midnight at which the day usually begins. */
  begin: number;
  /** Hours that a day usually has. */
  hours: number;
  /** Hours after midnight of lunch. */
  lunch: number;
  /** How much is done compared with others; around 1. */
  pace: number;
  /** How large files and uploads are compared with others'; around 1. */
  sizes: number;
  /** Whether the workstation runs at night too. */
  staysOn: boolean;
  /** Probability of work on a day of the weekend. */
  weekend: number;
  /** Whether it is an administrator, who logs in to servers. */
  isAdministrator: boolean;
  /** Whether the department works with the database directly. */
  usesDatabase: boolean;
  /** Minutes between two looks for new mail. */
  mailMinutes: number;
  /** Hours after midnight of the daily scan and report of the virus scanner. */
  reportHour: number;
  /** Positions of favourite sites. */
  favourites: readonly number[];
  /** Printer that is next. */
  printer: number;
}

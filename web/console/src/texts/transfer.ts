import type { Kind } from "../api/transfer.ts";

const CALLED: Record<Kind, string> = { app: "application", flow: "flow", miniapp: "miniApp" };

/** Export and import: the same for applications, flows and miniApps. */
export const transfer = {
  export: "Export as ZIP",
  import: "Import",
  drop: "Drop the ZIP to see what it would bring",
  title: "Import",
  text: "The ZIP of an export: an application, a flow or a miniApp, with all that belongs to it.",
  choose: "Choose a ZIP",
  chosen: (name: string) => `From ${name}`,
  would: "This would happen",
  made: (kind: Kind, name: string, group: string) => `The ${CALLED[kind]} ${name} is made in ${group}.`,
  there: (kind: Kind, name: string, group: string) =>
    `${group} has the ${CALLED[kind]} ${name} already, and it is the same. It stays as it is.`,
  created: (what: string) => `${what} made`,
  reused: (what: string) => `${what} there already, and the same`,
  kept: (what: string) => `${what} there already with another value, which stays`,
  toFill: "Not in the ZIP: give them a value afterwards",
  flows: "Flows",
  miniapps: "miniApps",
  variables: "Variables",
  differsText: "Nothing is overwritten. Import into another group, or rename or delete these first.",
  otherName: "Another name",
  confirm: "Import",
  done: (kind: Kind, name: string) => `The ${CALLED[kind]} ${name} was imported.`,
  noGroup: "You need the role Maintainer in a group to import.",
};

export const flows = {
  title: "Flows",
  create: "New flow",
  fields: "In and out",
  none: "No flow has that in its name.",
  empty: {
    title: "No flow yet",
    text: "A flow is a canvas that several applications use: sign-in, a hand-over to an agent. Make one, then put it on their canvases; or import one from a ZIP: drop it anywhere on this page.",
  },
  createTitle: "New flow",
  inputs: "Input fields",
  outputs: "Output fields",
  fieldsHint: "Names with commas between them",
  duplicateTitle: "Duplicate flow",
  duplicateText: (name: string) =>
    `A copy of ${name} with its canvas and handlers. It uses the same miniApps and flows.`,
  deleteTitle: "Delete flow",
  deleteText: (name: string) => `${name} goes with its canvas. This can't be undone.`,
  deleted: (name: string) => `${name} was deleted.`,
};

export const flows = {
  title: "Flows",
  create: "New flow",
};

export const applications = {
  title: "Applications",
  create: "New application",
};

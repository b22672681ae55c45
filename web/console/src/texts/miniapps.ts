export const miniapps = {
  title: "miniApps",
  create: "New miniApp",
};

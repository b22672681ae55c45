export const deploy = {
  title: "Deploy",
};

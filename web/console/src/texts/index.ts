/** Every word that the console shows, in one place. Each area has a file; sentences say what to do. */
import { access } from "./access.ts";
import { applications } from "./applications.ts";
import { canvas } from "./canvas.ts";
import { common } from "./common.ts";
import { deploy } from "./deploy.ts";
import { dialogs } from "./dialogs.ts";
import { flows } from "./flows.ts";
import { miniapp } from "./miniapp.ts";
import { miniapps } from "./miniapps.ts";
import { overview } from "./overview.ts";
import { signIn } from "./signin.ts";
import { transfer } from "./transfer.ts";
import { tryIt } from "./tryit.ts";

export const texts = {
  common,
  signIn,
  applications,
  flows,
  miniapps,
  miniapp,
  access,
  canvas,
  deploy,
  dialogs,
  overview,
  transfer,
  tryIt,
};

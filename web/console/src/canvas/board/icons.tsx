import {
  CircleHelp,
  CircleStop,
  GitFork,
  Megaphone,
  MessageCircleQuestion,
  PhoneForwarded,
  SquareFunction,
  Webhook,
  Workflow,
} from "lucide-react";
import type { ReactNode } from "react";
import type { Kind } from "../model/kinds.ts";

/** What stands for a kind of node. */
export const ICONS: Record<Kind, ReactNode> = {
  say: <Megaphone />,
  ask: <MessageCircleQuestion />,
  service: <Webhook />,
  flow: <Workflow />,
  condition: <GitFork />,
  set: <SquareFunction />,
  transfer: <PhoneForwarded />,
  exit: <CircleStop />,
  unknown: <CircleHelp />,
};

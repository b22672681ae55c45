/** What happened in a dialog. */
import { send } from "./client.ts";

/** What the understanding found in the caller's words. */
export interface Understanding {
  intents?: { name: string; confidence: number }[];
  values?: { kind: string; value: string; confidence: number; begin: number; end: number }[];
  requests?: string[];
}

/** Something that happened, in a dialog of the tree. Kinds that this page does not know are let be. */
export interface TurnEvent {
  dialog: string;
  event: string;
  [detail: string]: unknown;
}

export interface TurnRecord {
  step: number;
  time: string;
  input: { type: string; utterance: string; mode: string };
  understood: Understanding[];
  events: TurnEvent[];
  said: string[];
  action: string;
  action_name: string;
  fields: Record<string, string | null>;
  ended: { end_type: string; success: boolean; reason: string | null } | null;
}

export interface DialogTurns {
  dialog_id: string;
  application_id: string;
  test_mode: boolean;
  started_at: string;
  over: boolean;
  turns: TurnRecord[];
}

/** The turns after one, in order. */
export async function dialogTurns(dialog: string, after: number): Promise<DialogTurns> {
  const path = `/orchestrator/api/dialogs/${encodeURIComponent(dialog)}/turns/?after=${after}`;
  return (await send(path)).json() as Promise<DialogTurns>;
}

/** What goes over the chat's socket; docs/channels.md tells the whole of it. */

export interface DialogMessage {
  type: "dialog_message_event";
  sequence_id: number;
  client_message_id?: string | null;
  dialog_id?: string | null;
  source: string;
  action_type: string;
  dialog_response: {
    step?: number;
    locale?: string;
    prompt: { content: string; masked_content?: string; data_models?: unknown[] };
    action?: Record<string, unknown>;
    ui_component?: unknown;
  };
}

export interface StateMessage {
  type: "state_event";
  sequence_id: number;
  client_message_id?: string | null;
  dialog_id?: string | null;
  state: "DIALOG_END" | "SESSION_EXPIRED" | string;
  end_type?: string;
  result?: string;
  reason?: string | null;
  transfer?: { destination: string; reason?: string | null; attached_data?: Record<string, string> };
}

export interface ErrorMessage {
  type: "error_event";
  error_code: string;
  error_message: string;
  session_id?: string | null;
  client_message_id?: string | null;
}

export type Incoming =
  | DialogMessage
  | StateMessage
  | ErrorMessage
  | { type: "start_session_resp"; session_id: string; dialog_id: string; client_message_id?: string | null }
  | { type: "typing_event" }
  | { type: "pong" };

/** What the server asks to be sent again. */
export const AGAIN = new Set(["TRY_AGAIN", "TOO_MANY_REQUESTS", "INTERNAL_ERROR"]);
/** What says that the session is no more. */
export const GONE = new Set(["SESSION_NOT_FOUND", "SESSION_EXPIRED"]);

/** A message, or nothing when it can't be read. */
export function read(text: unknown): Incoming | null {
  try {
    const message = JSON.parse(String(text)) as Incoming;
    return typeof message?.type === "string" ? message : null;
  } catch {
    return null;
  }
}

/** The settings of an application or flow that do not stand on its canvas: each is read and replaced as a whole. */
import { useQuery } from "@tanstack/react-query";
import { send } from "./client.ts";

export interface Owner {
  kind: "app" | "flow";
  id: string;
}

export interface HandlerComponent {
  component_id: string;
  name: string;
  nodeType: string;
  configuration?: Record<string, unknown>;
  [key: string]: unknown;
}

export interface Handler {
  error_types?: string[];
  error_sources?: string[];
  handler?: HandlerComponent;
  drop_fields?: string[];
  [key: string]: unknown;
}

export interface BioMapping {
  profile_id: string;
  field_mappings: { bio_key: string; orc_field: string }[];
}

export interface BioProfile {
  profile_id: string;
  name: string;
  bio_keys: { id: number; key: string; display_name: string }[];
}

/** What it takes and gives, and what it is said to be. */
export interface About {
  description: string;
  input_fields: string[];
  output_fields: string[];
}

/** Each setting by the end of its path; `about` is part of the application or flow itself. */
export interface Settings {
  about: About;
  global_fields: string[];
  field_sensitivity: Record<string, string>;
  attached_data: Record<string, string>;
  "error-handlers": Handler[];
  "dialog-end-handlers": Handler[];
  "repeat-handlers": Handler[];
  "voice-biometric": BioMapping;
}

/** The settings of each. */
export const SETTINGS: Record<Owner["kind"], (keyof Settings)[]> = {
  app: [
    "about",
    "global_fields",
    "field_sensitivity",
    "attached_data",
    "error-handlers",
    "repeat-handlers",
    "dialog-end-handlers",
    "voice-biometric",
  ],
  flow: ["about", "error-handlers", "repeat-handlers"],
};

const API = "/orchestrator/api";
const path = ({ kind, id }: Owner, what: keyof Settings) =>
  `${API}/${kind}s/${id}/${what === "about" ? "" : `${what}/`}`;

/** A setting as it was read, to be changed while it is still the same. */
export interface Read<T> {
  value: T;
  etag: string;
}

export async function readSetting<Key extends keyof Settings>(
  owner: Owner,
  what: Key,
): Promise<Read<Settings[Key]>> {
  const answer = await send(path(owner, what));
  const etag = answer.headers.get("etag") ?? "*";
  const read: unknown = await answer.json();
  if (what !== "about") return { value: read as Settings[Key], etag };
  const { description, input_fields, output_fields } = read as About;
  return { value: { description: description ?? "", input_fields, output_fields } as Settings[Key], etag };
}

/** Saves over what was read; a failure with 412 when somebody was quicker. */
export async function saveSetting<Key extends keyof Settings>(
  owner: Owner,
  what: Key,
  { value, etag }: Read<Settings[Key]>,
) {
  const headers = { "content-type": "application/json", "if-match": etag };
  const method = what === "about" ? "PATCH" : "PUT";
  await send(path(owner, what), { method, headers, body: JSON.stringify(value) });
}

/** Where something can fail. */
export function useFailSources({ kind, id }: Owner) {
  return useQuery({
    queryKey: ["fail_sources", id],
    queryFn: async () => {
      const answer = await send(`${API}/apps/${id}/fail_sources/`);
      return (await answer.json()) as { display_name: string; fail_source_path: string }[];
    },
    enabled: kind === "app",
  });
}

export function useBioProfiles() {
  return useQuery({
    queryKey: ["bio_profiles"],
    queryFn: async () => {
      const said = (await (await send(`${API}/voice-biometric/profiles/`)).json()) as unknown;
      const list = Array.isArray(said) ? said : ((said as { results?: unknown[] }).results ?? []);
      return list as BioProfile[];
    },
  });
}

/** The settings of an application or flow that do not stand on its canvas: each is read and replaced as a whole. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { isAway, send } from "./client.ts";

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

/** Each setting by the end of its path. */
export interface Settings {
  global_fields: string[];
  field_sensitivity: Record<string, string>;
  attached_data: Record<string, string>;
  "error-handlers": Handler[];
  "dialog-end-handlers": Handler[];
  "repeat-handlers": Handler[];
  "voice-biometric": BioMapping;
}

const API = "/orchestrator/api";
const path = ({ kind, id }: Owner, what: string) =>
  `${API}/${kind === "app" ? "apps" : "flows"}/${id}/${what}/`;

/** A server that is away is asked until it is back. */
const untilBack = {
  retry: (_: number, failure: Error) => isAway(failure),
  retryDelay: (count: number) => Math.min(1_000 * 2 ** count, 15_000),
};

/**
 * A setting, and how to replace it. What was chosen counts from then on, so that the next change builds upon it, and
 * changes arrive in their order. What the server refuses stays where it was written, to be put right.
 */
export function useSetting<Key extends keyof Settings>(owner: Owner, what: Key) {
  const queries = useQueryClient();
  const queryKey = ["settings", owner.kind, owner.id, what];
  const read = useQuery({
    queryKey,
    queryFn: async () => (await (await send(path(owner, what))).json()) as Settings[Key],
  });
  const write = useMutation({
    mutationKey: queryKey,
    scope: { id: queryKey.join(" ") },
    onMutate: async (value: Settings[Key]) => {
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, value);
    },
    mutationFn: async (value: Settings[Key]) => {
      const headers = { "content-type": "application/json" };
      await send(path(owner, what), { method: "PUT", headers, body: JSON.stringify(value) });
    },
    ...untilBack,
    onError: () => queries.invalidateQueries({ queryKey, refetchType: "none" }),
    // A change of one can show in another: a sensitive field is global, too.
    onSuccess: async () => {
      if (queries.isMutating({ mutationKey: queryKey }) > 1) return;
      await queries.invalidateQueries({ queryKey: ["settings", owner.kind, owner.id] });
    },
  });
  return { read, write, error: write.error ?? write.failureReason };
}

/** What an application or flow takes and gives, and what it is said to be. */
export function useChangeOwner({ kind, id }: Owner) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (change: {
      description?: string;
      input_fields?: string[];
      output_fields?: string[];
    }) => {
      const headers = { "content-type": "application/json" };
      const place = `${API}/${kind === "app" ? "apps" : "flows"}/${id}/`;
      await send(place, { method: "PATCH", headers, body: JSON.stringify(change) });
    },
    ...untilBack,
    onSettled: () => queries.invalidateQueries({ queryKey: [kind === "app" ? "apps" : "flows"] }),
  });
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

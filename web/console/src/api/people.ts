/** Groups, who is in them, and the tokens of programs. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Role } from "./access.ts";
import { api, type Schemas, take } from "./client.ts";

export type Member = Schemas["Member"];
export type User = Schemas["User"];
export type PersonalToken = Schemas["PersonalToken"];

export function useMembers(group: string) {
  return useQuery({
    queryKey: ["members", group],
    queryFn: () => take(api.GET("/access/api/groups/{group}/members/", { params: { path: { group } } })),
    enabled: group !== "",
  });
}

/** Something that is done; what is listed is read again afterwards. */
function useDoing<In, Out>(keys: string[], work: (input: In) => Promise<Out>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSettled: () => Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}

export function usePutMember() {
  return useDoing(
    ["members", "me"],
    ({ group, username, role }: { group: string; username: string; role: Role }) =>
      take(
        api.PUT("/access/api/groups/{group}/members/{username}/", {
          params: { path: { group, username } },
          body: { role },
        }),
      ),
  );
}

export function useRemoveMember() {
  return useDoing(["members", "me"], ({ group, username }: { group: string; username: string }) =>
    take(
      api.DELETE("/access/api/groups/{group}/members/{username}/", { params: { path: { group, username } } }),
    ),
  );
}

export function useCreateGroup() {
  return useDoing(["me"], (name: string) => take(api.POST("/access/api/groups/", { body: { name } })));
}

export function useDeleteGroup() {
  return useDoing(["me"], (group: string) =>
    take(api.DELETE("/access/api/groups/{group}/", { params: { path: { group } } })),
  );
}

export function useUsers(enabled: boolean) {
  return useQuery({ queryKey: ["users"], queryFn: () => take(api.GET("/access/api/users/")), enabled });
}

export function useCreateUser() {
  return useDoing(["users"], (body: { username: string; password?: string; org_admin: boolean }) =>
    take(api.POST("/access/api/users/", { body })),
  );
}

export function useChangeUser() {
  return useDoing(
    ["users", "members"],
    ({ id, ...body }: { id: string; disabled?: boolean; org_admin?: boolean }) =>
      take(api.PATCH("/access/api/users/{user_id}/", { params: { path: { user_id: id } }, body })),
  );
}

export function usePersonalTokens() {
  return useQuery({ queryKey: ["tokens"], queryFn: () => take(api.GET("/access/api/personal-tokens/")) });
}

export function useCreateToken() {
  return useDoing(["tokens"], (body: { name: string; group: string; expires_at?: string }) =>
    take(api.POST("/access/api/personal-tokens/", { body })),
  );
}

export function useRevokeToken() {
  return useDoing(["tokens"], (id: string) =>
    take(api.DELETE("/access/api/personal-tokens/{token_id}/", { params: { path: { token_id: id } } })),
  );
}

/** The tokens with which an application is talked to. */
export function useWebChat(app: string) {
  return useQuery({
    queryKey: ["webchat", app],
    queryFn: () =>
      take(api.GET("/orchestrator/api/apps/{app_id}/web_chat/", { params: { path: { app_id: app } } })),
    enabled: app !== "",
  });
}

export function useRotateToken() {
  return useDoing(["webchat"], ({ app, kind }: { app: string; kind: "live" | "deployed" }) =>
    take(
      api.POST("/orchestrator/api/apps/{app_id}/tokens/{kind}/rotate/", {
        params: { path: { app_id: app, kind } },
      }),
    ),
  );
}

/** Who one is, and what one may do. */
import { useQuery } from "@tanstack/react-query";
import { api, take } from "./client.ts";

/** Who is signed in, with the groups they see and their role in each. */
export function useMe() {
  return useQuery({
    queryKey: ["me"],
    queryFn: () => take(api.GET("/access/api/me/")),
    staleTime: 60_000,
  });
}

const ROLES = ["Viewer", "Developer", "Maintainer", "Owner"] as const;
export type Role = (typeof ROLES)[number];

/** Whether the one who is signed in has at least this role in a group. The server decides; this only greys out. */
export function useMay(): (group: string, role: Role) => boolean {
  const { data: me } = useMe();
  return (group, role) => {
    if (!me) return false;
    if (me.org_admin) return true;
    const has = me.groups.find((one) => one.name === group)?.role ?? "";
    return ROLES.indexOf(has as Role) >= ROLES.indexOf(role);
  };
}

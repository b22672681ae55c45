/** Descriptions come from schemas, labels from the console's texts: what both say is said once. */

const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/`/g, "")
    .replace(/^(the|its|a|an) /, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** What a description says beyond its label; nothing when that is all. */
export function explains(description: string | undefined, label: string): string | undefined {
  if (!description) return undefined;
  const plain = description.replaceAll("`", "");
  if (plain === "Unless it is off." || bare(plain) === bare(label)) return undefined;
  const rest = plain.slice(label.length).match(/^[;:,.]\s+(.+)$/)?.[1];
  if (rest && plain.toLowerCase().startsWith(label.toLowerCase())) {
    return rest.charAt(0).toUpperCase() + rest.slice(1);
  }
  return plain;
}

/** Utterances as lists that are pasted and read from files. */

/** Utterances of pasted text or of a file: one a line; of a table the first column. Empty lines and quotes are left out. */
export function utterancesIn(text: string): string[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line) => unquoted(line.split("\t")[0] ?? ""))
    .filter(Boolean);
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  const quoted = trimmed.match(/^"((?:[^"]|"")*)"/);
  return (quoted ? (quoted[1] ?? "").replaceAll('""', '"') : trimmed).trim();
}

const plain = (text: string) => text.trim().toLocaleLowerCase().replace(/\s+/g, " ");

/** A list with others added that it does not have yet, and how many those were. */
export function added(to: string[], others: string[]): { all: string[]; count: number } {
  const known = new Set(to.map(plain));
  const fresh = others.filter((text) => {
    const key = plain(text);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
  return { all: [...to, ...fresh], count: fresh.length };
}

/** What stands in a list more than once. */
export function doubles(list: string[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const text of list) {
    const key = plain(text);
    if (key && seen.has(key)) twice.add(text.trim());
    seen.add(key);
  }
  return [...twice];
}

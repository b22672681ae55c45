/** The canvas as a picture: an SVG that is drawn from the document, and a PNG of that. */
import { download } from "../api/download.ts";
import { describeEdge, describeNode, labelOf } from "./model/describe.ts";
import { type CanvasDocument, edgesFrom, groupsOf, nodesById, notesOf } from "./model/document.ts";
import { around, type Box, boxOf } from "./model/geometry.ts";
import { kindOf, titleOf } from "./model/kinds.ts";
import { along, path, route } from "./model/route.ts";
import { labelWidth, USUAL, waysOf } from "./model/ways.ts";

const MARGIN = 40;
/** The most pixels of a PNG's side that browsers can draw. */
const LONGEST_SIDE = 8_000;
const FONT = "Inter, 'Segoe UI', system-ui, sans-serif";

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const shortened = (text: string, letters: number) =>
  text.length > letters ? `${text.slice(0, letters - 1)}…` : text;

/** The colours as they are on the page now. */
function colours() {
  const probe = document.createElement("span");
  document.body.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const names = ["ground", "raised", "line-strong", "text", "text-2", "text-3", "warn-soft", "warn"];
  const kinds = ["say", "ask", "service", "flow", "condition", "set", "transfer", "exit", "unknown"];
  const all = Object.fromEntries(
    [...names, ...kinds.map((kind) => `kind-${kind}`)].map((name) => [name, read(name)]),
  );
  probe.remove();
  return all as Record<string, string>;
}

export function toSvg(canvas: CanvasDocument, colour: Record<string, string>): { svg: string; box: Box } {
  const index = nodesById(canvas);
  const boxes = [...canvas.content.nodes.map(boxOf), ...notesOf(canvas), ...groupsOf(canvas)];
  const whole = boxes.length ? around(boxes) : { x: 0, y: 0, width: 200, height: 100 };
  const box = {
    x: whole.x - MARGIN,
    y: whole.y - MARGIN,
    width: whole.width + 2 * MARGIN,
    height: whole.height + 2 * MARGIN,
  };
  const parts: string[] = [];
  // What arrows say stands over all arrows.
  const labels: string[] = [];
  const ways = waysOf(canvas);
  const text = (
    x: number,
    y: number,
    size: number,
    weight: number,
    fill: string | undefined,
    words: string,
    to = parts,
  ) =>
    to.push(
      `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escaped(words)}</text>`,
    );
  for (const group of groupsOf(canvas)) {
    const { x, y, width, height } = group;
    parts.push(
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="16" fill="none" stroke="${colour["line-strong"]}" stroke-dasharray="6 4"/>`,
    );
    text(x + 14, y + 26, 15, 600, colour["text-2"], shortened(group.text, Math.floor(width / 9)));
  }
  for (const edge of canvas.content.edges) {
    const [from, to] = [index.get(edge.source), index.get(edge.target)];
    if (!from || !to) continue;
    const [start, end] = [boxOf(from), boxOf(to)];
    const way = ways.get(edge.id) ?? USUAL;
    const points = route(
      { x: start.x + start.width / 2, y: start.y + start.height },
      { x: end.x + end.width / 2, y: end.y },
      way.bend,
      way.via,
    );
    parts.push(
      `<path d="${path(points)}" fill="none" stroke="${colour["text-3"]}" stroke-width="1.5" marker-end="url(#a)"/>`,
    );
    const label = describeEdge(edge, edgesFrom(canvas, edge.source).length);
    if (!label) continue;
    const width = labelWidth(label);
    const middle = along(points, way.share);
    const [x, y] = [middle.x - width / 2, middle.y - 10];
    labels.push(
      `<rect x="${x}" y="${y}" width="${width}" height="20" rx="10" fill="${colour.raised}" stroke="${colour["line-strong"]}"/>`,
    );
    text(x + 9, y + 14, 11, 500, colour["text-2"], shortened(label, 34), labels);
  }
  parts.push(...labels);
  for (const node of canvas.content.nodes) {
    const { x, y, width, height } = boxOf(node);
    const kind = kindOf(node);
    const tint = colour[`kind-${kind}`];
    const round = kind === "condition" || kind === "exit" ? 26 : 10;
    parts.push(
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${colour.raised}" stroke="${colour["line-strong"]}"/>`,
      `<circle cx="${x + 24}" cy="${y + 26}" r="7" fill="${tint}"/>`,
    );
    const letters = Math.floor((width - 60) / 7.2);
    text(x + 44, y + 20, 10.5, 600, tint, shortened(labelOf(node), letters));
    text(x + 44, y + 38, 13, 600, colour.text, shortened(titleOf(node), letters));
    if (round === 10) {
      const line = describeNode(node, 0, undefined);
      text(x + 44, y + 56, 11.5, 400, colour["text-3"], shortened(line, letters + 3));
    }
  }
  for (const note of notesOf(canvas)) {
    const { x, y, width, height } = note;
    parts.push(
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" fill="${colour["warn-soft"]}" stroke="${colour.warn}"/>`,
    );
    const letters = Math.max(8, Math.floor((width - 24) / 7));
    wrapped(note.text, letters, Math.floor((height - 12) / 18)).forEach((line, at) => {
      text(x + 12, y + 24 + at * 18, 13, 400, colour.text, line);
    });
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.x} ${box.y} ${box.width} ${box.height}" width="${box.width}" height="${box.height}" font-family="${FONT}"><defs><marker id="a" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M1 1 9 5 1 9z" fill="${colour["text-3"]}"/></marker></defs><rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="${colour.ground}"/>${parts.join("")}</svg>`;
  return { svg, box };
}

function wrapped(text: string, letters: number, most: number): string[] {
  const lines = text.split("\n").flatMap((paragraph) => {
    const found: string[] = [];
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line && line.length + word.length + 1 > letters) {
        found.push(line);
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    return [...found, line];
  });
  return lines.slice(0, most);
}

export async function savePicture(canvas: CanvasDocument, name: string, kind: "svg" | "png") {
  const { svg, box } = toSvg(canvas, colours());
  const vector = new Blob([svg], { type: "image/svg+xml" });
  if (kind === "svg") return download(`${name}.svg`, vector);
  const address = URL.createObjectURL(vector);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(2, LONGEST_SIDE / Math.max(box.width, box.height));
    const paper = Object.assign(document.createElement("canvas"), {
      width: Math.round(box.width * scale),
      height: Math.round(box.height * scale),
    });
    paper.getContext("2d")?.drawImage(image, 0, 0, paper.width, paper.height);
    const bitmap = await new Promise<Blob | null>((done) => paper.toBlob(done, "image/png"));
    if (bitmap) download(`${name}.png`, bitmap);
  } finally {
    URL.revokeObjectURL(address);
  }
}

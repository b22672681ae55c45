/** Canvases for tests: made by the interface, opened in the browser. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { call, type Options, visitSignedIn } from "./browser.ts";

export interface Made {
  id: string;
  name: string;
  canvas: string;
  component_id: string;
}

let number = 0;

/** A name that no other test has. */
export function fresh(name: string): string {
  number += 1;
  return `${name}_${process.pid}_${number}`;
}

export const makeApp = (name: string) => call<Made>("POST", "/orchestrator/api/apps/", { name: fresh(name) });
export const makeFlow = (name: string, more: object = {}) =>
  call<Made>("POST", "/orchestrator/api/flows/", { name: fresh(name), ...more });

export interface TestNode {
  node_id: string;
  type: string;
  component_id: string;
  [key: string]: unknown;
}

export function exit(id: string, x = 100, y = 100): TestNode {
  return at({ node_id: id, type: "exit", component_id: "u.exit.builtins.orc.ann", title: id }, x, y);
}

export function setField(id: string, field: string, value: string, x = 100, y = 100): TestNode {
  const configuration = { extra_fields: [{ field, operator: "EQUAL", value }] };
  const node = {
    node_id: id,
    type: "set-field",
    component_id: "u.set-field.builtins.orc.ann",
    title: id,
    configuration,
  };
  return at(node, x, y);
}

export const at = (node: TestNode, x: number, y: number): TestNode => ({ ...node, x_value: x, y_value: y });

export const line = (nodes: TestNode[]) => ({
  content: {
    nodes,
    edges: nodes.slice(1).map((node, index) => ({
      id: `e${index}`,
      source: nodes[index]?.node_id,
      target: node.node_id,
      conditions: [],
    })),
  },
});

export const save = (made: Made, document: object) =>
  call("PUT", `/orchestrator/api/canvases/${made.canvas}/`, document);

export interface Kept {
  content: {
    nodes: TestNode[];
    edges: { id: string; source: string; target: string; [key: string]: unknown }[];
  };
  [key: string]: unknown;
}

export const kept = (made: Made) => call<Kept>("GET", `/orchestrator/api/canvases/${made.canvas}/`);

/** An application with this canvas, opened. */
export async function openCanvas(
  document: object,
  options: Options = {},
): Promise<{ app: Made; page: Page }> {
  const app = await makeApp("app");
  await save(app, document);
  const page = await visitSignedIn(`/apps/${app.id}/canvas`, options);
  await page.getByTestId("board").waitFor();
  return { app, page };
}

export const block = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);

/** Waits until the server has what is on the page. */
export async function saved(page: Page) {
  await page
    .getByRole("status")
    .filter({ hasText: /^Saved$/ })
    .waitFor();
}

/** Waits until the server has all but lines that were begun, and lack a name yet. */
export async function savedInPart(page: Page) {
  await page.getByRole("status").filter({ hasText: "Saved, but for lines that lack a name" }).waitFor();
}

export const ids = ({ content }: Kept) => content.nodes.map((node) => node.node_id).sort();

export async function expectIds(made: Made, expected: string[]) {
  await expect.poll(async () => ids(await kept(made)), { timeout: 6_000 }).toEqual(expected.sort());
}

/** What was begun and lacks its name yet. The server takes no model that has such a line, so the whole waits for the name. */
import { at, isObject, type Json, type Path } from "./paths.ts";

/**
 * The places that lack a name: the field of a condition, the name of an intent, the number that a caller is handed over to.
 * Nothing is left out instead of it: a prompt without its condition would always be said. What is switched off may lack it.
 */
export function unnamed(model: Json): Path[] {
  const announced = listed(model, ["announceList"]).filter((path) => isOn(at(model, path)));
  const reworded = listed(model, ["ask", "conditional"]).filter((path) => isOn(at(model, path)));
  const places = [
    ...[...announced, ...reworded]
      .flatMap((path) => listed(model, [...path, "fieldValuePairs"]))
      .map((path) => [...path, "field"]),
    ...announced
      .map((path) => [...path, "postAction"])
      .filter((path) => handsOver(at(model, path)))
      .map((path) => [...path, "transferNumber"]),
    ...listed(model, ["intents"]).map((path) => [...path, "name"]),
  ];
  return places.filter((path) => isBlank(at(model, path)));
}

/** The places of the objects in a list. */
function listed(model: Json, path: Path): Path[] {
  const list = at(model, path);
  return (Array.isArray(list) ? list : []).flatMap((one, index) => (isObject(one) ? [[...path, index]] : []));
}

/** As the server sees it: on unless it says otherwise. */
const isOn = (item: Json | undefined) =>
  isObject(item) && /^(true|null|undefined)$/i.test(String(item.enabled));

const handsOver = (action: Json | undefined) =>
  isObject(action) && typeof action.type === "string" && action.type.toLowerCase() === "transfer";

const isBlank = (name: Json | undefined) =>
  name === undefined || name === null || (typeof name === "string" && name.trim() === "");

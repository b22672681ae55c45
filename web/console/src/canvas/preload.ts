/** The page of canvases is a file of its own: whoever is about to open one has it loaded already. */
export const loadCanvasPage = () => import("./CanvasPage.tsx");

export const preloadCanvas = { onPointerEnter: load, onFocus: load };

function load() {
  void loadCanvasPage();
}

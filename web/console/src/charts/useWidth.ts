import { type RefObject, useLayoutEffect, useState } from "react";

/** How wide something is, now and whenever that changes. */
export function useWidth(of: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = of.current;
    if (!element) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(element);
    setWidth(Math.floor(element.getBoundingClientRect().width));
    return () => watch.disconnect();
  }, [of]);
  return width;
}

import { TriangleAlert } from "lucide-react";
import { Component, type ReactNode } from "react";
import { texts } from "../texts/index.ts";
import { Button } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";

/** Catches what a page could not draw, so that the rest stays. */
export class Guard extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const t = texts.common.broken;
    return (
      <Empty
        icon={<TriangleAlert />}
        title={t.title}
        actions={
          <Button look="primary" onClick={() => location.reload()}>
            {t.reload}
          </Button>
        }
      >
        {t.text}
      </Empty>
    );
  }
}

/** Talk to what is drawn, beside it: the way that the dialog takes is handed to the canvas, and each turn opens to what happened in it. */
import { Download, MessagesSquare, Play, RotateCcw, SlidersHorizontal, X } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { texts } from "../texts/index.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { say as toast } from "../ui/toasts.tsx";
import { Composer } from "./Composer.tsx";
import { Keep } from "./Keep.tsx";
import { Log } from "./Log.tsx";
import { type Path, pathOf } from "./path.ts";
import { Setup, useBeginning } from "./Setup.tsx";
import styles from "./TryIt.module.css";
import { useTalk } from "./useTalk.ts";

const t = texts.tryIt;

interface Props {
  /** The app to talk to. */
  app: string;
  /** The canvas that is shown: the way through it is told. */
  component?: string;
  /** Waited for before a dialog begins, so that it runs on what is drawn. */
  save?: () => Promise<unknown>;
  /** The way through the canvas that is shown; `null` when there is no conversation. */
  onPath?: (path: Path | null) => void;
  /** Somebody wants to see a node of the canvas that is shown. */
  onNode?: (id: string) => void;
  /** What people call a node of the canvas that is shown. */
  nameOf?: (id: string) => string | undefined;
  /** Begin at this node, once for each new value. */
  startAt?: { node: string } | null;
  onClose?: () => void;
}

export function TryIt({ app, component, save, onPath, onNode, nameOf, startAt, onClose }: Props) {
  const talk = useTalk(app, save);
  const { beginning, change } = useBeginning(app);
  const [setup, setSetup] = useState(false);
  const [keeping, setKeeping] = useState(false);
  const { state, turns, begun } = talk;

  const path = useMemo(() => (turns.length > 0 ? pathOf(turns, component) : null), [turns, component]);
  const tell = useRef(onPath);
  tell.current = onPath;
  useEffect(() => tell.current?.(path), [path]);
  useEffect(() => () => tell.current?.(null), []);

  const begin = (node?: string) => {
    setSetup(false);
    talk.begin({ ...beginning, ...(node ? { node } : {}) }).catch(toast.failed);
  };
  const beginAt = useRef(begin);
  beginAt.current = begin;
  useEffect(() => {
    if (startAt) beginAt.current(startAt.node);
  }, [startAt]);

  return (
    <section className={styles.panel} aria-label={t.title}>
      <header className={styles.head}>
        <h2>{t.title}</h2>
        <IconButton label={t.restart} onClick={() => begin()} disabled={!begun}>
          <RotateCcw />
        </IconButton>
        <IconButton label={t.setup} pressed={setup} onClick={() => setSetup(!setup)}>
          <SlidersHorizontal />
        </IconButton>
        <IconButton label={t.keep} onClick={() => setKeeping(true)} disabled={turns.length === 0}>
          <Download />
        </IconButton>
        {onClose && (
          <IconButton label={t.close} onClick={onClose}>
            <X />
          </IconButton>
        )}
      </header>
      {setup && <Setup app={app} beginning={beginning} onChange={change} onBegin={() => begin()} />}
      {begun ? (
        <>
          <Log talk={talk} component={component} nameOf={nameOf} onNode={onNode} onRestart={() => begin()} />
          <Composer talk={talk} disabled={state.over || state.link === "gone"} />
        </>
      ) : (
        !setup && (
          <div className={styles.empty}>
            <Empty
              icon={<MessagesSquare />}
              title={t.empty}
              actions={
                <Button look="primary" icon={<Play />} onClick={() => begin()}>
                  {t.begin}
                </Button>
              }
            >
              {t.emptyText}
            </Empty>
          </div>
        )
      )}
      {keeping && (
        <Keep
          turns={turns}
          words={talk.words}
          node={talk.node}
          beginning={beginning}
          onClose={() => setKeeping(false)}
        />
      )}
    </section>
  );
}

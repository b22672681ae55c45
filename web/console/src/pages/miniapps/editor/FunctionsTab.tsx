import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { texts } from "../../../texts/index.ts";
import { Button, IconButton } from "../../../ui/Button.tsx";
import { TextField } from "../../../ui/Field.tsx";
import { useEditor, useValue } from "./context.ts";
import styles from "./FunctionsTab.module.css";
import { isObject, type Json } from "./paths.ts";
import { useItems } from "./useItems.ts";
import { Workbench } from "./Workbench.tsx";

const t = texts.miniapp.functions;

const word = (value: Json | undefined) => (typeof value === "string" ? value : "");

/** JavaScript functions: one at a time, with a place to run it. */
export function FunctionsTab() {
  const [value, change] = useValue(["userFunctions"]);
  const { readOnly } = useEditor();
  const functions = Array.isArray(value) ? value : [];
  const of = useItems(functions, change);
  const [chosen, setChosen] = useState(0);
  const one = functions[chosen];
  const add = () => {
    const name = `function_${functions.length + 1}`;
    of.add({ name, javascript: "ocpReturn('');\n" });
    setChosen(functions.length);
  };
  const put = (part: { [key: string]: Json }) => isObject(one) && of.put(chosen, { ...one, ...part });
  if (functions.length === 0) {
    return (
      <div className={styles.empty}>
        <h2>{t.empty}</h2>
        <p>{t.emptyText}</p>
        <Button look="primary" icon={<Plus />} onClick={add} disabled={readOnly}>
          {t.add}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.functions}>
      <ul className={styles.list} aria-label={t.list}>
        {functions.map((each, index) => (
          <li key={of.ids[index]}>
            <button
              type="button"
              aria-current={index === chosen || undefined}
              onClick={() => setChosen(index)}
            >
              <code>{(isObject(each) && word(each.name)) || t.unnamed}</code>
            </button>
          </li>
        ))}
        <li>
          <Button look="quiet" icon={<Plus />} onClick={add} disabled={readOnly}>
            {t.add}
          </Button>
        </li>
      </ul>
      {isObject(one) && (
        <div className={styles.one}>
          <div className={styles.head}>
            <TextField
              label={t.name}
              hint={t.nameHint(word(one.name))}
              value={word(one.name)}
              readOnly={readOnly}
              spellCheck={false}
              onChange={(event) => put({ name: event.target.value })}
            />
            <IconButton
              label={texts.miniapp.remove(word(one.name))}
              disabled={readOnly}
              onClick={() => {
                of.remove(chosen);
                setChosen(Math.max(0, chosen - 1));
              }}
            >
              <Trash2 />
            </IconButton>
          </div>
          <Workbench
            key={of.ids[chosen]}
            label={t.code(word(one.name))}
            value={word(one.javascript)}
            onChange={(javascript) => put({ javascript })}
            kind="user"
            readOnly={readOnly}
          />
        </div>
      )}
    </div>
  );
}

import { ChevronDown, ChevronRight } from "lucide-react";
import { useId, useLayoutEffect, useRef, useState } from "react";
import { texts } from "../../../../texts/index.ts";
import { Button } from "../../../../ui/Button.tsx";
import { useEditor, useValue } from "../context.ts";
import { isObject, type Json, type Path } from "../paths.ts";
import styles from "./PromptGrid.module.css";

const t = texts.miniapp.prompt;

const LEVELS = ["normal", "error", "unrecovered"] as const;
const CHANNELS = ["omIVR", "web-chat"] as const;
type Level = (typeof LEVELS)[number];
type Channel = (typeof CHANNELS)[number];

interface Props {
  path: Path;
  label: string;
  /** Show all levels from the beginning. */
  levels?: boolean;
}

/** One prompt: languages and channels side by side, levels below each other. */
export function PromptGrid({ path, label, levels: wanted = false }: Props) {
  const [prompt, change] = useValue(path);
  const { shown: languages, readOnly, dataModels } = useEditor();
  const written = isObject(prompt) ? prompt : {};
  const later = languages.some((locale) =>
    CHANNELS.some((channel) => LEVELS.slice(1).some((level) => text(written, locale, channel, level))),
  );
  const [open, setOpen] = useState(wanted || later);
  const levels = open ? LEVELS : LEVELS.slice(0, 1);
  const put = (locale: string, channel: Channel, level: string, value: Json) => {
    const locales = isObject(written.locales) ? written.locales : {};
    const own = isObject(locales[locale]) ? locales[locale] : { promptType: "Text" };
    const texts = isObject(own[channel]) ? own[channel] : {};
    const next = { ...own, [channel]: { ...texts, [level]: value } };
    change({ ...written, locales: { ...locales, [locale]: next } });
  };
  const barge = isObject(written.bargeIn) ? written.bargeIn : {};
  const id = useId();
  return (
    <div className={styles.prompt}>
      <div className={styles.scroll}>
        <table className={styles.grid} aria-label={label}>
          <thead>
            {languages.length > 1 && (
              <tr>
                {open && <td />}
                {languages.map((locale) => (
                  <th key={locale} colSpan={2} scope="colgroup">
                    {t.language(locale)}
                  </th>
                ))}
                {open && <td />}
              </tr>
            )}
            <tr>
              {open && <td />}
              {languages.flatMap((locale) =>
                CHANNELS.map((channel) => (
                  <th key={locale + channel} scope="col">
                    {t.channels[channel]}
                  </th>
                )),
              )}
              {open && <th scope="col">{t.bargeIn}</th>}
            </tr>
          </thead>
          <tbody>
            {levels.map((level) => (
              <tr key={level}>
                {open && (
                  <th scope="row" className={styles.level}>
                    {t.levels[level]}
                  </th>
                )}
                {languages.flatMap((locale) =>
                  CHANNELS.map((channel) => (
                    <td key={locale + channel}>
                      <Words
                        label={`${label}, ${t.language(locale)}, ${t.channels[channel]}, ${t.levels[level]}`}
                        value={text(written, locale, channel, level)}
                        placeholder={fallback(written, locale, channel, level)}
                        locale={locale}
                        readOnly={readOnly}
                        onChange={(value) => put(locale, channel, level, value)}
                      />
                    </td>
                  )),
                )}
                {open && (
                  <td className={styles.barge}>
                    <input
                      type="checkbox"
                      aria-label={`${t.bargeIn}, ${t.levels[level]}`}
                      checked={barge[level] === true || barge[level] === "true"}
                      disabled={readOnly}
                      onChange={(event) =>
                        change({ ...written, bargeIn: { ...barge, [level]: event.target.checked } })
                      }
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.foot}>
        <Button
          look="quiet"
          icon={open ? <ChevronDown /> : <ChevronRight />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t.more}
        </Button>
        {dataModels.length > 0 &&
          languages.map((locale) => (
            <Links
              key={locale}
              id={`${id}-${locale}`}
              label={languages.length > 1 ? `${t.links} · ${t.language(locale)}` : t.links}
              names={dataModels}
              chosen={linked(written, locale)}
              disabled={readOnly}
              onChange={(links) => put(locale, "web-chat", "dataModelsLink", links)}
            />
          ))}
      </div>
    </div>
  );
}

type Written = { [key: string]: Json };

function own(prompt: Written, locale: string, channel: Channel): Written {
  const locales = isObject(prompt.locales) ? prompt.locales : {};
  const texts = isObject(locales[locale]) ? locales[locale][channel] : undefined;
  return isObject(texts) ? texts : {};
}

function text(prompt: Written, locale: string, channel: Channel, level: Level): string {
  const value = own(prompt, locale, channel)[level];
  return typeof value === "string" ? value : "";
}

/** What is said where nothing stands: the level before, and in chat what is said on the phone. */
function fallback(prompt: Written, locale: string, channel: Channel, level: Level): string {
  const before = LEVELS.slice(0, LEVELS.indexOf(level)).reverse();
  const earlier = before.map((one) => text(prompt, locale, channel, one)).find(Boolean);
  if (channel === "omIVR") return earlier ?? "";
  const phone = [level, ...before].map((one) => text(prompt, locale, "omIVR", one)).find(Boolean);
  return text(prompt, locale, "omIVR", level) || earlier || phone || "";
}

function linked(prompt: Written, locale: string): string[] {
  const links = own(prompt, locale, "web-chat").dataModelsLink;
  return Array.isArray(links) ? links.filter((one) => typeof one === "string") : [];
}

interface WordsProps {
  label: string;
  value: string;
  placeholder: string;
  locale: string;
  readOnly: boolean;
  onChange: (value: string) => void;
}

/** A text that grows with what is written, and with what stands beside it. */
function Words({ label, value, placeholder, locale, readOnly, onChange }: WordsProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const box = area.current;
    if (!box || value === undefined) return;
    box.style.height = "0";
    box.style.minHeight = "0";
    box.style.setProperty("--written", `${box.scrollHeight + 2}px`);
    box.style.height = "";
    box.style.minHeight = "";
  }, [value]);
  return (
    <textarea
      ref={area}
      className={styles.words}
      aria-label={label}
      lang={locale}
      dir="auto"
      rows={2}
      value={value}
      placeholder={placeholder}
      readOnly={readOnly}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface LinksProps {
  id: string;
  label: string;
  names: string[];
  chosen: string[];
  disabled: boolean;
  onChange: (links: string[]) => void;
}

/** The rich content beside a prompt: at most two pieces. */
function Links({ id, label, names, chosen, disabled, onChange }: LinksProps) {
  return (
    <fieldset className={styles.links} disabled={disabled}>
      <legend>{label}</legend>
      {[...new Set([...names, ...chosen])].map((name) => (
        <label key={name} htmlFor={`${id}-${name}`}>
          <input
            id={`${id}-${name}`}
            type="checkbox"
            checked={chosen.includes(name)}
            disabled={chosen.length >= 2 && !chosen.includes(name)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, name] : chosen.filter((one) => one !== name))
            }
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}

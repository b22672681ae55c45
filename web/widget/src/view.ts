/** What one sees: built once, then brought up to date with what was said. Lives in a shadow root, so that the page's
 * styles and the widget's leave each other alone. */
import type { Entry, State } from "./conversation.ts";
import { el, icon, linked } from "./dom.ts";
import { type Choice, chosenDays, type Days, type Rich } from "./rich.ts";
import type { Texts } from "./texts.ts";
import css from "./widget.css?inline";

const BUBBLE = "M21 11.5a8.4 8.4 0 0 1-9 8.4 9 9 0 0 1-3.8-.9L3 20.5l1.6-4.9A8.4 8.4 0 1 1 21 11.5Z";
const CROSS = "M18 6 6 18M6 6l12 12";
const ARROW = "M12 19V5m-6 6 6-6 6 6";

export interface Actions {
  say(text: string): void;
  choose(choice: Choice): void;
  restart(): void;
  close(): void;
  toggle(): void;
}

export interface Look {
  mode: "bubble" | "popup" | "inline";
  theme: string;
  side: string;
  title: string;
  texts: Texts;
}

export class View {
  readonly host = el("div");
  private readonly root = this.host.attachShadow({ mode: "open" });
  private readonly log: HTMLElement;
  private readonly area: HTMLTextAreaElement;
  private readonly status: HTMLElement;
  private readonly foot: HTMLElement;
  private readonly panel: HTMLElement;
  private readonly launcher: HTMLButtonElement | null = null;
  private readonly count: HTMLElement;
  private readonly dots: HTMLElement;
  private drawn: Entry[] = [];
  private nodes: HTMLElement[] = [];
  private unread = 0;
  private before: HTMLElement | null = null;

  constructor(
    private readonly look: Look,
    private readonly act: Actions,
  ) {
    const { texts: t, mode, title } = look;
    this.host.className = "baton-chat";
    this.host.dataset.mode = mode;
    this.host.dataset.side = look.side;
    if (look.theme) this.host.dataset.theme = look.theme;
    this.dress();

    this.log = el("div", { class: "log", role: "log", "aria-label": t.log, tabindex: "0" });
    this.dots = el(
      "div",
      { class: "dots", role: "status", hidden: true },
      el("span", { class: "quiet" }, t.typing),
      el("i"),
      el("i"),
      el("i"),
    );
    this.status = el("div", { class: "status", role: "status" });
    this.area = el("textarea", {
      rows: "1",
      maxlength: "10000",
      "aria-label": t.message,
      placeholder: t.placeholder,
      oninput: () => this.grow(),
      onkeydown: (event: KeyboardEvent) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        this.submit();
      },
    });
    const form = el(
      "form",
      {
        onsubmit: (event: Event) => {
          event.preventDefault();
          this.submit();
        },
      },
      this.area,
      el("button", { type: "submit", class: "send", "aria-label": t.send }, icon(ARROW)),
    );
    this.foot = el("div", { class: "foot" }, form);
    const heading = el("h2", { id: "title" }, title);
    const head = el(
      "header",
      {},
      heading,
      mode !== "inline" &&
        el(
          "button",
          { type: "button", class: "x", "aria-label": t.close, onclick: () => act.close() },
          icon(CROSS),
        ),
    );
    this.panel = el(
      "section",
      {
        class: "panel",
        role: mode === "inline" ? "region" : "dialog",
        "aria-labelledby": "title",
        "aria-modal": mode === "popup" ? "true" : undefined,
        onkeydown: (event: KeyboardEvent) => this.keys(event),
      },
      head,
      this.log,
      this.dots,
      this.status,
      this.foot,
    );
    this.count = el("span", { class: "count", hidden: true });
    if (mode === "bubble") {
      this.launcher = el(
        "button",
        { type: "button", class: "launcher", "aria-label": t.open, onclick: () => act.toggle() },
        icon(BUBBLE),
        this.count,
      );
    }
    const behind = mode === "popup" && el("div", { class: "behind", onclick: () => act.close() });
    this.root.append(...[behind, this.panel, this.launcher].filter((part) => !!part));
    this.show(mode === "inline", false);
  }

  get shown(): boolean {
    return !this.panel.hidden;
  }

  /** Shows or hides the panel; the focus goes along when somebody asked for it. */
  show(open: boolean, focus: boolean) {
    if (open && !this.shown) this.before = document.activeElement as HTMLElement | null;
    this.panel.hidden = !open;
    this.host.toggleAttribute("open", open);
    this.launcher?.setAttribute("aria-expanded", String(open));
    this.launcher?.setAttribute("aria-label", open ? this.look.texts.close : this.look.texts.open);
    if (open) {
      this.note(0);
      this.log.scrollTop = this.log.scrollHeight;
      if (focus) this.area.focus();
    } else if (focus) (this.launcher ?? this.before)?.focus();
  }

  /** Brings what is shown up to date. */
  update({ entries, link, typing, over }: State) {
    const near = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
    const choosing = entries.length - 1;
    const fresh = entries.length > this.drawn.length;
    const same = (at: number) =>
      this.drawn[at] === entries[at] && at !== choosing && at !== this.drawn.length - 1;
    const nodes = entries.map(
      (entry, at) => (same(at) && this.nodes[at]) || this.entry(entry, at === choosing && !over),
    );
    for (const [at, node] of this.nodes.entries()) if (node !== nodes[at]) node.remove();
    for (const [at, node] of nodes.entries()) {
      const there = this.log.children[at] ?? null;
      if (there !== node) this.log.insertBefore(node, there);
    }
    this.drawn = entries;
    this.nodes = nodes;
    this.dots.hidden = !typing;
    const t = this.look.texts;
    const last = entries.at(-1);
    const refused = last?.kind === "trouble" && last.code === "APPLICATION_NOT_AVAILABLE";
    this.status.textContent =
      link === "lost"
        ? t.lost
        : link === "gone" || refused
          ? t.unavailable
          : link === "connecting" && entries.length === 0
            ? t.connecting
            : "";
    this.ending(over || link === "gone");
    if (fresh && near) this.log.scrollTop = this.log.scrollHeight;
  }

  /** Something was said while nobody looked. */
  missed() {
    if (!this.shown) this.note(this.unread + 1);
  }

  private note(unread: number) {
    this.unread = unread;
    this.count.hidden = unread === 0;
    this.count.textContent = unread > 9 ? "9+" : String(unread);
    if (unread)
      this.launcher?.setAttribute(
        "aria-label",
        `${this.look.texts.open}: ${unread} ${this.look.texts.unread}`,
      );
  }

  private ending(ended: boolean) {
    if (ended === this.foot.classList.contains("ended")) return;
    this.foot.classList.toggle("ended", ended);
    const old = this.foot.querySelector(".restart");
    if (!ended) {
      old?.remove();
      return;
    }
    const held = this.root.activeElement === this.area;
    const button = el(
      "button",
      {
        type: "button",
        class: "restart",
        onclick: () => {
          this.act.restart();
          this.area.focus();
        },
      },
      this.look.texts.restart,
    );
    this.foot.append(button);
    if (held) button.focus();
  }

  private entry(entry: Entry, open: boolean): HTMLElement {
    const t = this.look.texts;
    switch (entry.kind) {
      case "said":
        return el(
          "div",
          { class: `row mine ${entry.state}` },
          el("p", { dir: "auto" }, el("span", { class: "quiet" }, `${t.you}: `), entry.text),
          entry.state === "failed" && el("small", {}, t.failed),
        );
      case "told":
        return el(
          "div",
          { class: "row" },
          entry.text && el("p", { dir: "auto" }, ...linked(entry.text)),
          ...entry.rich.filter((rich) => rich.kind !== "data").map((rich) => this.rich(rich, open)),
        );
      case "over":
        return el("div", { class: "note" }, entry.endType === "TRANSFER" ? t.handedOver : t.ended);
      case "trouble":
        // What it says is for the page's owner, who finds it on the console. The visitor reads what it means for them.
        return el("div", { hidden: true });
    }
  }

  private rich(rich: Rich, open: boolean): HTMLElement {
    const button = (choice: Choice) => {
      const inside = [
        choice.image && el("img", { src: choice.image, alt: "" }),
        el("span", {}, choice.label, choice.detail ? el("small", {}, choice.detail) : null),
      ];
      return choice.url
        ? el(
            "a",
            { class: "choice", href: choice.url, target: "_blank", rel: "noopener noreferrer" },
            ...inside,
          )
        : el("button", { type: "button", class: "choice", onclick: () => this.chosen(choice) }, ...inside);
    };
    return el(
      "div",
      { class: `rich ${rich.kind}` },
      rich.image && el("img", { src: rich.image, alt: "" }),
      rich.title && el("strong", { dir: "auto" }, rich.title),
      rich.subtitle && el("small", { dir: "auto" }, rich.subtitle),
      open &&
        rich.choices.length > 0 &&
        el(
          "div",
          { class: "choices", role: "group", "aria-label": this.look.texts.choices },
          ...rich.choices.map(button),
        ),
      open && rich.days && this.calendar(rich.days),
    );
  }

  private calendar(days: Days): HTMLElement {
    const t = this.look.texts;
    const fields = (days.span ? [t.firstDay, t.lastDay] : [t.day]).map((label) => {
      const input = el("input", {
        type: "date",
        required: true,
        min: days.from || null,
        max: days.to || null,
      });
      return { input, label: el("label", {}, el("span", {}, label), input) };
    });
    const [first, last] = fields;
    // The second day is not before the first.
    first?.input.addEventListener("change", () => last?.input.setAttribute("min", first.input.value));
    return el(
      "form",
      {
        class: "days",
        onsubmit: (event: Event) => {
          event.preventDefault();
          const chosen = fields.map(({ input }) => input.value);
          if (chosen.every(Boolean)) this.chosen(chosenDays(days, chosen));
        },
      },
      ...fields.map(({ label }) => label),
      el("button", { type: "submit", class: "choice" }, t.choose),
    );
  }

  private chosen(choice: Choice) {
    this.act.choose(choice);
    this.area.focus();
  }

  private submit() {
    const text = this.area.value.trim();
    if (!text) return;
    this.area.value = "";
    this.grow();
    this.act.say(text);
    this.log.scrollTop = this.log.scrollHeight;
  }

  private grow() {
    this.area.style.height = "auto";
    this.area.style.height = `${Math.min(this.area.scrollHeight, 120)}px`;
  }

  private keys(event: KeyboardEvent) {
    if (event.key === "Escape" && this.look.mode !== "inline") {
      event.stopPropagation();
      this.act.close();
    }
    if (event.key !== "Tab" || this.look.mode !== "popup") return;
    // The focus stays in a dialog that covers the page.
    const all = [
      ...this.panel.querySelectorAll<HTMLElement>("button,a,input,textarea,[tabindex='0']"),
    ].filter((one) => one.offsetParent !== null);
    const [first, last] = [all[0], all.at(-1)];
    const [from, to] = event.shiftKey ? [first, last] : [last, first];
    if (this.root.activeElement !== from) return;
    event.preventDefault();
    to?.focus();
  }

  private dress() {
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      this.root.adoptedStyleSheets = [sheet];
    } catch {
      this.root.append(el("style", {}, css));
    }
  }
}

/* The demo at /widget/: shows the widget in each of its forms. A token can also stand in the address: #token=… */
(() => {
  const form = document.getElementById("try");
  const place = document.getElementById("place");
  const events = document.getElementById("events");
  const code = document.getElementById("code");
  let chat = null;

  const values = () => Object.fromEntries(new FormData(form));

  function embed() {
    const { token, mode, theme } = values();
    const extra = [
      mode !== "bubble" && `data-mode="${mode}"`,
      mode === "inline" && 'data-target="#chat"',
      theme && `data-theme="${theme}"`,
    ];
    const attributes = [
      `src="${new URL("widget.js", location.href).href}"`,
      `data-token="${token || "…"}"`,
      ...extra.filter(Boolean),
    ];
    const open = mode === "popup" ? '\n<button onclick="Baton.open()">Chat with us</button>' : "";
    code.textContent = `<script ${attributes.join("\n        ")}></script>${mode === "inline" ? '\n<div id="chat"></div>' : open}`;
  }

  function note(name, detail) {
    const line = document.createElement("li");
    line.textContent = detail === undefined ? name : `${name} ${JSON.stringify(detail)}`;
    events.append(line);
    while (events.children.length > 30) events.firstElementChild.remove();
  }

  function show() {
    const { token, mode, theme, accent } = values();
    chat?.destroy();
    place.hidden = mode !== "inline";
    document.documentElement.style.setProperty("--baton-accent", accent);
    chat = Baton.init({ token, mode, target: place, theme, open: mode !== "bubble" });
    Baton.chat = chat;
    for (const name of ["open", "close", "message", "sent", "end", "data", "error"]) {
      chat.on(name, (detail) => note(name, detail));
    }
    embed();
  }

  form.addEventListener("input", embed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  embed();
  if (form.checkValidity()) show();
})();

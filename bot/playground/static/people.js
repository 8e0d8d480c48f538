"use strict";
// What people do on the page, and how the server hears of it. Uses page.js.

const isTick = (field) => field.type === "checkbox" || field.type === "radio";
const worth = (field) => (field.type === "datetime-local" && field.value ? String(new Date(field.value) / 1000) : field.value);

function gather(scope) {
  const chosen = {};
  for (const field of scope.querySelectorAll("[name]")) {
    const values = (chosen[field.name] ||= []);
    if (field.value && (field.checked || !isTick(field))) values.push(worth(field));
  }
  return chosen;
}

function restore(scope, kept) {
  for (const field of scope.querySelectorAll("[name]")) {
    const values = kept[field.name];
    if (values && isTick(field)) field.checked = values.includes(field.value);
    else if (values && field.type !== "datetime-local") field.value = values[0] || "";
  }
}

function target(element) {
  const scope = element.closest("[data-view], [data-ts]");
  const { block, action } = element.closest("[data-action]").dataset;
  return { ts: scope.dataset.ts || "", view: scope.dataset.view || "", block, action, chosen: gather(scope) };
}

async function act(element, values) {
  const { confirm } = element.closest("[data-action]").dataset;
  if (confirm && !(await ask(JSON.parse(confirm)))) return;
  element.closest("details.overflow")?.removeAttribute("open");
  element.ariaBusy = "true";
  await report("act", { ...target(element), values });
  element.ariaBusy = "false";
}

function ask({ title, text, confirm, deny, style }) {
  const dialog = $("confirm"), [no, yes] = dialog.querySelectorAll("button");
  dialog.querySelector("h2").textContent = title.text;
  dialog.querySelector("p").textContent = text.text;
  [no.textContent, yes.textContent] = [deny.text, confirm.text];
  yes.className = `button ${style || "primary"}`;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue === "yes"), { once: true }));
}

function send(text, thread = "") {
  if (text.trim()) report("say", { text }, { thread });
}

async function submit(form) {
  for (const fault of form.querySelectorAll(".fault")) fault.textContent = "";
  const { faults } = await report("submit", { view: form.dataset.view, chosen: gather(form) });
  for (const [id, text] of Object.entries(faults || {})) {
    const box = id && form.querySelector(`[data-input="${CSS.escape(id)}"]`);
    (box ? box.querySelector(".fault") : form.querySelector("[data-fault]")).textContent = text;
  }
  const wrong = [...form.querySelectorAll("[data-input]")].find((box) => box.querySelector(".fault").textContent);
  wrong?.querySelector("[name]")?.focus();
}

// A text field with a list under it: arrows move, Enter or Tab picks, Esc closes.
function combine(input, list, pick) {
  let found = [], marked = 0;
  const close = () => { list.hidden = true; input.ariaExpanded = "false"; input.removeAttribute("aria-activedescendant"); };
  const mark = (index) => {
    marked = (index + found.length) % found.length;
    [...list.children].forEach((child, n) => (child.ariaSelected = String(n === marked)));
    input.setAttribute("aria-activedescendant", list.children[marked].id);
    list.children[marked].scrollIntoView({ block: "nearest" });
  };
  const show = (items, draw) => {
    found = items;
    if (!items.length) return close();
    list.replaceChildren(...items.map((item, n) => {
      const row = draw(item);
      Object.assign(row, { id: `${list.id || input.id || "list"}-${n}`, role: "option" });
      row.onmousedown = (event) => { event.preventDefault(); close(); pick(item); };
      return row;
    }));
    list.hidden = false;
    input.ariaExpanded = "true";
    mark(0);
  };
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(marked + (event.key === "ArrowDown" ? 1 : -1));
    else if (event.key === "Enter" || event.key === "Tab") { const item = found[marked]; if (pick(item) === false) return; close(); }
    else if (event.key === "Escape") { close(); event.stopPropagation(); }
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  input.addEventListener("blur", close);
  return show;
}

function line(...texts) {
  const row = document.createElement("div");
  row.append(...texts.filter(Boolean).map((text, n) => Object.assign(document.createElement(n ? "small" : "b"), { textContent: text })));
  return row;
}

// Commands are completed after / and names after @.
const offer = combine($("say"), $("commands"), ({ command, name }) => {
  const typed = $("say").value;
  if (command && (typed === command || typed.startsWith(`${command} `))) return false; // complete: Enter sends it
  $("say").value = command ? `${command} ` : typed.replace(/@\w*$/, `@${name} `);
});
$("say").addEventListener("input", () => {
  const typed = $("say").value, [word] = typed.split(" "), called = /(?:^|\s)@(\w*)$/.exec(typed);
  const fits = ({ command }) => (typed.includes(" ") ? command === word : command.startsWith(word));
  const names = called ? start.names.filter((name) => name.toLowerCase().includes(called[1].toLowerCase())) : [];
  if (called) offer(names.map((name) => ({ name })), ({ name }) => line(`@${name}`));
  else offer(typed.startsWith("/") ? start.commands.filter(fits) : [], (c) => line(c.command, c.usage_hint, c.description));
});

const searches = new WeakMap();
document.addEventListener("focusin", ({ target: input }) => {
  const box = input.closest?.(".suggest");
  if (!box || searches.has(input)) return;
  const hidden = box.querySelector("[type=hidden]");
  const show = combine(input, box.querySelector(".menu"), (option) => {
    input.value = option.text.text;
    hidden.value = option.value;
    if ("acts" in box.dataset) act(input, [option.value]);
  });
  let waiting;
  const search = async () => {
    const { options } = await report("suggest", { ...target(input), text: input.value });
    if (document.activeElement === input) show(options || [], (option) => line(option.text.text, option.description?.text));
  };
  searches.set(input, search);
  input.addEventListener("input", () => {
    hidden.value = "";
    clearTimeout(waiting);
    if (input.value.length >= Number(box.dataset.least)) waiting = setTimeout(search, 150);
  });
  if (box.dataset.least === "0" && !input.value) search();
});

// --- events ---
for (const form of document.querySelectorAll(".composer")) {
  const field = form.querySelector("textarea");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(field.value, form.id ? "" : at.thread);
    field.value = "";
    field.dispatchEvent(new Event("input"));
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.requestSubmit(); }
  });
}

document.addEventListener("click", (event) => {
  const hit = (selector) => event.target.closest(selector);
  const menu = hit("details.overflow, details.multi");
  for (const open of document.querySelectorAll("details.overflow[open], details.multi[open]")) if (open !== menu) open.open = false;
  const button = hit("button, a.button");
  if (!button) return;
  const { dataset } = button;
  if ("action" in dataset) act(button, [button.value || ""]);
  else if (dataset.go) go(dataset.go);
  else if (dataset.say) send(dataset.say);
  else if (dataset.tab) { at.tab = dataset.tab; showRoom(); }
  else if (dataset.thread) showThread(dataset.thread);
  else if (dataset.json) inspect(dataset.json);
  else if (dataset.shortcut) report("shortcut", { callback_id: dataset.shortcut, ts: hit("[data-ts]")?.dataset.ts || "" });
  else if ("close" in dataset) report("close", { view: button.form.dataset.view });
  else if ("copy" in dataset) copy(button);
  else if ("closePane" in dataset) closePane(hit("aside"));
  else if (button.id === "inspect") $("inspector").hidden ? inspect("") : closePane($("inspector"));
  else if ("newChat" in dataset) { report("new_chat", {}); $("say").focus(); }
  else if (button.id === "menu") drawer(!document.body.classList.contains("drawer"));
  else if (hit("#banner")) $("banner").hidden = true;
});

// A menu opens to where there is room.
document.addEventListener("toggle", ({ target: menu }) => {
  const { bottom, left } = menu.getBoundingClientRect();
  menu.classList.toggle("up", bottom > innerHeight - 240);
  menu.classList.toggle("leftward", left > innerWidth - 230);
}, true);

document.addEventListener("change", ({ target: field }) => {
  if (field.name === "as") { at.as = field.value; leave(); listen(); }
  else if ("acts" in field.dataset) {
    act(field, field.type === "checkbox" ? gather(field.closest("[data-view], [data-ts]"))[field.name] : [worth(field)]);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches?.("input[data-acts]")) act(event.target, [event.target.value]);
  if (event.key === "Escape") {
    const open = event.target.closest?.("details[open]:is(.overflow, .multi)");
    if (open) { event.preventDefault(); open.open = false; open.querySelector("summary").focus(); }
    else if (event.target.closest?.("aside")) closePane(event.target.closest("aside"));
    else drawer(false);
  }
});

$("modal").addEventListener("cancel", (event) => {
  event.preventDefault();
  report("close", { view: $("modal").querySelector("form").dataset.view });
});
$("modal").addEventListener("submit", (event) => { event.preventDefault(); submit(event.target); });

function leave() {
  at.thread = "";
  $("thread").hidden = true;
  drawer(false);
}
function go(room) {
  leave();
  if (room !== at.room) Object.assign(at, { room, tab: "messages" });
  showRoom();
  if (matchMedia("(hover: hover)").matches) $("say").focus();
}
function drawer(open) { document.body.classList.toggle("drawer", open); $("menu").ariaExpanded = String(open); }
function closePane(pane) {
  if (pane === $("thread")) return showThread("");
  pane.hidden = true;
  $("inspect").ariaExpanded = "false";
  $("inspect").focus();
}
async function copy(button) {
  const open = $("inspector").querySelector("details[open] pre");
  await navigator.clipboard.writeText(open ? open.textContent : "");
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = "Copy"), 1200);
}

const me = people.find((person) => person.value === at.as) || people[0];
me.checked = true;
Object.assign(at, { as: me.value, room: (navigation(at.room) || rooms[0]).dataset.go });
listen();
$("say").focus();

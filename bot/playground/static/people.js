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
  const { faults = {} } = await report("submit", { view: form.dataset.view, chosen: gather(form) });
  for (const fault of form.querySelectorAll(".fault")) fault.textContent = faults[fault.parentElement.dataset.input || ""] || "";
  const wrong = [...form.querySelectorAll("[data-input]")].find((box) => faults[box.dataset.input]);
  wrong?.querySelector("[name]")?.focus();
}

// A text field with a list under it: arrows move, Enter or Tab picks, Esc closes. An option is [pick, text, ...notes].
const listOf = (input) => input.parentElement.querySelector("[role=listbox]");
function offer(input, options) {
  listOf(input).replaceChildren(...options.map(([pick, ...texts], n) => {
    const row = Object.assign(document.createElement("div"), { id: `option-${n}`, role: "option", pick });
    row.append(...texts.filter(Boolean).map((text, at) => Object.assign(document.createElement(at ? "small" : "b"), { textContent: text })));
    row.onmousedown = (event) => { event.preventDefault(); offer(input, []); pick(); };
    return row;
  }));
  mark(input, 0);
}
function mark(input, index) {
  const list = listOf(input), rows = [...list.children], row = rows.at(index % (rows.length || 1));
  list.hidden = !row;
  input.ariaExpanded = String(!!row);
  input.setAttribute("aria-activedescendant", row?.id || "");
  for (const one of rows) one.ariaSelected = String(one === row);
  row?.scrollIntoView({ block: "nearest" });
}
document.addEventListener("keydown", (event) => {
  const input = event.target, list = input.role === "combobox" && listOf(input);
  if (!list || list.hidden) return;
  const rows = [...list.children], marked = rows.findIndex((row) => row.ariaSelected === "true"), { key } = event;
  if (key === "ArrowDown" || key === "ArrowUp") mark(input, marked + (key === "ArrowDown" ? 1 : -1));
  else if (!["Enter", "Tab", "Escape"].includes(key)) return;
  else {
    offer(input, []);
    if (key !== "Escape" && rows[marked].pick() === false) return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
document.addEventListener("focusout", ({ target: input }) => { if (input.role === "combobox") offer(input, []); });
// Commands are completed after / and names after @.
function complete(box) {
  const typed = box.value, [word] = typed.split(" "), called = /(?:^|\s)@(\w*)$/.exec(typed);
  const fits = ({ command }) => (typed.includes(" ") ? command === word : command.startsWith(word));
  const name = (called) => [() => { box.value = typed.replace(/@\w*$/, `@${called} `); }, `@${called}`];
  const give = ({ command, usage_hint, description }) => [() => {
    if (word === command) return false; // complete: Enter sends it
    box.value = `${command} `;
  }, command, usage_hint, description];
  if (called) return start.names.filter((one) => one.toLowerCase().includes(called[1].toLowerCase())).map(name);
  return typed.startsWith("/") ? start.commands.filter(fits).map(give) : [];
}
async function search(input) {
  const box = input.parentElement;
  const { options } = await report("suggest", { ...target(input), text: input.value });
  const choose = (option) => {
    input.value = option.text.text;
    box.querySelector("[type=hidden]").value = option.value;
    if ("acts" in box.dataset) act(input, [option.value]);
  };
  if (document.activeElement !== input) return;
  offer(input, (options || []).map((option) => [() => choose(option), option.text.text, option.description?.text]));
}
let waiting;
document.addEventListener("input", ({ target: input }) => {
  if (input.id === "say") offer(input, complete(input));
  if (!input.matches(".suggest input")) return;
  input.parentElement.querySelector("[type=hidden]").value = "";
  clearTimeout(waiting);
  if (input.value.length >= Number(input.parentElement.dataset.least)) waiting = setTimeout(search, 150, input);
});
document.addEventListener("focusin", ({ target: input }) => {
  if (input.matches(".suggest[data-least='0'] input") && !input.value) search(input);
});
// --- events ---
document.addEventListener("submit", (event) => {
  const form = event.target, field = form.querySelector("textarea");
  if (form.closest("#confirm")) return;
  event.preventDefault();
  if (form.dataset.view) return submit(form);
  send(field.value, form.id ? "" : at.thread);
  field.value = "";
});
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
  else if (button.id === "inspect") inspect(at.json ? "" : "requests");
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
  const { key, target: field } = event, open = field.closest("details[open]:is(.overflow, .multi)");
  if (key === "Enter" && field.matches("input[data-acts]")) act(field, [field.value]);
  else if (key === "Enter" && field.matches(".composer textarea") && !event.shiftKey && !event.isComposing) field.form.requestSubmit();
  else if (key === "Escape" && open) { open.open = false; open.querySelector("summary").focus(); }
  else if (key === "Escape") return field.closest("aside") ? closePane(field.closest("aside")) : drawer(false);
  else return;
  event.preventDefault();
});
$("modal").addEventListener("cancel", (event) => {
  event.preventDefault();
  report("close", { view: $("modal").querySelector("form").dataset.view });
});
function leave() {
  at.thread = "";
  drawer(false);
}
function go(room) {
  leave();
  if (room !== at.room) Object.assign(at, { room, tab: "messages" });
  showRoom();
  if (matchMedia("(hover: hover)").matches) $("say").focus();
}
function drawer(open) { document.body.classList.toggle("drawer", open); $("menu").ariaExpanded = String(open); }
const closePane = (pane) => (pane.id === "thread" ? showThread("") : inspect(""));
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

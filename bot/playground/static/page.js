"use strict";
// The server draws all of the page that changes; this asks for it and puts it in place. What people do is in people.js.
const $ = (id) => document.getElementById(id);
const start = JSON.parse($("start").textContent);
const people = [...document.querySelectorAll("[name=as]")], rooms = [...document.querySelectorAll("[data-go]")];
const at = { as: people[0].value, room: rooms[0].dataset.go, tab: "messages", ...Object.fromEntries(new URLSearchParams(location.hash.slice(1))) };
Object.assign(at, { thread: "", json: "" }); // the open thread, and what the inspector shows: `requests`, or a message
const navigation = (room) => rooms.find((button) => button.dataset.go === room);
let feed, isOld, drawing;
async function request(path, options, more) {
  const headers = { "X-Playground-Token": start.token, "Content-Type": "application/json" };
  try {
    const answer = await (await fetch(`page/${path}?${new URLSearchParams({ ...at, ...more })}`, { ...options, headers })).json();
    if (answer.error) warn(answer.error);
    return answer;
  } catch {
    warn("The playground does not answer. Is `coach play` still running?");
    return {};
  }
}
const report = (deed, body, more) => request(`do/${deed}`, { method: "POST", body: JSON.stringify(body) }, { thread: "", ...more });
// Draw the page, and once more where something happened meanwhile; what was drawn before the person went elsewhere is not shown.
function refresh() {
  isOld = true;
  return (drawing ||= redraw().finally(() => (drawing = null)));
}
async function redraw() {
  while (isOld) {
    isOld = false;
    const asked = JSON.stringify(at), { html } = await request("shown");
    if (html !== undefined && asked === JSON.stringify(at)) show(parse(html));
  }
}
function parse(html) {
  const holder = Object.assign(document.createElement("template"), { innerHTML: html });
  for (const time of holder.content.querySelectorAll("[data-time]")) {
    const when = new Date(1000 * time.dataset.time);
    time.dateTime = when.toISOString();
    time.textContent = when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  }
  return holder.content;
}
function show(fresh) {
  const focus = document.activeElement, ts = focus.closest("[data-ts]")?.dataset.ts;
  const read = [$("log"), $("replies")].filter((log) => log.scrollHeight - log.scrollTop - log.clientHeight < 120);
  const modal = $("modal"), old = modal.firstElementChild, kept = gather(modal);
  $("thread").hidden = !at.thread;
  $("inspector").hidden = !at.json;
  for (const part of fresh.children) patch($(part.id), part);
  for (const log of read) log.scrollTop = log.scrollHeight;
  if (modal.firstElementChild !== old) showModal(modal, old, kept);
  if (!ts || focus.isConnected) return;
  const said = document.querySelector(`[data-ts="${ts}"]`);
  (said?.querySelector(`[data-action="${CSS.escape(focus.dataset.action || "")}"]`) || said)?.focus();
}

// Replace only what is drawn otherwise than before: in the rest people have chosen, opened and focused things.
const drawn = (node) => (node.drawn ||= node.outerHTML || node.data);
function patch(home, fresh) {
  const parts = [...fresh.childNodes].filter((part) => drawn(part).trim()), wanted = new Set(parts.map(drawn));
  for (const old of [...home.childNodes]) if (!wanted.has(drawn(old))) old.remove();
  let next = home.firstChild;
  for (const part of parts) {
    if (next && drawn(next) === drawn(part)) next = next.nextSibling;
    else home.insertBefore(part, next);
  }
  while (next && home.lastChild !== next) home.lastChild.remove();
  next?.remove();
}
function showModal(dialog, old, kept) {
  const form = dialog.firstElementChild;
  if (!form) return dialog.close();
  if (!dialog.open) dialog.showModal();
  if (form.dataset.view === old?.dataset.view) restore(dialog, kept);
  else dialog.querySelector("[autofocus], .scroll input, .scroll textarea, .scroll select")?.focus();
}
function listen() {
  feed?.close();
  feed = new EventSource(`page/feed?${new URLSearchParams({ as: at.as, token: start.token })}`);
  feed.onmessage = (event) => take(JSON.parse(event.data));
  feed.onerror = () => light(0);
}
function take({ kind, room, connected, name, trouble }) {
  light(connected);
  if (trouble) warn(`${name} was refused or failed — ${trouble}`);
  if (kind === "ready") showRoom();
  else if (kind === "message" && room !== at.room) navigation(room)?.classList.add("unread");
  else if (kind !== "exchange" || at.json) refresh();
}
async function showRoom() {
  if (at.room !== "dm") at.tab = "messages";
  const { as, room, tab } = at;
  location.replace(`#${new URLSearchParams({ as, room, tab })}`);
  for (const button of rooms) button.toggleAttribute("aria-current", button === navigation(room));
  navigation(room).classList.remove("unread");
  if (room === "dm") report("open", { tab });
  await refresh();
  $("say").placeholder = `Message ${$("title").textContent.replace("# ", "#")}`;
  $("log").scrollTop = tab === "home" ? 0 : $("log").scrollHeight;
}
async function showThread(ts) {
  at.thread = ts;
  await refresh();
  (ts ? $("thread").querySelector("textarea") : $("say")).focus();
}
async function inspect(json) {
  at.json = json;
  $("inspect").ariaExpanded = String(!!json);
  await refresh();
  (json.includes(".") ? $("wire").querySelector("summary") : $("inspect")).focus();
}
function warn(text) { $("banner").hidden = false; $("banner").querySelector("p").textContent = text; }
function light(count) {
  $("light").classList.toggle("on", count > 0);
  $("light").ariaLabel = count ? "app connected" : "app not connected";
}

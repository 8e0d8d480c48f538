"use strict";
// The server draws every message and view; this puts them in place. What people do is in people.js.
const $ = (id) => document.getElementById(id);
const start = JSON.parse($("start").textContent);
const hash = new URLSearchParams(location.hash.slice(1));
const people = [...document.querySelectorAll("[name=as]")];
const at = { as: hash.get("as") || people[0].value, room: hash.get("room"), tab: hash.get("tab") || "messages", thread: "" };
const dm = () => Object.keys(start.rooms).find((id) => start.rooms[id].owner === at.as);
const history = [];
let feed, connected = 0, shown = null;

// --- talking to the server ---
async function request(path, options = {}, more = {}) {
  const query = new URLSearchParams({ as: at.as, room: at.room, ...more });
  const headers = { "X-Playground-Token": start.token, "Content-Type": "application/json" };
  try {
    const answer = await (await fetch(`page/${path}?${query}`, { ...options, headers })).json();
    if (answer.error) warn(answer.error);
    return answer;
  } catch {
    warn("The playground does not answer. Is `coach play` still running?");
    return { error: "unreachable" };
  }
}
const look = (what, more) => request(what, {}, more);
const report = (deed, body, more) => request(`do/${deed}`, { method: "POST", body: JSON.stringify(body) }, more);

function listen() {
  if (feed) feed.close();
  feed = new EventSource(`page/feed?${new URLSearchParams({ as: at.as, token: start.token })}`);
  feed.onmessage = (event) => take(JSON.parse(event.data));
  feed.onerror = () => light(0);
}

function take(change) {
  if ("connected" in change) light(change.connected);
  switch (change.kind) {
    case "ready": showRoom(); showViews(); break;
    case "message": case "removed": place(change); break;
    case "views": showViews(); break;
    case "home": if (at.tab === "home" && at.room === dm()) showHome(); break;
    case "prompts": if (change.room === at.room && at.tab === "messages") showPrompts(change.prompts); break;
    case "status": if (change.room === at.room) status(change.text); break;
    case "trouble": warn(`${change.name} was refused or failed — ${change.trouble}`);
  }
  if ((change.kind === "trouble" || change.kind === "exchange") && !$("inspector").hidden && !shown) inspect();
}

// --- drawing ---
function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  for (const time of holder.content.querySelectorAll("[data-time]")) {
    const when = new Date(1000 * time.dataset.time);
    time.dateTime = when.toISOString();
    time.textContent = when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  }
  return holder.content;
}

function place(change) {
  if (change.room !== at.room) {
    if (change.kind === "message") navigation(change.room)?.classList.add("unread");
    return;
  }
  if (at.tab === "messages") put($("log"), change, change.shows);
  const inThread = at.thread && (change.thread === at.thread || change.ts === at.thread);
  if (inThread) put(threadLog(), change, true);
}

function put(log, change, belongs) {
  const old = log.querySelector(`[data-ts="${change.ts}"]`);
  if (change.kind === "removed") return old?.remove();
  if (!belongs) return;
  const stays = log.scrollHeight - log.scrollTop - log.clientHeight > 120;
  const message = parse(change.html);
  const fresh = message.firstElementChild;
  if (old) {
    const focus = old.contains(document.activeElement) ? document.activeElement.dataset : null;
    old.replaceWith(message);
    if (focus) (fresh.querySelector(`[data-action="${CSS.escape(focus.action || "")}"]`) || fresh).focus();
    return;
  }
  const later = [...log.querySelectorAll("[data-ts]")].find((other) => other.dataset.ts > change.ts);
  log.querySelector(".empty")?.remove();
  log.insertBefore(message, later || null);
  if (fresh.classList.contains("app")) status("");
  if (!stays) log.scrollTop = log.scrollHeight;
}

async function showRoom() {
  const isDm = at.room === dm();
  if (!isDm) at.tab = "messages";
  location.replace(`#${new URLSearchParams({ as: at.as, room: at.room, tab: at.tab })}`);
  $("title").textContent = isDm ? start.app : `# ${start.rooms[at.room].name}`;
  $("tabs").hidden = !isDm || !start.home;
  $("new-chat").hidden = !isDm || !start.chat || at.tab === "home";
  $("say").placeholder = isDm ? `Message ${start.app}` : `Message #${start.rooms[at.room].name}`;
  for (const button of document.querySelectorAll("[data-go]")) {
    button.toggleAttribute("aria-current", button === navigation(at.room));
  }
  navigation(at.room)?.classList.remove("unread");
  for (const tab of document.querySelectorAll("[data-tab]")) tab.ariaSelected = String(tab.dataset.tab === at.tab);
  $("composer").hidden = at.tab === "home";
  status("");
  if (at.tab === "home") return showHome({ opened: 1 });
  const room = await look("room");
  if (room.error || at.tab === "home") return;
  const hello = isDm ? `This is your direct message with ${start.app}.` : "Nothing said here yet. Type / for commands.";
  $("log").replaceChildren(parse(room.html || `<p class="empty">${hello}</p>`));
  $("log").scrollTop = $("log").scrollHeight;
  light(room.connected);
  showPrompts(room.prompts);
}

async function showHome(more) {
  $("prompts").hidden = true;
  const home = await look("home", more);
  if (!home.error && at.tab === "home") $("log").replaceChildren(parse(home.html));
}

function showPrompts(found) {
  const buttons = (found?.prompts || []).map(({ title, message }) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: title });
    button.onclick = () => send(message);
    return button;
  });
  $("prompts").replaceChildren(...buttons);
  $("prompts").hidden = !buttons.length;
}

async function showViews() {
  const { html } = await look("views");
  const dialog = $("modal"), old = dialog.querySelector("form");
  if (!html) return dialog.close();
  const kept = old ? gather(old) : {};
  const fresh = parse(html);
  const isSame = old?.dataset.view === fresh.firstElementChild.dataset.view;
  dialog.replaceChildren(fresh);
  if (isSame) restore(dialog, kept);
  if (!dialog.open) dialog.showModal();
  if (!isSame) dialog.querySelector("[autofocus], .scroll input, .scroll textarea, .scroll select")?.focus();
}

const threadLog = () => $("thread").querySelector(".scroll");
async function showThread(ts) {
  at.thread = ts;
  $("thread").hidden = !ts;
  if (!ts) return $("say").focus();
  const { html } = await look("thread", { thread: ts });
  threadLog().replaceChildren(parse(html));
  $("thread").querySelector("textarea").focus();
}

async function inspect(ts) {
  shown = ts || null;
  $("inspector").hidden = false;
  $("inspect").ariaExpanded = "true";
  const found = await look("inspect", ts ? { ts } : {});
  const entries = ts ? [{ name: "message", sent: found.json }] : found.json;
  $("inspector").querySelector("h2").textContent = ts ? "Message" : "Requests";
  $("inspector").querySelector(".scroll").replaceChildren(...entries.map(entry));
  if (ts) $("inspector").querySelector("summary").focus();
}

function entry({ toward, name, sent, answer, trouble }, index) {
  const box = document.createElement("details"), title = document.createElement("summary"), text = document.createElement("pre");
  title.textContent = `${toward === "in" ? "← " : toward === "out" ? "→ " : ""}${name}${trouble ? " ✕" : ""}`;
  text.textContent = JSON.stringify(toward ? { sent, answer } : sent, null, 2);
  text.tabIndex = 0;
  box.open = index === 0;
  box.append(title, text);
  return box;
}

function warn(text) { $("banner").hidden = false; $("banner").querySelector("p").textContent = text; }
function status(text) { $("status").hidden = !text; $("status").textContent = text && `${start.app} ${text}`; }
function light(count) {
  connected = count;
  $("light").classList.toggle("on", count > 0);
  $("light").ariaLabel = count ? "app connected" : "app not connected";
}
const navigation = (room) => document.querySelector(`[data-go="${room === dm() ? "dm" : room}"]`);

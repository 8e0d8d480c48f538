"use strict";
// The server draws every part of the page; this asks for parts and puts them in place. What people do is in people.js.
const $ = (id) => document.getElementById(id);
const start = JSON.parse($("start").textContent);
const people = [...document.querySelectorAll("[name=as]")], rooms = [...document.querySelectorAll("[data-go]")];
const at = { as: people[0].value, room: rooms[0].dataset.go, tab: "messages", ...Object.fromEntries(new URLSearchParams(location.hash.slice(1))) };
Object.assign(at, { thread: "", ts: "" }); // the open thread, and the message that the inspector shows
const navigation = (room) => rooms.find((button) => button.dataset.go === room);
let feed, news = 0; // how many messages came

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

// Each element of a part goes into the element of the page that has its id, unless the person went elsewhere meanwhile;
// when something was said meanwhile, what was drawn is old, and is drawn again.
async function show(part, { only, ...more } = {}) {
  const asked = JSON.stringify(at), before = news, { html } = await request(part, {}, more);
  if (html === undefined || asked !== JSON.stringify(at)) return;
  if (before !== news) return show(part, { only });
  for (const fresh of parse(html).children) if (!only || fresh.id === only) $(fresh.id).replaceChildren(...fresh.childNodes);
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

function listen() {
  feed?.close();
  feed = new EventSource(`page/feed?${new URLSearchParams({ as: at.as, token: start.token })}`);
  feed.onmessage = (event) => take(JSON.parse(event.data));
  feed.onerror = () => light(0);
}

function take(change) {
  light(change.connected);
  const isHere = change.room === at.room, isHome = at.tab === "home";
  switch (change.kind) {
    case "ready": showRoom(); showModal(); break;
    case "message": case "removed":
      news += 1;
      if (isHere) place(change);
      else if (change.kind === "message") navigation(change.room)?.classList.add("unread");
      break;
    case "views": showModal(); break;
    case "home": if (isHome) show("room"); break;
    case "prompts": if (isHere && !isHome) show("room", { only: "prompts" }); break;
    case "status": if (isHere) status(change.text); break;
    case "trouble": warn(`${change.name} was refused or failed — ${change.trouble}`);
  }
  if (["trouble", "exchange"].includes(change.kind) && !$("inspector").hidden && !at.ts) show("inspector");
}

function place(change) {
  if (at.tab === "messages") put($("log"), change, change.shows);
  if (at.thread && [change.thread, change.ts].includes(at.thread)) put($("replies"), change, true);
}

function put(log, change, belongs) {
  const old = log.querySelector(`[data-ts="${change.ts}"]`);
  if (change.kind === "removed") return old?.remove();
  if (!belongs) return;
  const isRead = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  const fresh = parse(change.html).firstElementChild;
  if (old) {
    const focus = old.contains(document.activeElement) && document.activeElement.dataset.action;
    old.replaceWith(fresh);
    if (focus !== false) (fresh.querySelector(`[data-action="${CSS.escape(focus || "")}"]`) || fresh).focus();
    return;
  }
  log.querySelector(".empty")?.remove();
  log.insertBefore(fresh, [...log.querySelectorAll("[data-ts]")].find((other) => other.dataset.ts > change.ts) || null);
  if (fresh.classList.contains("app")) status("");
  if (isRead) log.scrollTop = log.scrollHeight;
}

async function showRoom() {
  if (at.room !== "dm") at.tab = "messages";
  const { as, room, tab } = at;
  location.replace(`#${new URLSearchParams({ as, room, tab })}`);
  for (const button of rooms) button.toggleAttribute("aria-current", button === navigation(room));
  navigation(room).classList.remove("unread");
  status("");
  await show("room", { opened: 1 });
  $("say").placeholder = `Message ${$("title").textContent.replace("# ", "#")}`;
  $("log").scrollTop = tab === "home" ? 0 : $("log").scrollHeight;
}

async function showModal() {
  const dialog = $("modal"), kept = gather(dialog), old = dialog.querySelector("form")?.dataset.view;
  await show("modal");
  const form = dialog.querySelector("form");
  if (!form) return dialog.close();
  if (!dialog.open) dialog.showModal();
  if (form.dataset.view === old) restore(dialog, kept);
  else dialog.querySelector("[autofocus], .scroll input, .scroll textarea, .scroll select")?.focus();
}

async function showThread(ts) {
  at.thread = ts;
  $("thread").hidden = !ts;
  if (!ts) return $("say").focus();
  await show("thread");
  $("thread").querySelector("textarea").focus();
}

async function inspect(ts) {
  at.ts = ts;
  $("inspector").hidden = false;
  $("inspect").ariaExpanded = "true";
  await show("inspector");
  if (ts) $("inspector").querySelector("summary").focus();
}

function warn(text) { $("banner").hidden = false; $("banner").querySelector("p").textContent = text; }
function status(text) { $("status").hidden = !text; $("status").textContent = text && `${start.app} ${text}`; }
function light(count) {
  $("light").classList.toggle("on", count > 0);
  $("light").ariaLabel = count ? "app connected" : "app not connected";
}

"use strict";
// Looks up what the library worked out for each choice, and shows it. It knows no law and works out no state.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const find = (id) => document.getElementById(id);
  const [form, day, date, known, news, at] = ["choices", "day", "date", "known", "news", "at"].map(find);
  const last = data.days.length;
  const sections = [...document.querySelectorAll("[data-n]")].sort((a, b) => a.dataset.n - b.dataset.n);
  const shown = sections.map(() => null);
  let typed = ""; // a day between two on which anything changes
  let speaking = 0;

  const position = () => (day ? Number(day.value) : last);
  const believed = () => Number(form.elements.who ? form.elements.who.value : 0);
  const knownAt = () => (known ? Number(known.value) : 0);
  const dayWords = () => (position() >= last ? data.words.last : `as of ${typed || data.days[position()]}`);
  const knownWords = () => data.known[knownAt()];

  // The number of the state of a history at a position: that of the last change up to there.
  function state(history, place) {
    let found = 0;
    for (let n = 0; n < history.length && history[n] <= place; n += 2) found = history[n + 1];
    return found;
  }

  function fill(section, number) {
    const open = section.querySelector("details")?.open;
    section.innerHTML = data.states[number].map((piece) => data.pieces[piece]).join("");
    const details = section.querySelector("details");
    if (details && open) details.open = true;
    (section.hasAttribute("data-whole") ? section.closest(".whole") : section).hidden = number === 0;
  }

  function told(section) {
    const stands = section.querySelector(".stands");
    return stands ? `${section.dataset.name}: ${stands.textContent}` : `${section.dataset.name}: nothing by then`;
  }

  function show() {
    const row = data.rows[data.views[believed() * data.known.length + knownAt()]];
    const changes = [];
    const first = shown[0] === null;
    sections.forEach((section, n) => {
      const number = state(data.histories[row[n]], position());
      const before = section.querySelector(".stands")?.textContent;
      if (shown[n] !== number) {
        if (!first || number !== Number(section.dataset.state)) fill(section, number);
        shown[n] = number;
      }
      const changed = !first && section.dataset.name && before !== section.querySelector(".stands")?.textContent;
      section.classList.toggle("changed", Boolean(changed && section.localName === "article"));
      if (changed) changes.push(told(section));
    });
    for (const bars of document.querySelectorAll(".bars")) bars.hidden = !bars.querySelector(".row:not([hidden])");
    const words = [dayWords(), knownWords(), data.who[believed()]].filter(Boolean).join(", ");
    at.textContent = words[0].toUpperCase() + words.slice(1);
    label(day, find("day-words"), dayWords());
    label(known, find("known-words"), knownWords());
    if (date) date.value = position() >= last ? "" : typed || data.days[position()];
    cursor();
    if (!first) say(words, changes);
    if (!first) history.replaceState(null, "", `#${hash()}`);
  }

  function label(slider, output, words) {
    if (!slider) return;
    slider.setAttribute("aria-valuetext", words);
    output.textContent = words;
  }

  function cursor() {
    const today = new Date(typed || data.days[position()] || 0).getTime() / 864e5 + 719163;
    const place = position() >= last ? 100 : (100 * (today + 1 - data.axis[0])) / (data.axis[1] - data.axis[0]);
    const where = `${Math.min(Math.max(place, 0), 100)}%`;
    for (const each of document.querySelectorAll(".cursor")) {
      const [later, line] = each.children;
      later.setAttribute("x", where);
      line.setAttribute("x1", where);
      line.setAttribute("x2", where);
    }
  }

  function say(words, changes) {
    clearTimeout(speaking);
    const more = changes.length > 4 ? `; and ${changes.length - 4} more` : "";
    const said = changes.length ? `Changed: ${changes.slice(0, 4).join("; ")}${more}` : "Nothing changed.";
    speaking = setTimeout(() => { news.textContent = `${words}. ${said}`; }, 300);
  }

  function hash() {
    const words = new URLSearchParams();
    if (position() < last) words.set("as-of", typed || data.days[position()]);
    if (known && knownAt() < data.known.length - 1) words.set("known", knownAt());
    if (form.elements.who && believed() < data.who.length - 1) words.set("who", believed());
    return words.toString();
  }

  // A day that somebody typed or linked to: the position of the last change up to it.
  function choose(text) {
    if (!/^\d{4}-\d\d-\d\d$/.test(text)) text = "";
    const place = data.days.filter((each) => each <= text).length - 1;
    typed = place < 0 || text === data.days[place] ? "" : text;
    day.value = text ? Math.max(place, 0) : last;
    if (!text) typed = "";
  }

  function read() {
    const words = new URLSearchParams(location.hash.slice(1));
    if (day) choose(words.get("as-of") || "");
    if (known) known.value = words.get("known") ?? data.known.length - 1;
    if (form.elements.who) form.elements.who.value = words.get("who") ?? data.who.length - 1;
  }

  form.parentElement.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target === date) choose(date.value);
    else if (event.target === day) typed = "";
    show();
  });
  addEventListener("hashchange", () => {
    if (location.hash.startsWith("#part-")) return; // a link of the timeline, which chooses nothing
    read();
    show();
  });
  read();
  show();
})();

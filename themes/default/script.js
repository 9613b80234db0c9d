// What the script adds. Every page is complete without it, and all its words come from the strings, as attributes of its element.
//
// - A time gets an aside, after it or after the link that holds it: <span class="yours">(05:18 your time, 3 hours ago)</span>. The reader's
//   own time is there where it differs from the site's at that moment, with the day where that differs too; "3 hours ago" is there where
//   the time is less than seven days away. Where neither is so there is no aside. A window has one aside after both of its times, with the
//   reader's own time alone.
// - A length that counts to now grows: <span data-since="MOMENT">42 min</span>.
// - A promise that passes says so, in the words of its data-late, in which {time} stands for its time.
// - A phase that the clock turns does so, as its data-turns says: MOMENT CLASS WORDS, several with a bar between.
// - A page that can go out of date (it has data-made) says so as the first thing in <main>, once the moment of data-fresh has passed,
//   which is the next at which the clock changes a page with some slack, or once a phase on it has turned:
//   <p class="note stale" role="status">This page was made 3 hours ago ... <a href="">Load it again</a></p>
//
// All of it is done while the page comes in, so that nothing that was painted moves, and again each minute, for pages that stay open. Comments have lines of their own, so that the program can leave them out.
(() => {
  const { zone, made, fresh, lengths = "", yours, ago, both, stale, again } = document.currentScript.dataset;
  const page = document.documentElement.lang;
  // A date as readers of this language write it where they are.
  const language = navigator.languages.find((own) => own.split("-")[0] === page.split("-")[0]) ?? page;
  const MINUTE = 60000;
  const DAY = { day: "numeric", month: "long" };
  const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const format = (parts, timeZone) => new Intl.DateTimeFormat(language, { ...parts, timeZone, numberingSystem: "latn" });
  // Each as the reader's clock has it, and as the site's has.
  const days = [format(DAY), format(DAY, zone)];
  const clocks = [format(CLOCK), format(CLOCK, zone)];
  const whole = format({ ...DAY, ...CLOCK });
  const relative = new Intl.RelativeTimeFormat(language, { numberingSystem: "latn" });

  const local = (at, end) => {
    const differs = ([own, theirs]) => own.format(at) !== theirs.format(at) || own.format(end) !== theirs.format(end);
    const range = (format) => at === end ? format.format(at) : format.formatRange(at, end);
    if (differs(days)) return range(whole);
    return differs(clocks) ? range(days[0].format(at) === days[0].format(end) ? clocks[0] : whole) : "";
  };
  const distance = (at, now) => {
    const minutes = Math.trunc((at - now) / MINUTE) || (at > now ? 1 : -1);
    const size = Math.abs(minutes);
    if (size < 60) return relative.format(minutes, "minute");
    if (size < 48 * 60) return relative.format(Math.trunc(minutes / 60), "hour");
    return relative.format(Math.trunc(minutes / 1440), "day");
  };
  // The words of minutes, hours and days for one number of each plural form that languages have, then how two units stand together.
  const SAMPLES = [0, 1, 2, 3, 6, 11, 100];
  const forms = lengths.split("|");
  const plural = new Intl.PluralRules(page);
  const unit = (count, kind) => {
    const sample = SAMPLES.findIndex((one) => plural.select(one) === plural.select(count));
    return forms[kind * SAMPLES.length + sample].replace(SAMPLES[sample], count);
  };
  const length = (time) => {
    const minutes = Math.max(Math.trunc(time / MINUTE), 1);
    const units = [minutes % 60, Math.trunc(minutes / 60) % 24, Math.trunc(minutes / 1440)];
    const [large, small] = units.map((count, kind) => count && unit(count, kind)).slice(units[2] ? 1 : 0).reverse().filter(Boolean);
    return small ? fill(forms.at(-1), { large, small }) : large;
  };
  const fill = (words, values) => words.replace(/{(\w+)}/g, (_, name) => values[name]);
  const add = (name, className) => Object.assign(document.createElement(name), { className });

  const times = new Map();
  const meet = (time) => {
    const holder = time.closest("a, .window") ?? time;
    const isWindow = holder.className === "window";
    const all = isWindow ? holder.querySelectorAll("time") : [time];
    // A window that is not all there yet is met again, and its second time has no aside of its own.
    if (isWindow && (all.length < 2 || all[0] !== time)) return;
    const [at, end] = [time, all[all.length - 1]].map((one) => Date.parse(one.dateTime));
    const aside = add("span", "yours");
    holder.after(aside);
    times.set(time, { at, aside, local: local(at, end), isNear: (now) => !isWindow && Math.abs(now - at) < 7 * 1440 * MINUTE });
  };
  const note = add("p", "note stale");
  note.role = "status";

  const update = () => {
    const now = Date.now();
    for (const time of document.querySelectorAll("main time[datetime*=T]")) if (!times.has(time)) meet(time);
    for (const { at, aside, local, isNear } of times.values()) {
      const near = isNear(now) ? distance(at, now) : "";
      const words = local && near ? both : local ? yours : near && ago;
      aside.textContent = words && ` ${fill(words, { local, ago: near })}`;
    }
    for (const grows of document.querySelectorAll("[data-since]")) grows.textContent = length(now - Date.parse(grows.dataset.since));
    for (const promise of document.querySelectorAll("[data-late]")) {
      const time = promise.querySelector("time");
      const { at, aside } = times.get(time) ?? {};
      if (!(at <= now)) continue;
      const [before, after] = promise.dataset.late.split("{time}");
      promise.replaceChildren(before, time, aside, after);
      delete promise.dataset.late;
    }
    let turned = false;
    for (const sign of document.querySelectorAll("[data-turns]")) {
      for (const turn of sign.dataset.turns.split("|")) {
        const [, moment, kind, words] = /^(\S+) (\S+) (.*)$/.exec(turn);
        if (Date.parse(moment) > now) continue;
        sign.className = `sign ${kind}`;
        sign.textContent = words;
        turned = true;
      }
    }
    const old = now > Date.parse(fresh);
    if (made && (old || turned)) {
      const link = Object.assign(add("a", ""), { href: "", textContent: again });
      note.replaceChildren(`${fill(stale, { ago: distance(Date.parse(made), now) })} `, link);
      if (!note.isConnected) document.querySelector("main")?.prepend(note);
    }
  };
  const coming = new MutationObserver(() => {
    update();
    // What was just done is no news.
    coming.takeRecords();
  });
  coming.observe(document, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", () => {
    coming.disconnect();
    update();
    setInterval(update, MINUTE);
  });
})();

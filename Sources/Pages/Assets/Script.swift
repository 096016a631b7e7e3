/// The little JavaScript there is: a page that lives reads itself anew when the hub wakes it, what is written in the editor is looked at
/// while one writes, and the clock of a demo goes on. Everything works without it.
///
/// What the reader is at survives: focus, open details, typed words, how far the drawing is scrolled. Each is found again by its id, so
/// everything that can be opened, focused or typed in has one that does not depend on what stands before it.
enum Script {
    static let js = """
        "use strict";
        (() => {
          const form = document.getElementById("editor");
          if (!form) return;
          let asked = 0, waiting = 0;
          const check = async () => {
            const mine = ++asked;
            const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" });
            if (!answer.ok || mine !== asked) return;
            const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("findings");
            if (fresh && mine === asked) document.getElementById("findings").innerHTML = fresh.innerHTML;
          };
          form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(check, 400); });
        })();
        document.documentElement.classList.add("js");
        document.addEventListener("click", async (event) => {
          const button = event.target.closest("[data-copy]");
          if (!button) return;
          const text = document.getElementById(button.dataset.copy);
          try { await navigator.clipboard.writeText(text.value); } catch { text.select(); document.execCommand("copy"); }
          document.getElementById("announce").textContent = button.dataset.copied;
          const word = button.textContent;
          button.textContent = button.dataset.copied;
          setTimeout(() => { button.textContent = word; }, 2000);
        });
        (() => {
          const address = document.body.dataset.live;
          if (!address || !window.EventSource) return;
          let reading = false, again = false;
          const keyOf = (e) => e.id || (e.getAttribute("href") ? "to " + e.getAttribute("href") : "");
          const bare = (main) => {
            const copy = main.cloneNode(true);
            copy.querySelectorAll("details[open]").forEach((d) => d.removeAttribute("open"));
            return copy.innerHTML;
          };
          const replace = (main, html) => {
            const active = document.activeElement;
            const inside = active && active !== main && main.contains(active);
            const key = inside ? keyOf(active) : "";
            const caret = inside && active.matches("input") ? [active.selectionStart, active.selectionEnd] : null;
            const open = new Set([...main.querySelectorAll("details[open]")].map((d) => d.id));
            const typed = new Map([...main.querySelectorAll("input[id],select[id]")].map((i) => [i.id, i.type === "checkbox" ? i.checked : i.value]));
            const scrolled = new Map([...main.querySelectorAll("figure[id]")].map((f) => [f.id, f.scrollLeft]));
            main.innerHTML = html;
            main.querySelectorAll("details").forEach((d) => { if (open.has(d.id)) d.open = true; });
            main.querySelectorAll("input[id],select[id]").forEach((i) => {
              if (!typed.get(i.id)) return;
              if (i.type === "checkbox") i.checked = true; else i.value = typed.get(i.id);
            });
            main.querySelectorAll("figure[id]").forEach((f) => { f.scrollLeft = scrolled.get(f.id) || 0; });
            if (!inside) return;
            const same = key && [...main.querySelectorAll("[id],a[href]")].find((e) => keyOf(e) === key);
            (same || main).focus({ preventScroll: true });
            if (same && caret) same.setSelectionRange(caret[0], caret[1]);
          };
          const refresh = async (isNews) => {
            if (reading) { again = again || isNews; return; }
            reading = true;
            try {
              const answer = await fetch(location.href, { credentials: "same-origin" });
              if (!answer.ok) return;
              const page = new DOMParser().parseFromString(await answer.text(), "text/html");
              const bar = document.querySelector(".demo"), freshBar = page.querySelector(".demo");
              if (bar && freshBar && !bar.contains(document.activeElement)) bar.innerHTML = freshBar.innerHTML;
              const fresh = page.querySelector("main");
              const main = document.querySelector("main");
              if (!fresh || bare(fresh) === bare(main)) return;
              replace(main, fresh.innerHTML);
              if (!isNews) return;
              document.getElementById("announce").textContent = document.body.dataset.updated;
              main.classList.remove("fresh"); void main.offsetWidth; main.classList.add("fresh");
            } finally {
              reading = false;
              if (again) { again = false; refresh(true); }
            }
          };
          const events = new EventSource(address);
          events.onmessage = () => refresh(true);
          addEventListener("pagehide", () => events.close());
          setInterval(() => refresh(false), Number(document.body.dataset.pace));
          if (document.querySelector("[data-counting]")) refresh(false);
        })();
        (() => {
          if (!document.getElementById("demo-clock")) return;
          const two = (n) => String(n).padStart(2, "0");
          let clock = null, since = 0, asking = false;
          const midnight = async () => {
            asking = true;
            try {
              const answer = await fetch("/tour", { credentials: "same-origin" });
              const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
              for (const id of ["demo-day", "demo-clock"]) document.getElementById(id).replaceWith(fresh.getElementById(id));
            } finally { asking = false; }
          };
          setInterval(() => {
            const now = document.getElementById("demo-clock");
            if (now !== clock) { clock = now; since = performance.now(); }
            const rate = Number(clock.dataset.rate);
            if (!rate || asking) return;
            const second = Number(clock.dataset.second) + (performance.now() - since) / 1000 * rate;
            if (second >= 86400) { midnight(); return; }
            clock.textContent = two(Math.floor(second / 3600)) + clock.dataset.sign + two(Math.floor(second / 60) % 60);
          }, 1000);
        })();
        """
}

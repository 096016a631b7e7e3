/// The little JavaScript there is: a page that lives reads itself anew when the hub wakes it. Everything works without it.
enum Script {
    static let js = """
        "use strict";
        (() => {
          const address = document.body.dataset.live;
          if (!address || !window.EventSource) return;
          let reading = false, again = false;
          const isBusy = (main) => {
            const active = document.activeElement;
            return active && main.contains(active) && active.matches("input") && active.value !== "";
          };
          const refresh = async () => {
            if (reading) { again = true; return; }
            reading = true;
            try {
              const answer = await fetch(location.href, { headers: { "X-Partial": "main" }, credentials: "same-origin" });
              if (!answer.ok) return;
              const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
              const main = document.querySelector("main");
              if (!fresh || fresh.innerHTML === main.innerHTML || isBusy(main)) return;
              const open = [...main.querySelectorAll("details")].map((d) => d.open);
              const id = document.activeElement && document.activeElement.id;
              main.innerHTML = fresh.innerHTML;
              main.querySelectorAll("details").forEach((d, i) => { if (open[i]) d.open = true; });
              if (id && id !== "main") { const old = document.getElementById(id); if (old) old.focus(); }
              document.getElementById("announce").textContent = document.body.dataset.updated;
              main.classList.remove("fresh"); void main.offsetWidth; main.classList.add("fresh");
            } finally {
              reading = false;
              if (again) { again = false; refresh(); }
            }
          };
          const events = new EventSource(address);
          events.onmessage = refresh;
          addEventListener("pagehide", () => events.close());
          setInterval(refresh, 60000);
        })();
        """
}

// @ts-check
// On every page: menu and contents as drawers, the choice of colours, the page’s address for paper.

(function () {
  "use strict";

  const { body } = document;

  /**
   * Let a button of the bar open the part of the page that it controls, as a drawer.
   * While it is open, the rest of the page is out of reach; closed, the focus is back at the button.
   * @param {HTMLButtonElement} button
   */
  function makeDrawer(button) {
    const drawer = document.getElementById(button.getAttribute("aria-controls") ?? "");
    if (!drawer) return;
    const shut = document.createElement("button");
    shut.type = "button";
    shut.className = "drawer-close";
    shut.textContent = `Close ${button.textContent?.toLowerCase()}`;
    drawer.prepend(shut);

    /** @param {boolean} open */
    function set(open) {
      button.setAttribute("aria-expanded", String(open));
      drawer?.classList.toggle("open", open);
      for (let part = drawer; part && part !== body; part = part.parentElement) {
        for (const beside of part.parentElement?.children ?? []) {
          if (beside !== part && beside instanceof HTMLElement) beside.inert = open;
        }
      }
    }

    const isOpen = () => drawer.classList.contains("open");

    /** Close it, and give the focus back. */
    function close() {
      if (!isOpen()) return;
      set(false);
      button.focus();
    }

    button.addEventListener("click", (event) => {
      event.stopPropagation();
      set(true);
      shut.focus();
    });
    shut.addEventListener("click", close);
    drawer.addEventListener("click", (event) => {
      event.stopPropagation();
      if (event.target instanceof Element && event.target.closest("a")) set(false);
    });
    document.addEventListener("click", close);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
    // A window made wider shows as columns what a drawer held.
    window.addEventListener("resize", () => {
      if (isOpen() && !button.checkVisibility()) set(false);
    });
  }

  const COLOURS = { auto: "automatic", light: "light", dark: "dark" };

  /** Offer the choice of colours, with its state in words; the page’s own script has set it. */
  function offerColours() {
    const choice = document.createElement("select");
    for (const [value, words] of Object.entries(COLOURS)) choice.append(new Option(words, value));
    choice.value = body.dataset.theme ?? "auto";
    choice.addEventListener("change", () => {
      body.dataset.theme = choice.value;
      try {
        localStorage.setItem("theme", choice.value);
      } catch {
        // It is not kept, then: this page has it all the same.
      }
    });
    const label = document.createElement("label");
    label.className = "colours";
    label.append("Colours: ", choice);
    return label;
  }

  /** Say where the page is, for whoever has it on paper. */
  function tellAddress() {
    const known = document.querySelector("link[rel=canonical]");
    const address = known instanceof HTMLLinkElement ? known.href : location.href.split("#")[0];
    const line = document.createElement("p");
    line.className = "printed-at";
    if (/^https?:/.test(address)) line.textContent = address;
    return line;
  }

  for (const button of document.querySelectorAll(".top-bar button")) {
    if (button instanceof HTMLButtonElement) makeDrawer(button);
  }
  document.querySelector("footer")?.append(offerColours(), tellAddress());
})();

/* Shows the meaning of a linked code in a bubble of the theme's colors, for the pointer and for the keyboard.
   The links work without it: each has its meaning as its title. Escape closes the bubble, and it stays while the
   pointer is on it (WCAG 2.2, 1.4.13). */
"use strict";

(() => {
  const links = "a[title]:has(.smtp), .smtp a[title]:has(code), a.smtp-linked";
  const bubble = document.createElement("div");
  bubble.className = "smtp-bubble";
  bubble.id = "smtp-bubble";
  bubble.setAttribute("role", "tooltip");
  bubble.hidden = true;
  let link = null;
  let closing = 0;

  function open(target) {
    clearTimeout(closing);
    if (target === link) return;
    close();
    link = target;
    const name = document.createElement("strong");
    name.textContent = link.textContent;
    bubble.replaceChildren(name, " ", link.title);
    link.dataset.smtpTitle = link.title;
    link.classList.add("smtp-linked");
    link.removeAttribute("title"); // or the browser would show it as well
    link.setAttribute("aria-describedby", bubble.id);
    bubble.hidden = false;
    const place = link.getBoundingClientRect();
    const room = document.documentElement.clientWidth - bubble.offsetWidth - 8;
    bubble.style.left = `${window.scrollX + Math.max(8, Math.min(place.left, room))}px`;
    const above = place.bottom + bubble.offsetHeight > window.innerHeight && place.top > bubble.offsetHeight;
    bubble.style.top = `${window.scrollY + (above ? place.top - bubble.offsetHeight : place.bottom)}px`;
  }

  function close() {
    if (!link) return;
    link.title = link.dataset.smtpTitle;
    link.removeAttribute("aria-describedby");
    bubble.hidden = true;
    link = null;
  }

  function later() {
    clearTimeout(closing);
    closing = setTimeout(close, 200);
  }

  document.addEventListener("DOMContentLoaded", () => document.body.append(bubble));
  for (const event of ["pointerover", "focusin"]) {
    document.addEventListener(event, ({ target }) => {
      const found = target.closest?.(links);
      if (found) open(found);
      else if (target.closest?.(".smtp-bubble")) clearTimeout(closing);
      else later();
    });
  }
  document.addEventListener("focusout", later);
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") close();
  });
})();

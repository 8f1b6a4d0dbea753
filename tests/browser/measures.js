/* What the tests measure in a page. An element of ours is one that the extension has put there, or a part of one. */
globalThis.measures = (() => {
  const OURS = [".smtp", ".smtp-box", ".smtp-table", ".smtp-scroll", ".smtp-graph"].join();

  /* Boxes in which themes let one table scroll; sphinx_immaterial scrolls the table itself. */
  const TABLE_BOXES = [".table-wrapper", ".pst-scrollable-table-container", ".wy-table-responsive", "table"].join();

  const FOCUS_STYLES = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "textDecorationLine"];

  const ours = () => [...document.querySelectorAll(`:is(${OURS}), :is(${OURS}) *`)];

  const named = (element) => {
    const classes = (element.getAttribute("class") ?? "").split(/\s+/).filter(Boolean);
    const text = element.textContent.trim().replaceAll(/\s+/g, " ").slice(0, 40);
    return `${[element.localName, ...classes].join(".")} '${text}'`;
  };

  const upwards = (element) => (element ? [element, ...upwards(element.parentElement)] : []);

  const isHidden = (element) =>
    !element.checkVisibility() || upwards(element).some((each) => getComputedStyle(each).clipPath !== "none");

  const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);

  const isBoxThatScrolls = (element) => scrolls(element) && element.matches(`:is(${OURS}), ${TABLE_BOXES}`);

  const isBeyondScreen = (element) => {
    const { left, right } = element.getBoundingClientRect();
    return left < -0.5 || right > innerWidth + 0.5;
  };

  const content = () => document.querySelector("h1").closest("article, [role=main], main");

  /* The outermost elements of ours that reach beyond the screen, apart from those in a box that scrolls. */
  const beyondScreen = () => {
    const found = ours().filter((each) => isBeyondScreen(each) && !isHidden(each) && !upwards(each).some(isBoxThatScrolls));
    return found.filter((each) => !found.includes(each.parentElement)).map(named);
  };

  const isTooNarrow = (element) =>
    element === document.scrollingElement
      ? element.scrollWidth > innerWidth
      : getComputedStyle(element).overflowX !== "visible" && element.scrollWidth > element.clientWidth;

  /* The page, and the boxes around its content, if they scroll to the side or cut off what they hold. */
  const overflowing = () => upwards(content()).filter(isTooNarrow).map((each) => `${named(each)} ${each.scrollWidth} wide`);

  const headingLevels = () =>
    [...content().querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((each) => !isHidden(each)).map((each) => Number(each.localName[1]));

  const moves = (style) => style.animationName !== "none" || style.transitionDuration.split(", ").some((each) => each !== "0s");

  const moving = () =>
    ours().flatMap((element) =>
      ["", "::before", "::after"]
        .filter((part) => moves(getComputedStyle(element, part || null)))
        .map((part) => named(element) + part),
    );

  /* The elements of ours that move because of our style sheet; what a theme does with every link is its own affair. */
  const movedByUs = () => {
    const sheets = [...document.styleSheets].filter((each) => each.href?.includes("sphinxext-smtp"));
    const all = moving();
    for (const sheet of sheets) sheet.disabled = true;
    const withoutUs = new Set(moving());
    for (const sheet of sheets) sheet.disabled = false;
    return all.filter((each) => !withoutUs.has(each));
  };

  const look = (element) => FOCUS_STYLES.map((name) => getComputedStyle(element)[name]).join(" ");

  /* Whether some of an element can be seen where it is, as WCAG 2.4.11 wants of what has the focus. */
  const isInSight = (element) =>
    [...element.getClientRects()].some(({ left, right, top, bottom }) =>
      [left + 1, (left + right) / 2, right - 1].some((x) => element.contains(document.elementFromPoint(x, (top + bottom) / 2))),
    );

  const matrix = () => [...document.querySelectorAll("table.smtp-table")].at(-1);

  const linksInMatrix = () => [...matrix().querySelectorAll("a[href]")].filter((each) => each.checkVisibility({ visibilityProperty: true }));

  /* Put the focus on a button just before or after the matrix; tells how the links in it look now. */
  const stepBeside = (side) => {
    const button = document.createElement("button");
    matrix()[side](button);
    button.focus();
    return linksInMatrix().map(look);
  };

  const focusedInMatrix = () => {
    const element = document.activeElement;
    return { at: linksInMatrix().indexOf(element), name: named(element), look: look(element), inSight: isInSight(element) };
  };

  /* How many lines the names of rows take, as far as they stand beside their text. */
  const namesOfRows = () =>
    [...document.querySelectorAll(".smtp-rows > div > dt, .smtp-table > tbody > tr:not(.smtp-group) > th")]
      .filter((each) => each.checkVisibility() && !each.querySelector(".smtp-reply"))
      .map((each) => {
        const range = document.createRange();
        range.selectNodeContents(each);
        const tops = new Set([...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => Math.round(top / 8)));
        return { name: named(each), lines: tops.size, beside: each.nextElementSibling?.getBoundingClientRect().top < each.getBoundingClientRect().bottom };
      });

  /* Elements of ours that are wider than the box in which they are. */
  const widerThanTheirBox = () =>
    [...document.querySelectorAll(".smtp-box")].flatMap((box) => {
      const { left, right } = box.getBoundingClientRect();
      return [...box.querySelectorAll("*")]
        .filter((each) => !isHidden(each) && each.getClientRects().length)
        .filter((each) => each.getBoundingClientRect().left < left - 1 || each.getBoundingClientRect().right > right + 1)
        .map((each) => `${named(each)} in ${Math.round(right - left)}`);
    });

  return { namesOfRows, widerThanTheirBox, ours, named, content, beyondScreen, overflowing, headingLevels, movedByUs, stepBeside, focusedInMatrix };
})();

/* The box: a reader pastes a reply and gets what happened, whose move it is, and where to read on.

   smtp-explain.js does the thinking, from the rules in smtp-explainer-rules.js. Both are loaded when a reader turns to a
   box, and then of the words and the texts those that a reply needs. Everything is built with textContent, so that what
   is pasted is never read as HTML, and nothing of it leaves the page. */
(() => {
  "use strict";

  const HERE = document.currentScript.src; // the scripts lie in _static, at the root of the site
  const SITE = new URL("..", HERE);
  const MOST_SHOWN = 600; // how many characters of a reply are shown again
  let explainer = null;
  let words = null;
  let links = null;
  let pages = null;

  /* An element with class names and what stands in it: texts and other elements. */
  function element(name, classes, ...content) {
    const made = document.createElement(name);
    if (classes) made.className = classes;
    made.append(...content.filter((each) => each !== null && each !== ""));
    return made;
  }

  /* Where to read about a name: an address of its own, or the one that all pages of its kind have. */
  function addressOf(name) {
    let entry = name.replace(/^enhanced:\d/, "enhanced:X");
    if (/^\d{3}$/.test(entry)) entry = `code:${entry}`;
    if (/^[X245](?:\.\d+){2}$/.test(entry)) entry = `enhanced:X${entry.slice(1)}`;
    const [, kind, own] = /^([a-z]+):(.+)$/.exec(entry) ?? [];
    return links[name] ?? links[entry] ?? pages[kind]?.replaceAll("*", () => own);
  }

  /* A link to the page about a node, or what it would show where there is none. */
  function link(name, shown) {
    const address = addressOf(name);
    if (!address) return shown;
    const made = element("a", "", shown);
    made.href = address.startsWith("#") ? address : new URL(address, SITE).href;
    return made;
  }

  const code = (text) => element("code", "smtp-name", text);

  /* A paragraph of the facts: what stands in backticks is a name, and a link if it has a page. */
  function prose(text) {
    return text.split("`").map((part, index) => (index % 2 ? link(part, code(part.replace(/^[a-z]+:(?=\S)/, ""))) : part));
  }

  /* A template of the graph's words, whose slots take names. */
  const filled = (template, slots) => template.replace(/\{(\w+)\}/g, (_slot, name) => slots[name] ?? "");

  function pairs(classes, rows) {
    const shown = rows.filter(([, value]) => value);
    const made = element("dl", `${classes} simple`);
    made.append(...shown.map(([name, value]) => element("div", "", element("dt", "", name), element("dd", "", value))));
    return shown.length ? made : null;
  }

  function part(heading, ...content) {
    const shown = content.filter(Boolean);
    return shown.length ? [element("p", "smtp-part", heading), ...shown] : [];
  }

  function list(items) {
    return items.length ? element("ul", "", ...items.map((item) => element("li", "", ...item))) : null;
  }

  const numbersOf = ({ reply }) => (reply ? [reply.code, reply.enhanced].filter(Boolean).join(" ") : "");

  /* The line that is read out: the numbers, and what happened. */
  function title(found) {
    const { cause, candidates, code: number, enhanced } = found;
    const shown = element("span", "", numbersOf(found));
    if (cause) shown.append(" ", link(cause.key, cause.title));
    else if (candidates.length) shown.append(" ", words.noDecision);
    else shown.append(" ", number?.title || enhanced?.title || "");
    if (cause && found.confidence) shown.append(" ", element("span", "smtp-quiet", words.words.confidence[found.confidence]));
    return shown;
  }

  function summary(found, texts) {
    if (!found.cause && !found.enhanced && !found.code) return element("p", "", words.numbersUnknown);
    const text = texts && smtpExplain.summaryOf(found, texts);
    return text ? element("p", "", ...prose(text)) : null;
  }

  /* The reply as it was pasted, with what has decided marked in it. */
  function quotation(text, found) {
    const { reply, cause, evidence } = found;
    const [start, end] = reply ? [reply.span[0], Math.max(reply.span[1], ...marks(reply).map((mark) => mark[1]))] : [0, text.length];
    const spans = reply ? marks(reply) : [];
    const spoken = evidence.filter((each) => cause && each.cause === cause.name && each.kind !== "enhanced" && each.kind !== "code");
    for (const { words: said } of spoken) {
      const place = text.toLowerCase().indexOf(said.toLowerCase(), start);
      if (place >= 0) spans.push([place, place + said.length]);
    }
    const quoted = element("code", "smtp-reply");
    let place = Math.min(start, ...spans.map((span) => span[0]));
    const last = Math.min(end, place + MOST_SHOWN);
    for (const [from, to] of spans.sort((one, other) => one[0] - other[0])) {
      if (from < place || to > last) continue;
      quoted.append(text.slice(place, from), element("mark", "", text.slice(from, to)));
      place = to;
    }
    quoted.append(text.slice(place, last), last < end ? "…" : "");
    return element("p", "", `${words.box.read}: `, quoted);
  }

  const marks = ({ codeSpan, enhancedSpan }) => [codeSpan, enhancedSpan].filter(Boolean);

  function verdict(found) {
    const digit = numbersOf(found)[0];
    const asked = ["actor", "retry", "lasting", "scope"];
    const rows = asked.map((name) => [words.fields[name], found[name] ? words.words[name][found[name]] : ""]);
    return pairs(`smtp-verdict${digit ? ` smtp-${digit}xx` : ""}`, rows);
  }

  function circumstances({ recipient, provider, reportedBy, phase }) {
    return pairs("smtp-rows", [
      [words.fields.recipient, recipient ? code(recipient) : ""],
      [words.fields.provider, provider ? link(`provider:${provider.name}`, provider.title) : ""],
      [words.fields.reported, reportedBy],
      [words.fields.moment, phase ? element("span", "", ...prose(words.words.moment[phase])) : ""],
    ]);
  }

  /* What to do, and the page on which to act. */
  function advice(found, texts) {
    if (!texts) return null;
    const [asks, url] = smtpExplain.linkOf(found, texts) ?? [];
    const told = [smtpExplain.adviceOf(found, texts), asks].filter(Boolean);
    const shown = told.map((text) => element("p", "", ...prose(text)));
    if (url) {
      const made = element("a", "", url);
      made.href = url;
      shown.push(element("p", "", made));
    }
    return shown.length ? element("div", "", ...shown) : null;
  }

  function candidates({ cause, candidates: causes }, texts) {
    if (cause || !texts) return null;
    return pairs("smtp-rows", causes.slice(0, smtpExplain.MOST_CANDIDATES).map((each) => [
      link(each.key, each.title),
      element("span", "", ...prose(texts.causes[each.name][1])),
    ]));
  }

  function evidence({ cause, provider, evidence: spoken }) {
    const wanted = spoken.filter((each) => cause && each.cause === cause.name);
    const said = wanted.map((each) => {
      const kind = provider || each.kind !== "reply" ? each.kind : "phrase";
      return filled(words.evidence[kind], { words: `\`${each.words.replaceAll("`", "'")}\``, provider: provider?.title });
    });
    return list([...new Set(said)].map(prose));
  }

  function warnings({ reply, warnings: given }) {
    const slots = { code: `\`${reply?.code}\``, enhanced: `\`${reply?.enhanced}\`` };
    return list(given.map((each) => prose(filled(words.warnings[each], slots))));
  }

  function readOn({ related }) {
    return list(related.map((node) => {
      if (node.key.startsWith("cause:")) return [link(node.key, node.title)];
      return [link(node.key, code(node.name)), node.title ? ` ${node.title}` : ""];
    }));
  }

  /* The answer, without its prose as long as the texts have not come. */
  function answer(text, found, texts) {
    const { headings } = words;
    return [
      summary(found, texts),
      quotation(text, found),
      verdict(found),
      circumstances(found),
      ...part(headings.fix, advice(found, texts)),
      ...part(headings.candidates, candidates(found, texts)),
      ...part(headings.evidence, evidence(found)),
      ...part(headings.warnings, warnings(found)),
      ...part(headings.read, readOn(found)),
    ].filter(Boolean);
  }

  /* What a pasted mail tells of each recipient, or else the reply that a text is about. */
  function explanations(text) {
    const told = explainer.explainMessage(text);
    return told.length ? told : [explainer.explain(text)].filter(Boolean);
  }

  /* The answers about all recipients; the first has its title in the line that is read out. */
  function answers(text, found, texts) {
    return found.flatMap((each, index) => [
      ...(index ? [element("p", "smtp-part", title(each))] : []),
      ...answer(each.said ?? text, each, texts),
    ]);
  }

  /* Loads a script of ours once; the digest in its address keeps a reader from mixing old and new ones. */
  const coming = new Map();
  function loaded(name) {
    if (!coming.has(name)) {
      coming.set(name, new Promise((resolve, reject) => {
        const script = element("script");
        script.src = new URL(`${name}.js?v=${SMTP_EXPLAINER}`, HERE).href;
        script.addEventListener("load", () => resolve(globalThis.smtpExplainerParts?.[name.replace("smtp-explainer-", "")]));
        script.addEventListener("error", () => {
          coming.delete(name); // the next try may find it
          reject(new Error(`${script.src} cannot be loaded`));
        });
        document.head.append(script);
      }));
    }
    return coming.get(name);
  }

  /* Makes everything ready that it takes to read a text, and to say what is wrong with the field. */
  async function prepared() {
    const [rules] = await Promise.all(["smtp-explainer-rules", "smtp-explain"].map(loaded));
    explainer ??= new smtpExplain.Explainer(rules);
    ({ words, links, pages } = rules);
  }

  /* The explanations of a text, once the words are there that it holds. */
  async function explained(text) {
    const volumes = explainer.wanted(text);
    const found = await Promise.all(volumes.map((place) => loaded(`smtp-explainer-words-${place}`)));
    volumes.forEach((place, index) => explainer.put(place, found[index]));
    return explanations(text);
  }

  /* The prose of explanations. */
  async function textsOf(found) {
    const places = new Set(found.flatMap((each) => smtpExplain.proseOf(each, explainer.graph)));
    return smtpExplain.textsOf(await Promise.all([...places].map((place) => loaded(`smtp-explainer-texts-${place}`))));
  }

  for (const form of document.querySelectorAll("form.smtp-ask")) {
    const field = form.querySelector("textarea");
    const error = form.querySelector(".smtp-ask-error");
    const result = form.querySelector(".smtp-answer");
    const status = result.querySelector("[role=status]");
    const hint = field.getAttribute("aria-describedby");
    let asked = 0; // how often; an answer that comes after the next question is dropped

    function complain(message) {
      error.textContent = message;
      error.hidden = !message;
      field.toggleAttribute("aria-invalid", false);
      if (message) field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", message ? `${hint} ${error.id}` : hint);
    }

    async function answerTo(text, question) {
      await prepared();
      const isEmpty = !text.trim();
      complain(isEmpty ? words.box.empty : "");
      if (isEmpty) return field.focus(); // the message is read out as the description of the field
      const found = await explained(text);
      if (question !== asked) return;
      status.append(found.length ? title(found[0]) : words.box.nothing); // read out; the focus stays in the field
      if (!found.length) return result.append(element("p", "", ...prose(words.box.where)));
      const show = (texts) => result.replaceChildren(status, ...answers(text, found, texts));
      show(null);
      const texts = await textsOf(found);
      if (question === asked) show(texts);
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      status.replaceChildren();
      result.replaceChildren(status);
      asked += 1;
      answerTo(field.value, asked);
    });

    form.addEventListener("focusin", () => prepared().catch(() => {}), { once: true });

    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      form.requestSubmit();
    });

    form.hidden = false;
  }
})();

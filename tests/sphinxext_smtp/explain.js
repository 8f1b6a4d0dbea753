// Explains texts with the script of the box: node explain.js SCRIPT < {"rules": ..., "words": ..., "prose": ..., "texts": [...]}
// Each text is explained by a new explainer, which has the volumes that it asks for and no others; so are the texts told.
// Prints a list with the explanation of each text and with those of all its replies, nodes by their names.
const path = require("path");
const { Explainer, adviceOf, linkOf, proseOf, textsOf } = require(path.resolve(process.argv[2]));

// Python counts characters, JavaScript the units of UTF-16
const characters = (text, span) => span && span.map((place) => [...text.slice(0, place)].length);

function plainReply(reply, text) {
  const { span, codeSpan, enhancedSpan } = reply;
  const spans = { span: characters(text, span), codeSpan: characters(text, codeSpan), enhancedSpan: characters(text, enhancedSpan) };
  return { ...reply, ...spans };
}

function plainExplanation(found, text, graph) {
  const name = (node) => node && node.name;
  const texts = textsOf(proseOf(found, graph).map((place) => prose[place]));
  const { providerReply } = found;
  return {
    ...found,
    advice: adviceOf(found, texts),
    link: linkOf(found, texts),
    reply: found.reply && plainReply(found.reply, text),
    code: name(found.code),
    enhanced: name(found.enhanced),
    cause: name(found.cause),
    provider: name(found.provider),
    providerReply: providerReply && [providerReply.sender, providerReply.place],
    candidates: found.candidates.map(name),
    related: found.related.map(name),
    evidence: found.evidence.map(({ kind, words, cause }) => [kind, words, cause]),
  };
}

function explainerOf(text) {
  const explainer = new Explainer(rules);
  for (const place of explainer.wanted(text)) explainer.put(place, words[place]);
  return explainer;
}

const { rules, words, prose, texts, mails } = JSON.parse(require("fs").readFileSync(0, "utf8"));
let volumes = 0;
const answers = texts.map((text) => {
  const explainer = explainerOf(text);
  volumes += explainer.known.size;
  const found = explainer.explain(text);
  const plain = (each) => plainExplanation(each, text, explainer.graph);
  return [found && plain(found), explainer.explainAll(text).map(plain)];
});
const told = mails.map((mail) => {
  const explainer = explainerOf(mail);
  return explainer.explainMessage(mail).map((each) => plainExplanation(each, each.said, explainer.graph));
});
process.stdout.write(JSON.stringify({ answers, told, volumes }));

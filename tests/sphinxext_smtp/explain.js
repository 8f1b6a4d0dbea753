// Explains texts with the script of the box: node explain.js SCRIPT < {"rules": ..., "prose": ..., "texts": [...]}
// Prints a list with the explanation of each text and with those of all its replies, nodes by their names.
const path = require("path");
const { Explainer, adviceOf, linkOf } = require(path.resolve(process.argv[2]));

// Python counts characters, JavaScript the units of UTF-16
const characters = (text, span) => span && span.map((place) => [...text.slice(0, place)].length);

function plainReply(reply, text) {
  const { span, codeSpan, enhancedSpan } = reply;
  const spans = { span: characters(text, span), codeSpan: characters(text, codeSpan), enhancedSpan: characters(text, enhancedSpan) };
  return { ...reply, ...spans };
}

function plainExplanation(found, text) {
  const name = (node) => node && node.name;
  return {
    ...found,
    advice: adviceOf(found, prose),
    link: linkOf(found, prose),
    reply: found.reply && plainReply(found.reply, text),
    code: name(found.code),
    enhanced: name(found.enhanced),
    cause: name(found.cause),
    provider: name(found.provider),
    providerReply: found.providerReply && found.providerReply.patterns[0].text,
    candidates: found.candidates.map(name),
    related: found.related.map(name),
    evidence: found.evidence.map(({ kind, words, cause }) => [kind, words, cause]),
  };
}

const { rules, prose, texts, mails } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const explainer = new Explainer(rules);
const answers = texts.map((text) => {
  const found = explainer.explain(text);
  return [found && plainExplanation(found, text), explainer.explainAll(text).map((each) => plainExplanation(each, text))];
});
const told = mails.map((mail) => explainer.explainMessage(mail).map((each) => plainExplanation(each, each.said)));
process.stdout.write(JSON.stringify({ answers, told }));

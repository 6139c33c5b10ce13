/**
 * Shows results as a device does, on a page of fake parts. Standard input, JSON lines: first the
 * page with its language, phrases, titles and templates and the rule bundle; then a person's kept
 * data, interview and the moment a line. Standard output: what the page shows, as HTML, one a line.
 */

import { createInterface } from "node:readline";

class Node {}

class Part extends Node {
  attributes = "";
  children = [];

  constructor(tag) {
    super();
    this.tag = tag;
  }

  setAttribute(name, value) {
    this.attributes += ` ${name}="${escaped(value)}"`;
  }

  addEventListener() {}

  append(...children) {
    this.children.push(...children);
  }

  prepend(...children) {
    this.children.unshift(...children);
  }

  toString() {
    return `<${this.tag}${this.attributes}>${htmlOf(this.children)}</${this.tag}>`;
  }
}

/** A copy of a template: its own HTML, and what was put into its slots. */
class Copy extends Node {
  slots = {};

  constructor(html) {
    super();
    this.html = html;
  }

  querySelector(selector) {
    const name = selector.match(/"(\w+)"/)[1];
    return { replaceChildren: (...nodes) => Object.assign(this.slots, { [name]: nodes }) };
  }

  toString() {
    const slot = /data-slot="(\w+)">/g;
    return this.html.replace(slot, (all, name) => all + htmlOf(this.slots[name] ?? []));
  }
}

class HTMLTemplateElement {
  constructor(html) {
    this.content = { cloneNode: () => new Copy(html) };
  }
}

function htmlOf(children) {
  return children.map((each) => (each instanceof Node ? `${each}` : escaped(each))).join("");
}

function escaped(text) {
  return String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function showing({ language, phrases, templates }) {
  Object.assign(globalThis, { Node, HTMLTemplateElement, navigator: {} });
  globalThis.document = {
    documentElement: { lang: language },
    createElement: (tag) => new Part(tag),
    getElementById: (id) =>
      id === "phrases"
        ? { textContent: JSON.stringify(phrases) }
        : new HTMLTemplateElement(templates[id] ?? ""),
  };
}

let words;
let claims;
for await (const line of createInterface({ input: process.stdin })) {
  const { page, bundle, kept, interview, now } = JSON.parse(line);
  if (page) showing(page);
  const at = "../../../src/soleus/web/static/js/check";
  const { resultOf } = await import(`${at}/result.js`);
  const { resultView } = await import(`${at}/result-view.js`);
  const { ready } = await import(`${at}/rulebook.js`);
  if (page) {
    words = { engine: ready(bundle), titles: page.titles, calls: page.calls };
    claims = bundle.claims;
    continue;
  }
  const view = resultView({ ...words, interview }, kept, new Date(now));
  const nothing = () => {};
  const shown = view && resultOf({ view, claims, note: "", change: nothing, again: nothing });
  console.log(JSON.stringify(`${shown}`));
}

/**
 * Walks through the interview by the browser's module and compares every state with one made
 * elsewhere. Standard input, JSON lines: first the interview, then a list of steps a line, each
 * `{screen, given, none, state}`; `state` is what must come of it. Prints every mismatch.
 */

import assert from "node:assert/strict";
import { createInterface } from "node:readline";
import * as way from "../../../src/soleus/web/static/js/check/interview.js";

let interview;

function stateOf(said, screen) {
  const next = way.nextScreen(interview, said);
  return {
    said,
    visible: way.visible(interview, said).map((each) => each.id),
    next: next?.id ?? null,
    previous: way.previousScreen(interview, said, screen)?.id ?? null,
    progress: way.progress(interview, said),
    document: way.toDocument(interview, said),
    labels: Object.fromEntries(
      Object.entries(said).map(([id, value]) => [
        id,
        way.label(way.asked(interview, id).question, value),
      ]),
    ),
  };
}

function walk(steps) {
  let said = {};
  for (const { screen, given, none, state } of steps) {
    const found = interview.screens.find((each) => each.id === screen);
    said = way.answer(interview, said, found, given, none);
    assert.deepEqual(stateOf(said, screen), state);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (!interview) interview = JSON.parse(line);
  else {
    try {
      walk(JSON.parse(line));
    } catch (error) {
      console.log(JSON.stringify(error.message));
    }
  }
}

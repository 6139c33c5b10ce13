/**
 * Walks through the interview by the browser's module and compares every state with one made
 * elsewhere. Standard input, JSON lines: first the interviews by name, then a list a line: the name
 * of one, what an earlier check said, then steps, each `{screen, given, none, state}`; `state` is
 * what must come of it. Prints every mismatch.
 */

import assert from "node:assert/strict";
import { createInterface } from "node:readline";
import * as way from "../../../src/soleus/web/static/js/check/interview.js";

let interviews;

function stateOf(interview, said, screen) {
  const next = way.nextScreen(interview, said);
  const { [way.STILL]: _, ...values } = said;
  return {
    said: values,
    kept: way.kept(said).toSorted(),
    visible: way.visible(interview, said).map((each) => each.id),
    next: next?.id ?? null,
    previous: way.previousScreen(interview, said, screen)?.id ?? null,
    progress: way.progress(interview, said),
    document: way.toDocument(interview, said),
    labels: Object.fromEntries(
      Object.entries(values).map(([id, value]) => [
        id,
        way.label(way.asked(interview, id).question, value),
      ]),
    ),
    headings: interview.screens
      .filter((each) => each.questions.length)
      .map((each) => way.heading(interview, said, each)),
    options: interview.screens
      .filter((each) => each.id === "gone")
      .flatMap((each) => way.linesFor(interview, said, each))
      .flatMap((line) => line.options.map(({ label, given }) => [label, given])),
    still: way.stillSo(interview, said).map((row) => [row.screen.id, row.said]),
  };
}

function walk([name, document, ...steps]) {
  const interview = interviews[name];
  let said = way.lasting(interview, document ?? undefined);
  for (const { screen, given, none, state } of steps) {
    const found = interview.screens.find((each) => each.id === screen);
    said = way.answer(interview, said, found, given, none);
    assert.deepEqual(stateOf(interview, said, screen), state);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (!interviews) interviews = JSON.parse(line);
  else {
    try {
      walk(JSON.parse(line));
    } catch (error) {
      console.log(JSON.stringify(error.message));
    }
  }
}

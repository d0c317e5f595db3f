/** One statement of the page, and the answer below it. */
export interface Asked {
  /** Number of its question and, after a dot, which statement of that it is, from 0. */
  place: string;
  sql: string;
  /** What differs from one recording to the next. */
  varies: "times" | "numbers" | "machine";
  answer: string | undefined;
}

const marks: Record<string, Asked["varies"]> = {
  "<!-- numbers vary -->": "numbers",
  "<!-- differs by machine -->": "machine",
};
const section = /^### (\d+)\. (.+)\n([\s\S]*?)(?=^##)/gm;
const statement =
  /(?:(<!-- [\w ]+ -->)\n)?```sql\n([\s\S]*?)\n```\n(?:```text\n([\s\S]*?)\n```\n)?/g;

/** A question of the page: its number, its words and what stands under it. */
export interface Question {
  number: number;
  words: string;
  body: string;
}

export function questionsOf(page: string): Question[] {
  return [...`${page}\n##`.matchAll(section)].map(([, number, words, body]) => ({
    ...{ number: Number(number), words: words!, body: body! },
  }));
}

/** Return every statement of the page, in its order. */
export function askedOf(page: string): Asked[] {
  return questionsOf(page).flatMap(({ number, body }) =>
    [...body.matchAll(statement)].map(([, mark, sql, answer], nth) => ({
      ...{ place: `${number}.${nth}`, sql: sql!, answer },
      varies: mark === undefined ? "times" : marks[mark]!,
    })),
  );
}

/** Return the page with these answers, one for each statement in its order. */
export function withAnswers(page: string, answers: readonly string[]): string {
  let at = 0;
  return page.replace(statement, (_, mark: string | undefined, sql: string) => {
    const before = mark === undefined ? "" : `${mark}\n`;
    const answer = answers[at++];
    return `${before}\`\`\`sql\n${sql}\n\`\`\`\n\`\`\`text\n${answer}\n\`\`\`\n`;
  });
}

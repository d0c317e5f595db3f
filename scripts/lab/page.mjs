import { mkdirSync } from "node:fs";
import { at } from "../lib/paths.mjs";
import { Problem } from "../lib/problem.mjs";

/** A notebook in JupyterLab, by what a person sees and presses. */
export class NotebookPage {
  #page;
  #cells;

  constructor(page) {
    this.#page = page;
    this.#cells = page.locator(".jp-CodeCell");
  }

  /** Open a notebook and wait until its kernel is idle. */
  static async open(context, url) {
    const page = await context.newPage();
    await page.goto(url);
    await page.locator(".jp-Notebook .jp-CodeCell").first().waitFor();
    // The indicator beside the kernel's name is idle before there is a kernel.
    await page.getByText("TypeScript (tfjs-prov) | Idle").waitFor();
    return new NotebookPage(page);
  }

  async close() {
    await this.#page.close();
  }

  /** Choose an entry of a menu. */
  async choose(menu, command) {
    await this.#page
      .locator(".lm-MenuBar-itemLabel", { hasText: menu })
      .first()
      .click();
    await this.#page.locator(`.lm-Menu-item[data-command="${command}"]`).click();
  }

  /** Press a button of the notebook's toolbar. */
  async press(command) {
    await this.#page.locator(`.jp-NotebookPanel [data-command="${command}"]`).click();
  }

  /** Execute a cell as Shift-Enter does, without waiting for its end. */
  async execute(index) {
    await this.#cells.nth(index).locator(".cm-content").click();
    await this.#page.keyboard.press("Shift+Enter");
  }

  /** Wait until a cell has ended; return its outputs' text. */
  async ended(index, timeout = 60_000) {
    const prompt = this.#cells.nth(index).locator(".jp-InputPrompt");
    await this.until(() => prompt.textContent(), /^\[\d+\]:$/, timeout);
    return this.text(index);
  }

  async count() {
    return this.#cells.count();
  }

  /** Return what a cell shows, as text. */
  async text(index) {
    return (await this.outputs(index).allInnerTexts()).join("\n");
  }

  outputs(index) {
    return this.#cells.nth(index).locator(".jp-OutputArea-output");
  }

  /** Return a cell's source as it stands in the editor. */
  async source(index) {
    const lines = this.#cells.nth(index).locator(".cm-line");
    return (await lines.allTextContents()).join("\n");
  }

  /** Put the cursor behind a text of a cell, and press Tab. */
  async tabAfter(index, text) {
    const source = await this.source(index);
    const behind = source.length - source.indexOf(text) - text.length;
    await this.#cells.nth(index).locator(".cm-content").click();
    await this.#page.keyboard.press("Control+End");
    for (let i = 0; i < behind; i++) await this.#page.keyboard.press("ArrowLeft");
    await this.#page.keyboard.press("Tab");
  }

  /** Return what the list of completions offers. */
  async offered() {
    const items = this.#page.locator(".jp-Completer-item");
    await items.first().waitFor();
    return items.allTextContents();
  }

  /** Take an entry of the list of completions. */
  async take(entry) {
    const exact = new RegExp(`^\\W*${entry}\\b`);
    await this.#page.locator(".jp-Completer-item", { hasText: exact }).first().click();
  }

  /** Ask again and again until an answer fits; return it. */
  async until(ask, pattern, timeout = 30_000) {
    const end = Date.now() + timeout;
    let answer = await ask();
    while (!pattern.test(answer ?? "")) {
      if (Date.now() > end) {
        throw new Problem(
          `Waited ${timeout / 1000} s for ${pattern}`,
          `got: ${answer}`,
        );
      }
      await this.#page.waitForTimeout(50);
      answer = await ask();
    }
    return answer;
  }

  /** Save a picture of a cell, or of the window, in .cache/lab. */
  async picture(name, index) {
    mkdirSync(at(".cache", "lab"), { recursive: true });
    const path = at(".cache", "lab", `${name}.png`);
    if (index === undefined) await this.#page.screenshot({ path });
    else await this.#cells.nth(index).screenshot({ path });
  }
}

import { byId } from '../elements/dom.ts';
import type { CommandChoice } from '../wire/shapes.ts';
import { showColours, showHint } from './command-hint.ts';
import { type GivenOption, readFinishedLine } from './command-line.ts';
import { type Leaf, shownName } from './commands.ts';
import { createLiveChoices } from './live-choices.ts';
import { type Pick, type Places, readForSending, type SentOption } from './option-values.ts';
import { showSuggestions } from './suggestion-list.ts';
import { type Edit, type Suggestions, suggestionsFor } from './suggestions.ts';

export interface ComposerParts {
  readonly locale: string;
  leaves(): readonly Leaf[];
  places(): Places;
  /** Called when a slash was typed; resolves when the commands are up to date. */
  refresh(): Promise<void>;
  choices(
    leaf: Leaf,
    given: readonly GivenOption[],
    current: GivenOption,
    picks: readonly Pick[],
  ): Promise<readonly CommandChoice[] | undefined>;
  send(text: string): void;
  run(leaf: Leaf, options: readonly SentOption[], text: string): void;
}

export interface Composer {
  /** Puts a text into the box, as if it had been typed. */
  type(text: string): void;
  /** Types a text and sends it, as Enter would. Rejects with the reason when it cannot be sent. */
  say(text: string): Promise<void>;
  close(): void;
}

/** The message box, for messages and commands, with suggestions; usable by keyboard alone. */
export function createComposer(parts: ComposerParts): Composer {
  const box = byId('box') as HTMLTextAreaElement;
  const list = byId('suggestions');
  const status = byId('composer-status');
  const abort = new AbortController();
  let picks: Pick[] = [];
  let shown: Suggestions;
  /** The row selected with the arrow keys; undefined until they are used. */
  let row: number | undefined;
  let isClosed = false;
  let hasFocus = false;
  let problem = '';
  let given: readonly GivenOption[] = [];
  const live = createLiveChoices((leaf, current) => parts.choices(leaf, given, current, picks), parts.locale, draw);

  function draw(): void {
    const { value: text, selectionStart: caret } = box;
    shown = suggestionsFor({ text, caret, leaves: parts.leaves(), places: parts.places(), picks, live: live.choices });
    const { line, current, isLive } = shown;
    given = line.kind === 'command' ? line.given : [];
    if (line.kind === 'command' && current && isLive) live.want(line.leaf, current);
    else live.forget();

    const items = isClosed || !hasFocus ? [] : shown.items;
    if (row !== undefined && row >= items.length) row = undefined;
    const active = activeRow();
    showSuggestions(list, items, active ?? -1, ({ edit }) => take(edit));
    box.setAttribute('aria-expanded', String(items.length > 0));
    if (active === undefined || items.length === 0) box.removeAttribute('aria-activedescendant');
    else box.setAttribute('aria-activedescendant', `suggestion-${active}`);
    showHint(byId('hint'), line, current);
    showColours(byId('backdrop'), text, line);
    status.textContent = problem || liveText();
    status.classList.toggle('failure', problem !== '');
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
  }

  function liveText(): string {
    if (!shown.isLive) return '';
    if (live.state === 'failed') return 'Loading options failed';
    if (live.state === 'asking' && shown.items.length === 0) return 'Looking…';
    return live.state === 'here' && live.choices.length === 0
      ? 'No options match; what is typed can still be sent'
      : '';
  }

  /** The row that Enter takes. Choices made for an earlier text are not taken unless selected. */
  function activeRow(): number | undefined {
    if (row !== undefined) return row;
    const isStale = shown.isLive && live.state !== 'here';
    return shown.takesFirst && !isStale && shown.items.length > 0 && !isClosed ? 0 : undefined;
  }

  function take({ text, caret, pick }: Edit): void {
    if (pick) picks = [...picks.filter(({ option }) => option !== pick.option), pick];
    box.value = text;
    box.setSelectionRange(caret, caret);
    box.focus();
    changed();
  }

  function changed(): void {
    row = undefined;
    isClosed = false;
    problem = '';
    if (!box.value.startsWith('/')) picks = [];
    if (box.value === '/') void parts.refresh().then(draw);
    draw();
  }

  async function submit(): Promise<void> {
    const text = box.value.trim();
    if (text === '') return;
    // The person may type faster than the commands arrive, or know a new one.
    if (readFinishedLine(text, parts.leaves()).kind === 'naming') await parts.refresh();
    if (box.value.trim() !== text) return;
    const line = readFinishedLine(text, parts.leaves());
    if (line.kind === 'naming') {
      problem = `There is no command ${text} here.`;
      return draw();
    }
    if (line.kind === 'message') parts.send(text);
    else {
      const read = readForSending(line.leaf, line.given, picks, parts.places());
      if ('problems' in read) return refuse(read.problems, read.missing && shownName(read.missing));
      parts.run(line.leaf, read.options, text);
    }
    box.value = '';
    changed();
  }

  function refuse(problems: readonly string[], missing: string | undefined): void {
    if (missing !== undefined && !box.value.includes(` ${missing}:`)) {
      const text = `${box.value.trimEnd()} ${missing}:`;
      take({ text, caret: text.length });
    }
    problem = problems.join(' ');
    draw();
  }

  function onKey(event: KeyboardEvent): void {
    const items = isClosed ? [] : shown.items;
    if (event.isComposing || !(keys[event.key]?.(items, event.shiftKey) ?? false)) return;
    event.preventDefault();
    draw();
  }

  /** What each key does; returns false when it does nothing here, so that the browser handles it. */
  const keys: Readonly<Record<string, (items: Suggestions['items'], shift: boolean) => boolean>> = {
    ArrowDown: (items) => moveRow(1, items.length),
    ArrowUp: (items) => moveRow(-1, items.length),
    Escape: (items) => (items.length > 0 || shown.isLive) && closeList(),
    Tab: (items, shift) => !shift && items.length > 0 && takeRow(items[activeRow() ?? 0]),
    Enter: (items, shift) => !shift && (takeRow(items[activeRow() ?? -1]) || sendNow()),
  };

  function moveRow(step: 1 | -1, rows: number): boolean {
    if (rows === 0) return false;
    const from = activeRow() ?? (step === 1 ? -1 : rows);
    row = (from + step + rows) % rows;
    return true;
  }

  /**
   * Also closes it before the choices arrive, so that they do not open the list again while the person presses Enter.
   */
  function closeList(): true {
    isClosed = true;
    row = undefined;
    return true;
  }

  function takeRow(item: Suggestions['items'][number] | undefined): boolean {
    if (item) take(item.edit);
    return item !== undefined;
  }

  function sendNow(): true {
    void submit();
    return true;
  }

  const focus = (isHere: boolean) => () => {
    hasFocus = isHere;
    draw();
  };

  const { signal } = abort;
  box.addEventListener('focus', focus(true), { signal });
  box.addEventListener('blur', focus(false), { signal });
  box.addEventListener('input', changed, { signal });
  box.addEventListener('keydown', onKey, { signal });
  // Only for moves of the caret; after typing, `changed` has drawn already.
  box.addEventListener('click', draw, { signal });
  box.addEventListener('keyup', ({ key }) => (/^(Arrow(Left|Right)|Home|End)$/.test(key) ? draw() : undefined), {
    signal,
  });
  box.addEventListener('scroll', () => (byId('backdrop').scrollTop = box.scrollTop), { signal });
  byId('send').addEventListener('click', () => void submit(), { signal });
  hasFocus = document.activeElement === box;
  changed();

  return {
    type(text) {
      void parts.refresh().then(() => take({ text, caret: text.length }));
    },
    async say(text) {
      await parts.refresh();
      take({ text, caret: text.length });
      await submit();
      if (problem !== '') throw new Error(problem);
    },
    close() {
      live.forget();
      abort.abort();
    },
  };
}

import type { TourAct, TourStep } from '../../tour/script.ts';
import { button, byId, el } from '../elements/dom.ts';
import { wordsOf } from '../wire/rest.ts';
import type { Message } from '../wire/shapes.ts';
import { actLabel, actWords, findSeen } from './tour.ts';

/** What the tour needs of the page around it. */
export interface TourStage {
  /** Switches to a person and channel; resolves when the person can act. */
  go(person: string, channel: string): Promise<void>;
  /** Types a text into the message box and sends it. */
  say(text: string): Promise<void>;
  publish(title: string): Promise<void>;
  moveClock(to: 'next-deadline' | number): Promise<void>;
  /** The messages of a channel that the page has received. */
  messages(channel: string): readonly Message[];
}

const LOOK_EVERY_MS = 200;

/** The card of the guided tour, above the messages. `begin` shows the first step. */
export function createTour(steps: readonly TourStep[], stage: TourStage): { begin(): void } {
  const card = byId('tour');
  let at = 0;
  let looking: ReturnType<typeof setInterval> | undefined;
  let letGo = () => {};

  function leave(): void {
    letGo();
    clearInterval(looking);
    card.hidden = true;
    card.replaceChildren();
    byId('box').focus();
  }

  function show(): void {
    letGo();
    clearInterval(looking);
    const step = steps[at];
    if (step === undefined) {
      finish();
      return;
    }
    const sinceMs = Date.now();
    const words = actWords(step.act);
    const status = el('p', { class: 'tour-status', role: 'status' });
    let isDone = false;
    const main = button(
      {
        class: 'primary',
        async onclick() {
          if (isDone) {
            at += 1;
            show();
            return;
          }
          status.textContent = 'Waiting for it to happen…';
          try {
            await here;
            await stage.go(step.as, step.in);
            await act(step, stage);
            main.focus();
          } catch (error) {
            status.textContent = `That did not work: ${wordsOf(error)}`;
          }
        },
      },
      actLabel(step.act),
    );
    card.replaceChildren(
      el('p', { class: 'tour-place' }, `Step ${at + 1} of ${steps.length} · you are ${step.as} in ${step.in}`),
      el('h3', {}, step.title),
      el('p', {}, step.text),
      el('p', {}, words.before, el('code', {}, words.exact), words.after),
      el('div', { class: 'row' }, main, status, button({ class: 'textual', onclick: leave }, 'Leave the tour')),
    );
    card.classList.remove('done');
    card.hidden = false;
    main.focus();
    const here = stage.go(step.as, step.in).then(
      () => main.focus(),
      (error: unknown) => {
        status.textContent = `That did not work: ${wordsOf(error)}`;
      },
    );
    let isPointed = false;
    looking = setInterval(() => {
      // Scrolls to what must be pressed, once, as soon as it exists.
      if (!isPointed && ('press' in step.act || 'react' in step.act)) {
        const wanted = toPress(step.act);
        wanted?.scrollIntoView({ block: 'nearest' });
        isPointed = wanted !== undefined;
      }
      const seen = findSeen(stage.messages(step.in), step.seen, sinceMs);
      if (seen === undefined) return;
      clearInterval(looking);
      isDone = true;
      status.textContent = '✓ There it is.';
      main.textContent = at + 1 < steps.length ? 'Next' : 'Finish';
      // On a small window the card shrinks, so that the message can be seen.
      card.classList.add('done');
      letGo = keepInView(seen.id);
    }, LOOK_EVERY_MS);
  }

  function finish(): void {
    const close = button({ class: 'primary', onclick: leave }, 'Close');
    card.replaceChildren(
      el('h3', {}, 'That was the tour'),
      el('p', {}, 'Go on as you like: be somebody else, type /, or let the director break something.'),
      el('div', { class: 'row' }, close),
    );
    close.focus();
  }

  return {
    begin() {
      at = 0;
      show();
    },
  };
}

/** Keeps a message in view while its pictures load, until the person scrolls. */
function keepInView(messageId: string): () => void {
  const scroller = byId('scroller');
  const sizes = new ResizeObserver(() => bringIntoView(messageId));
  const moved = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;
  const letGo = () => {
    sizes.disconnect();
    for (const name of moved) scroller.removeEventListener(name, letGo);
  };
  for (const element of [scroller, byId('messages')]) sizes.observe(element);
  for (const name of moved) scroller.addEventListener(name, letGo, { passive: true });
  bringIntoView(messageId);
  return letGo;
}

/** Scrolls to the message's beginning, or to its end if all of it fits. */
function bringIntoView(messageId: string): void {
  const message = document.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`);
  const room = byId('scroller').clientHeight;
  message?.scrollIntoView({ block: message.offsetHeight > room ? 'start' : 'end' });
}

async function act({ act }: TourStep, stage: TourStage): Promise<void> {
  if ('say' in act) return stage.say(act.say);
  if ('publish' in act) return stage.publish(act.publish);
  if ('clock' in act) return stage.moveClock(act.clock);
  const newest = toPress(act);
  if (newest === undefined) throw new Error(`there is no ${actWords(act).exact} to press here`);
  newest.scrollIntoView({ block: 'nearest' });
  newest.click();
}

function toPress(act: Extract<TourAct, { press: string } | { react: 'first' }>): HTMLButtonElement | undefined {
  const messages = byId('messages');
  if ('react' in act) {
    const newest = [...messages.querySelectorAll('.reactions')].at(-1);
    return newest?.querySelector<HTMLButtonElement>('button.reaction') ?? undefined;
  }
  const buttons = [...messages.querySelectorAll<HTMLButtonElement>('button.component, button.reaction')];
  return buttons
    .filter((one) => !one.disabled && (one.getAttribute('aria-label') ?? one.textContent ?? '').includes(act.press))
    .at(-1);
}

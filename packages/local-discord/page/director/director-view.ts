import { button, byId, el } from '../elements/dom.ts';
import { type Request, wordsOf } from '../wire/rest.ts';
import type { Acts } from './director-paths.ts';

const FEED = [
  [null, 'Works'],
  [404, '404'],
  [429, '429'],
  [500, '500'],
  ['html', 'An HTML page'],
  ['hang', 'No answer'],
] as const;
const FAULTS = [
  ['drop-socket', 'Drop its socket'],
  ['forget-session', 'Forget its session'],
  [429, 'Answer 429'],
  [500, 'Answer 500'],
  ['lost-answer', 'Lose an answer'],
] as const;

export interface DirectorPanelParts {
  readonly request: Request;
  /** What can be done with the bot; other controls are not shown. */
  readonly acts: Acts;
  /** Suggested titles for a new entry. */
  readonly titles: readonly string[];
  /** Starts the guided tour; undefined when there is none. */
  readonly beginTour: (() => void) | undefined;
  /** Called with how far the bot's clock is ahead, in ms. */
  onMoved(aheadMs: number): void;
}

/** The acts of the director's panel, for the tour. They reject when they fail. */
export interface Director {
  publish(title: string): Promise<void>;
  moveClock(to: 'next-deadline' | number): Promise<void>;
}

/** The director's panel. */
export function showDirector({ request, acts, titles, beginTour, onMoved }: DirectorPanelParts): Director {
  const log = byId('director-log');
  const tell = (sentence: string, failed = false) =>
    log.prepend(el('li', { class: failed ? 'failure' : '' }, `${new Date().toLocaleTimeString()} ${sentence}`));
  const act = async (path: string, body: unknown, say: (answer: Record<string, unknown>) => string) =>
    tell(say((await request('POST', path, body)) as Record<string, unknown>));
  const ask: typeof act = (...call) =>
    act(...call).catch((error: unknown) => tell(`That did not work: ${wordsOf(error)}`, true));
  const section = (title: string, ...children: Node[]) => el('fieldset', {}, el('legend', {}, title), ...children);
  const row = (...children: Node[]) => el('div', { class: 'row' }, ...children);

  const title = el('input', {
    id: 'entry-title',
    list: 'entry-titles',
    required: true,
    maxlength: 200,
    value: titles[0],
  });
  const listed = (entry: Record<string, unknown>) => `“${entry.title}” is in the feed.`;
  const publish = el(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        void ask('/entry', { title: title.value }, listed);
      },
    },
    el('label', { for: 'entry-title' }, 'Title'),
    title,
    el('datalist', { id: 'entry-titles' }, ...titles.map((value) => el('option', { value }))),
    el('button', { class: 'primary' }, 'Publish'),
  );

  const feedButtons = FEED.map(([fail, label]) => {
    const choice = button({ 'aria-pressed': 'false', onclick: () => ask('/feed', { fail }, chosen) }, label);
    const chosen = () => {
      for (const other of feedButtons) other.setAttribute('aria-pressed', String(other === choice));
      return fail === null ? 'The feed works.' : `The feed now fails: ${label}.`;
    };
    return choice;
  });

  const moved = ({ nowMs }: Record<string, unknown>) => {
    onMoved(Number(nowMs) - Date.now());
    return `The bot's clock is at ${new Date(Number(nowMs)).toLocaleString()}.`;
  };
  const clock = (body: object, label: string) => button({ onclick: () => ask('/clock', body, moved) }, label);

  const times = el('input', { id: 'fault-times', type: 'number', min: 1, max: 1000, value: 1 });
  const faultButtons = FAULTS.map(([kind, label]) =>
    button(
      {
        onclick: () =>
          ask(
            '/fault',
            { kind, times: times.valueAsNumber },
            () => `Asked for: ${label.toLowerCase()}, ${times.value}×.`,
          ),
      },
      label,
    ),
  );

  const bot = (action: 'start' | 'stop' | 'kill', label: string, done: string) =>
    button(
      {
        onclick: () =>
          ask('/bot', { action }, () => {
            onMoved(0);
            return done;
          }),
      },
      label,
    );

  byId('director-acts').replaceChildren(
    ...(beginTour === undefined
      ? []
      : [
          section(
            'Guided tour',
            el('p', {}, 'Three minutes through everything, step by step.'),
            row(button({ class: 'primary', onclick: beginTour }, 'Start the tour')),
          ),
        ]),
    section('Publish an entry', publish),
    section(
      'The feed',
      row(...feedButtons),
      el('a', { href: '/director/feed.xml', target: '_blank', rel: 'noopener' }, 'See the feed'),
    ),
    ...(acts.clock
      ? [
          section(
            "The bot's clock",
            row(
              clock({ to: 'next-deadline' }, 'To the next deadline'),
              clock({ advanceSeconds: 3600 }, '1 hour on'),
              clock({ advanceSeconds: 86_400 }, '1 day on'),
            ),
          ),
        ]
      : []),
    section('Faults the bot meets', row(...faultButtons), el('label', { for: 'fault-times' }, 'How often'), times),
    ...(acts.bot
      ? [
          section(
            'The bot',
            row(
              bot('stop', 'Stop', 'The bot has stopped.'),
              bot('start', 'Start', 'The bot is starting.'),
              bot('kill', 'Kill', 'The bot was killed.'),
            ),
          ),
        ]
      : []),
  );

  return {
    publish: (wanted) => act('/entry', { title: wanted }, listed),
    moveClock: (to) => act('/clock', to === 'next-deadline' ? { to } : { advanceSeconds: to }, moved),
  };
}

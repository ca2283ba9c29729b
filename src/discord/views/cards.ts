import type { APIEmbed } from 'discord-api-types/v10';
import type {
  CharacterRef,
  CharacterView,
  EpisodeView,
  KnowledgeView,
  LocalText,
  MatchView,
  SlotView,
  Statement,
} from '../../domain/knowledge/view-types.ts';
import type { Say } from '../../i18n/sentences.ts';
import { plain, shortened } from '../markdown.ts';

/** What a card is drawn with: the cut knowledge, and the reader's language. */
export interface CardCall {
  readonly view: KnowledgeView;
  readonly say: Say;
  readonly language: string;
}

/** Discord's limits: https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const DESCRIPTION = 2000;
const FIELD = 1024;
const FIELDS = 25;

export interface Card {
  readonly embed: APIEmbed;
  /** An address to watch it at. */
  readonly watchUrl?: string;
}

/** The card of anything that has one; undefined when nothing by this id can be seen from here. */
export function cardOf(call: CardCall, kind: string, id: string): Card | undefined {
  const { view } = call;
  if (kind === 'character') return draw(view.character(id), (character) => characterCard(call, character));
  if (kind === 'episode') return draw(view.episode(id), (episode) => episodeCard(call, episode));
  if (kind === 'match') return draw(view.match(id), (match) => matchCard(call, match));
  return undefined;
}

function draw<Thing>(thing: Thing | undefined, by: (thing: Thing) => Card): Card | undefined {
  return thing === undefined ? undefined : by(thing);
}

function characterCard(call: CardCall, character: CharacterView): Card {
  const { say, view } = call;
  const matches = character.matchIds.flatMap((id) => view.match(id) ?? []);
  return {
    embed: embed(call, {
      title: `${character.emoji ?? ''} ${bothNames(call, character.name)}`.trim(),
      description: statements(call, character.about),
      ...(character.color === undefined ? {} : { color: character.color }),
      fields: [
        ...(character.status ? [{ name: say('know.status'), value: text(call, character.status.text) }] : []),
        ...character.profile.map(({ label, value }) => ({
          name: text(call, label),
          value: text(call, value),
          inline: true,
        })),
        ...(matches.length > 0
          ? [{ name: say('know.matches'), value: matches.map((match) => matchLine(call, match)).join('\n') }]
          : []),
      ],
    }),
  };
}

function episodeCard(call: CardCall, episode: EpisodeView): Card {
  const { say, view, language } = call;
  const label = text(call, episode.label);
  if (!episode.seen)
    return { embed: embed(call, { title: label, description: say('know.unseenEpisode'), fields: [] }) };

  const title = text(call, episode.title.value);
  const match = episode.matchId === undefined ? undefined : view.match(episode.matchId);
  const songs = episode.songIds.flatMap((id) => view.song(id) ?? []);
  const field = (name: string, value: string | undefined, inline = true) =>
    value === undefined || value === '' ? [] : [{ name, value, inline }];
  const card = embed(call, {
    title: title === label ? label : `${label} · ${title}`,
    description: statements(call, episode.about),
    fields: [
      ...field(say('know.song'), songs.map((song) => text(call, song.title)).join(', ')),
      ...field(say('know.released'), episode.released?.value),
      ...field(say('know.length'), episode.length?.value),
      ...field(say('know.featured'), episode.featured.map((who) => nameOf(call, who)).join(', ')),
      ...field(say('know.matches'), match && matchLine(call, match), false),
    ],
  });
  if (episode.video === undefined) return { embed: card };
  return { embed: card, watchUrl: `https://www.youtube.com/watch?v=${episode.video.value}&hl=${language}` };
}

function matchCard(call: CardCall, match: MatchView): Card {
  const { say, view } = call;
  const competition = view.competition(match.competitionId);
  return {
    embed: embed(call, {
      title: text(call, match.label),
      description: [
        match.slots.map((slot) => slotText(call, slot)).join('\n'),
        statements(call, match.about),
        match.result ? `**${say('know.result')}** · ${resultText(call, match)}` : '',
        match.result ? statements(call, match.result.about) : '',
      ]
        .filter((part) => part !== '')
        .join('\n\n'),
      fields: [
        ...(competition
          ? [{ name: text(call, competition.name), value: text(call, match.stage.label), inline: true }]
          : []),
        ...(match.episode ? [{ name: say('know.episode'), value: text(call, match.episode.label), inline: true }] : []),
      ],
    }),
  };
}

export function matchLine(call: CardCall, match: MatchView): string {
  const who = match.slots.map((slot) => slotText(call, slot)).join(' – ');
  const result = match.result ? ` · ${resultText(call, match)}` : '';
  return `**${text(call, match.label)}** · ${who}${result}`;
}

function slotText(call: CardCall, slot: SlotView): string {
  if (slot.contestant) return nameOf(call, slot.contestant);
  if (!slot.from) return call.say('know.unknownContestant');
  const match = text(call, slot.from.label);
  return slot.from.taking === 'winner' ? call.say('know.winnerOf', { match }) : call.say('know.loserOf', { match });
}

function resultText(call: CardCall, match: MatchView): string {
  const { result } = match;
  if (result === undefined) return call.say('know.notShown');
  const facts = { emoji: result.winner.emoji ?? '🏆', winner: text(call, result.winner.name) };
  if (result.score === undefined) return call.say('know.won', facts);
  const score = result.score.value
    .map(({ contestant, points }) => `${text(call, contestant.name)} ${points}`)
    .join(' : ');
  return call.say('know.wonScore', { ...facts, score });
}

function nameOf(call: CardCall, who: CharacterRef): string {
  return `${who.emoji ?? ''} ${text(call, who.name)}`.trim();
}

/** The name in the reader's language, and in the series' other languages beside it. */
function bothNames(call: CardCall, name: LocalText): string {
  const own = text(call, name);
  const others = call.view.languages.flatMap((language) => name[language] ?? []).filter((other) => other !== own);
  return [own, ...new Set(others)].join(' · ');
}

function statements(call: CardCall, all: readonly Statement[]): string {
  return all.map((statement) => text(call, statement.text)).join(' ');
}

/** Texts of the data are ours, but whoever adds a series writes for Discord's Markdown without knowing it. */
function text(call: CardCall, local: LocalText): string {
  return plain(call.view.textIn(local, call.language));
}

function embed(
  call: CardCall,
  parts: {
    title: string;
    description: string;
    color?: number;
    fields: { name: string; value: string; inline?: boolean }[];
  },
): APIEmbed {
  const { horizon } = call.view;
  const label = call.view.episodes.find((episode) => episode.id === horizon)?.label;
  const upTo = horizon === 'all' ? call.say('know.everything') : label && call.view.textIn(label, call.language);
  return {
    title: shortened(parts.title, 256),
    ...(parts.description === '' ? {} : { description: shortened(parts.description, DESCRIPTION) }),
    ...(parts.color === undefined ? {} : { color: parts.color }),
    fields: parts.fields.slice(0, FIELDS).map((field) => ({ ...field, value: shortened(field.value, FIELD) })),
    footer: { text: upTo === undefined ? call.say('know.nothingShown') : call.say('know.shownUpTo', { label: upTo }) },
  };
}

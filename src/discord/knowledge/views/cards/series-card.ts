import type { Reader } from '../../../contract/reader.ts';
import type { Card, Link } from './card.ts';
import { ACCENT } from './card.ts';
import {
  bare,
  bothNames,
  claimsOf,
  factClaim,
  marked,
  section,
  sentence,
  sentences,
  words,
  writtenDate,
} from './words.ts';

export function seriesCard(reader: Reader): Card {
  const { say, view, language } = reader;
  const { series } = view;
  const others = series.otherNames.map((name) => bothNames(reader, name));
  const credits = series.credits.map((own) => ({
    role: words(reader, own.role),
    name: words(reader, own.name),
    known: own,
  }));
  const works = series.works.map((work) => {
    const year = work.year === undefined ? '' : ` (${marked(writtenDate(work.year.value, language), work.year)})`;
    return `**${marked(words(reader, work.name), work.known)}**${year} · ${sentences(reader, work.about)}`;
  });
  const news = series.news.map((own) => {
    const date = own.date === undefined ? '' : `**${writtenDate(own.date, language)}** · `;
    return `${date}${sentence(reader, own)}`;
  });

  return {
    title: `✨ ${bothNames(reader, series.name)}`,
    color: ACCENT,
    lead: series.about.map((own) => sentence(reader, own)),
    sections: [
      ...section(say('know.nicknames'), others.length > 0 ? [others.join(', ')] : []),
      ...section(
        say('know.credits'),
        credits.map(({ role, name, known }) => `**${role}** · ${marked(name, known)}`),
      ),
      ...section(
        say('know.links'),
        series.links.map((own) => marked(`[${words(reader, own.label)}](${own.url})`, own)),
      ),
      ...section(say('know.news'), news),
      ...section(say('know.works'), works),
    ],
    links: [
      nextLink(reader),
      ...view.competitions.map((own) => ({ kind: 'bracket', id: own.id, label: bare(reader, own.name), emoji: '🏆' })),
    ],
    web: series.links.slice(0, 1).map((own) => ({ label: bare(reader, own.label), url: own.url })),
    claims: [
      ...claimsOf(reader, series.about),
      ...credits.map(({ role, name, known }) => factClaim(role, name, known)),
      ...series.links.map((own) => factClaim(say('know.links'), words(reader, own.label), own)),
      ...claimsOf(reader, series.news),
      ...series.works.flatMap((work) => [
        factClaim(say('know.works'), words(reader, work.name), work.known),
        ...claimsOf(reader, work.about),
      ]),
    ],
  };
}

function nextLink(reader: Reader): Link {
  return { kind: 'next', id: '-', label: reader.say('know.nextButton'), emoji: '▶️' };
}

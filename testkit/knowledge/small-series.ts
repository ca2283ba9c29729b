type Files = Record<string, unknown>;

const sources = ['programme'];

/**
 * An invented series that differs from the one the bot comes with: five contestants and a bye, a contestant whose name
 * is told late, a match for third place, matches without video, other languages. A fresh copy each time.
 */
export function smallSeries(): Files {
  const text = (fr: string, ja?: string) => (ja === undefined ? { fr } : { fr, ja });
  const fact = (value: unknown, after?: string) => ({ value, sources, ...(after && { after }) });
  const say = (fr: string, after?: string) => ({ text: text(fr), sources, ...(after && { after }) });
  const who = (contestant: string, after?: string) => ({ contestant, sources, ...(after && { after }) });
  const episode = (id: string, label: string, title: string, songs: string[] = []) => ({
    id,
    label: text(label),
    kind: 'match',
    title: fact(text(title)),
    songs,
    about: [say(`On y voit ${title}.`)],
  });

  return {
    series: {
      id: 'coupe-des-voix',
      languages: ['fr', 'ja'],
      name: fact(text('Coupe des voix', '声のカップ')),
      about: [say('Cinq voix, une coupe.')],
      credits: [],
      links: [],
      works: [],
      feed: { platform: 'youtube', handle: '@coupe', sources },
      profileLabels: { ville: text('Ville', '町') },
      patterns: [{ pattern: '^manche ?1$', episode: 'manche-1' }],
    },
    characters: [
      { id: 'elodie', name: fact(text('Élodie', 'エロディ')), emoji: '🦊', about: [say('Elle commence plus tard.')] },
      { id: 'zoe', name: fact(text('Zoé')), emoji: '🐝', about: [say('Elle chante vite.')] },
      { id: 'noel', name: fact(text('Noël')), emoji: '🦉', about: [say('Il chante bas.')] },
      { id: 'anais', name: fact(text('Anaïs')), emoji: '🐺', about: [say('Elle chante haut.')] },
      {
        id: 'masque',
        name: fact(text('Baptiste'), 'finale'),
        neutralName: text('La voix masquée'),
        spellings: ['Batiste'],
        emoji: '🎭',
        about: [say('Sous le masque, personne ne sait.'), say('Sous le masque: le frère de Zoé.', 'finale')],
        profile: [{ label: 'ville', value: text('Nantes'), sources, after: 'finale' }],
      },
    ],
    episodes: [
      episode('pilote', 'Pilote', 'Les cinq voix'),
      episode('manche-1', 'Manche 1', 'Le duel des frères', ['premiere-chanson']),
      episode('manche-2', 'Manche 2', 'Le vent tourne'),
      episode('finale', 'Finale', 'Tout est dit'),
    ],
    matches: {
      competitions: [
        {
          id: 'coupe',
          name: fact(text('La coupe')),
          stages: [
            { id: 'tour', label: text('Premier tour'), points: 5 },
            { id: 'demi', label: text('Demi-finale'), points: 10 },
            { id: 'petite-finale', label: text('Petite finale'), points: 10 },
            { id: 'finale', label: text('Finale'), points: 20 },
          ],
        },
      ],
      matches: [
        match('tour', 'tour', 1, 'Tour', [who('zoe'), who('noel')], {
          episode: 'manche-1',
          result: { winner: 'noel', sources },
        }),
        match('demi-1', 'demi', 2, 'Demi 1', [who('elodie'), { winnerOf: 'tour', sources }], {
          episode: 'manche-2',
          result: { winner: 'elodie', score: fact({ elodie: 12.5, noel: 9 }), sources },
        }),
        match('demi-2', 'demi', 3, 'Demi 2', [who('anais'), who('masque')], {
          result: { winner: 'masque', sources, after: 'manche-2', about: [say('Anaïs perd sa voix.')] },
        }),
        match('petite-finale', 'petite-finale', 4, 'Petite finale', [
          { loserOf: 'demi-1', sources },
          { loserOf: 'demi-2', sources },
        ]),
        match(
          'finale',
          'finale',
          5,
          'Finale',
          [
            { winnerOf: 'demi-1', sources },
            { winnerOf: 'demi-2', sources },
          ],
          { episode: 'finale', result: { winner: 'elodie', sources } },
        ),
      ],
    },
    songs: [{ id: 'premiere-chanson', title: fact(text('Première chanson')), kind: 'episode', singers: [] }],
    terms: [{ id: 'voix', name: fact(text('Voix', '声')), about: [say('Ce qui se mesure ici.')] }],
    sources: [{ id: 'programme', name: text('Le programme'), family: 'programme', reliability: 'high' }],
  };

  function match(id: string, stage: string, round: number, label: string, slots: object[], rest: object = {}) {
    return { id, competition: 'coupe', stage, round, label: text(label), slots, ...rest };
  }
}

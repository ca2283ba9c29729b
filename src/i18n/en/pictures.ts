/** What is written in pictures, and told instead of them. Read aloud, so without Markdown and emoji. */
export const pictures = {
  'picture.bracketOf': 'Bracket: {{competition}}',
  'picture.unknown': 'not known yet',
  'picture.winnerOf': 'winner of {{match}}',
  'picture.loserOf': 'loser of {{match}}',
  'picture.out': 'out',
  'picture.withoutVideo': 'no video',
  'picture.won': '{{winner}} won',
  'picture.wentOut': 'out: {{names}}',
  'picture.ownPicks': 'Your votes',
  'picture.crowdPicks': 'What most here voted for',
  'picture.foretold': 'Your bracket',
  'picture.ownPicked': 'your vote: {{name}}',
  'picture.crowdPicked': 'most votes: {{name}}',
  'picture.crowdShare': 'most votes: {{name}}, {{share}}',
  'picture.foretoldPicked': 'you expect {{name}}',
  'picture.guessed': '{{name}}, as you expect',
} as const;

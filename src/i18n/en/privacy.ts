export const privacy = {
  'privacy.title': 'What I keep about you',
  'privacy.horizon': 'How far you have watched, as you told me: so that nothing I show you spoils anything.',
  'privacy.noHorizon': 'You have not told me how far you have watched.',
  'privacy.votes_one':
    'One vote or bracket pick of yours, with when it was made: to count it and to explain your points.',
  'privacy.votes_other':
    '{{count}} votes and bracket picks of yours in {{servers}} servers, with when each was made: to count them and to explain your points.',
  'privacy.noVotes': 'No votes.',
  'privacy.made_one': 'One thing that you set up or decided, such as a poll or a subscription, and that it was you.',
  'privacy.made_other':
    '{{count}} things that you set up or decided, such as polls and subscriptions, and that it was you.',
  'privacy.why':
    'Of yourself I keep Discord’s number for your account, never your name, your messages, or what you looked up. It stays until you erase it, or until {{days}} days after I have left the server it belongs to.\n`/privacy export` gives you all of it as a file, `/privacy erase` erases it.',
  'privacy.file':
    'This is everything that I keep about you, as it is stored. It names polls you voted in, so it may spoil later episodes.',
  'privacy.fileAlt': 'Everything that is kept about you, as JSON',
  'privacy.eraseQuestion':
    'Shall I erase everything that I keep about you, in every server? How far you have watched, your brackets and your votes in open polls go. Votes that were counted stay as numbers, and your points as those of a former member: nobody can tell any more that they were yours. It cannot be undone.',
  'privacy.erase': 'Erase everything',
  'privacy.erased': 'Everything that I kept about you is erased.',
  'privacy.erasedVotes_one': 'Everything that I kept about you is erased; one vote of yours has no name any more.',
  'privacy.erasedVotes_other':
    'Everything that I kept about you is erased; {{count}} votes of yours are gone or have no name any more.',
  'privacy.reactionsLeft':
    'In these open polls I may not remove your reactions. Please take them off yourself: while they are there, they are a vote.',
  'privacy.reactionsElsewhere':
    'In these open polls your votes go within two minutes, and so do your reactions where I may remove them. If one is still there after that, please take it off yourself: while it is there, it is a vote.',
  'privacy.busy': 'Several people are asking the same just now. Please try again in a minute.',
} as const;

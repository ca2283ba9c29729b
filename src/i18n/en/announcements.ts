/** Announcements: subscriptions, what is posted, and how the feed is doing. */
export const announcements = {
  'announce.outEpisode': 'A new episode is out: **{{label}}**',
  'announce.outEntry': 'Something new is out.',
  'announce.watchFirst': 'Watch it before you read on.',
  'announce.watched': 'I have watched this',
  'announce.about': 'Why am I seeing this?',
  'announce.aboutText':
    'A moderator asked me to tell this channel about each new entry of a feed. They can change that with `/announce`.',
  'announce.here':
    'From now on {{channel}} hears of each new entry of {{feed}}. What is listed there now stays unannounced.',
  'announce.hereLater':
    'Noted for {{channel}}, but {{feed}} cannot be read right now ({{reason}}). I keep trying, and announce nothing older than my first look at it.',
  'announce.cannotPost': 'I cannot announce in {{channel}}: there I lack {{permissions}}.',
  'announce.noForum': 'I cannot announce in a forum. Pick a text or announcement channel, or a thread.',
  'announce.notAnAddress':
    '“{{typed}}” is not an address I can read. Give the address of a feed, or a YouTube channel’s id, address or @handle.',
  'announce.refusedAddress': 'I do not read feeds from private or local addresses.',
  'announce.notFound':
    'I could not turn “{{typed}}” into a feed. Please give the channel’s id (it begins with UC) or the address of its feed.',
  'announce.unreachable':
    'YouTube does not tell me the channel behind “{{typed}}” right now. Please give the channel’s id (it begins with UC), or try later.',
  'announce.hidesNewest':
    'Careful: this playlist adds new videos at its end, and YouTube lists only the first fifteen, so new ones may never show up.',
  'announce.already': '{{channel}} hears of that feed already.',
  'announce.stopped': 'Stopped: {{channel}} hears no more of {{feed}}.',
  'announce.noSuch': 'There is no such subscription here. Pick one from the list.',
  'announce.none': 'Nothing is announced in this server. Begin with `/announce here`.',
  'announce.status': 'Announcements of this server',
  'announce.statusLine': '{{channel}} ← {{feed}}',
  'announce.lastSuccess': 'last read {{when}}',
  'announce.neverRead': 'never read yet',
  'announce.nextRead': 'next look {{when}}',
  'announce.failing': 'cannot be read since {{when}} ({{reason}})',
  'announce.owed_one': '{{count}} announcement waits: {{reason}}',
  'announce.owed_other': '{{count}} announcements wait: {{reason}}',
  'announce.amountEverything': 'everything, with a preview',
  'announce.amountTitle': 'the title',
  'announce.amountOut': 'only that something is out',
} as const;

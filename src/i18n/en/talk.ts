/** What is said around every answer: faults, and what the bot is. */
export const talk = {
  'talk.apology':
    'Something went wrong on my side, and nothing was changed. If it keeps happening, give whoever runs me this number: `{{id}}`.',
  'talk.oldButton':
    'That button comes from an older version of me and does nothing any more. Please use the command again.',
  'talk.changedCommand': 'That command has changed in the meantime. Please type it again.',
  'talk.serversOnly': 'That only works in a server.',
  'talk.help': 'What I can do',
  'talk.helpMembers': 'For everyone',
  'talk.helpModerators': 'For moderators',
  'talk.helpOnMessage': '**{{name}}** (in a message’s menu, under Apps) {{about}}',
  'talk.helpFooter': 'I never tell more than you have watched: set it with {{command}}.',
  'permission.viewChannel': 'View Channel',
  'permission.sendMessages': 'Send Messages',
  'permission.sendInThreads': 'Send Messages in Threads',
  'permission.embedLinks': 'Embed Links',
  'permission.readHistory': 'Read Message History',
  'permission.addReactions': 'Add Reactions',
} as const;

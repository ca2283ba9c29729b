/** What is said around every answer: faults, and what the bot is. */
export const talk = {
  'talk.apology':
    'Something went wrong on my side, and nothing was changed. If it keeps happening, give whoever runs me this number: `{{id}}`.',
  'talk.noLongerAllowed': 'You may not use `/{{command}}` here any more, so nothing was done.',
  'talk.apologyUnsure':
    'Something went wrong on my side. If this was meant to change something, please look whether it did before you try again. If it keeps happening, give whoever runs me this number: `{{id}}`.',
  'talk.answerLost':
    'That was done, but my answer got lost on its way to you. If you need to ask whoever runs me about it, this is its number: `{{id}}`.',
  'talk.damaged':
    'Something I keep for this cannot be read any more, so I left it as it is. Nothing else is affected. Please give whoever runs me this number: `{{id}}`.',
  'talk.oldButton':
    'That button comes from an older version of me and does nothing any more. Please use the command again.',
  'talk.changedCommand': 'That command has changed in the meantime. Please type it again.',
  'talk.serversOnly': 'That only works in a server.',
  'talk.help': 'What I can do',
  'talk.helpMembers': 'For everyone',
  'talk.helpModerators': 'For moderators',
  'talk.helpOnMessage': '**{{name}}** (in a message’s menu, under Apps) {{about}}',
  'talk.helpFooter': 'I never tell more than you have watched: set it with {{command}}.',
  'refusal.channelGone': 'the channel does not exist any more',
  'refusal.messageGone': 'the message was deleted',
  'refusal.noAccess': 'I cannot see the channel',
  'refusal.noPermission': 'I lack a permission there',
  'refusal.noHistory': 'I may not read the channel’s history, so I cannot tell whether it was posted already',
  'refusal.wrongKind': 'that kind of channel does not take it',
  'refusal.threadLocked': 'the thread is locked or archived',
  'refusal.threadsFull': 'the server has as many open threads as Discord allows',
  'refusal.reactionsFull': 'the message carries as many different reactions as Discord allows',
  'refusal.tooOften': 'Discord asks me to wait a while',
  'refusal.unfit': 'Discord does not take a message like that',
  'refusal.blocked': 'a filter of this server or of Discord blocks the text',
  'refusal.outage': 'Discord has trouble of its own (error {{status}})',
  'refusal.unreachable': 'Discord did not answer (“{{words}}”)',
  'refusal.unknown': 'Discord says “{{words}}” (code {{code}})',
  'permission.viewChannel': 'View Channel',
  'permission.sendMessages': 'Send Messages',
  'permission.sendInThreads': 'Send Messages in Threads',
  'permission.embedLinks': 'Embed Links',
  'permission.readHistory': 'Read Message History',
  'permission.addReactions': 'Add Reactions',
} as const;

/** The greeting in a server. */
export const greeting = {
  'greeting.hello':
    'Hello! I am here for **{{series}}**: I look things up, hold predictions on its matches and announce new episodes, and I never show more than people here have watched.',
  'greeting.begin':
    'Until I know how far that is, I answer everyone privately. Whoever manages this server can tell me below; every step can be skipped.',
  'greeting.setUp': 'Set up',
} as const;

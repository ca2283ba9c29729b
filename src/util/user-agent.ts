/** The User-Agent for every server that is read from. */
export const USER_AGENT = 'Clematis/0.1.0 (a Discord bot that announces new episodes)';

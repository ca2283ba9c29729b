import '@skyra/discord-components-core/discord-attachments.js';
import '@skyra/discord-components-core/discord-embed-description.js';
import '@skyra/discord-components-core/discord-embed-footer.js';
import '@skyra/discord-components-core/discord-mention.js';
import '@skyra/discord-components-core/discord-messages.js';
import '@skyra/discord-components-core/discord-quote.js';
import '@skyra/discord-components-core/discord-spoiler.js';
import { DiscordAuthorInfo } from '@skyra/discord-components-core/discord-author-info.js';
import { DiscordCommand } from '@skyra/discord-components-core/discord-command.js';
import { DiscordEmbed } from '@skyra/discord-components-core/discord-embed.js';
import { DiscordMessage } from '@skyra/discord-components-core/discord-message.js';
import { DiscordReply } from '@skyra/discord-components-core/discord-reply.js';
import { DiscordSystemMessage } from '@skyra/discord-components-core/discord-system-message.js';
import { DiscordThread } from '@skyra/discord-components-core/discord-thread.js';

/**
 * The parts a message is made of, as far as the library has them for everybody. Not taken are
 * - its buttons, reactions, selects, modals and files: keyboard or screen reader cannot use them or learn their state;
 * - titles and pictures of its embeds, and fields: no formatting, no alt text, three columns on a phone as well;
 * - its line below a private message: no keyboard reaches the button in it;
 * - its links, code, moments and headings: hard to read on a light ground, or out of the order of the page's headings.
 *
 * Mended in the others: colours with too little contrast, and lines that run out of a narrow page.
 */
const MENDS: readonly (readonly [part: { readonly elementStyles: unknown[] }, css: string])[] = [
  [DiscordAuthorInfo, '.discord-author-username { font-weight: 600 !important; }'],
  [
    DiscordCommand,
    `.discord-slash-command-name { background: var(--mention) !important; }
    .discord-slash-command-name > * { color: var(--mention-text); }
    .discord-replied-message-username { opacity: 1; }`,
  ],
  [
    DiscordEmbed,
    `.discord-left-border { background: var(--edge, var(--line)) !important; }
    .discord-embed-wrapper { background: var(--side) !important; border-color: var(--line) !important; }`,
  ],
  [
    DiscordMessage,
    `.discord-message-timestamp, .discord-message-edited { color: var(--soft) !important; }
    .discord-message-body-only-indent { flex: none; width: 56px; margin: 0; }
    .discord-message-content { min-width: 0; }`,
  ],
  [
    DiscordReply,
    `.discord-replied-message-username { color: var(--text) !important; opacity: 1; }
    .discord-replied-message-content { min-width: 0; overflow: hidden; }`,
  ],
  [DiscordSystemMessage, '.discord-message-timestamp { color: var(--soft) !important; }'],
  [DiscordThread, '.discord-thread-cta { color: var(--link) !important; }'],
];

for (const [part, css] of MENDS) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  part.elementStyles.push(sheet);
}

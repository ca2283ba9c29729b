import { UserError } from '../../i18n/user-error.ts';
import type { Using } from '../contract/command.ts';
import { plain } from '../contract/markdown.ts';

/**
 * The address of the feed that a moderator gave, by default the series' own. While YouTube does not tell a channel's
 * feed, it is the address of the channel's page; the feed is found as soon as YouTube answers.
 *
 * @throws UserError when there is no such feed
 */
export async function feedNamed(
  { services }: Pick<Using<'episodes' | 'resolveFeed'>, 'services'>,
  typed: string | undefined,
): Promise<string> {
  const { url, channelId, handle } = services.episodes.seriesFeed();
  const wanted = typed ?? url ?? channelId ?? handle;
  const found = await services.resolveFeed(wanted);
  if ('url' in found) return found.url;
  if (found.failure === 'unreachable') return found.page;
  const facts = { typed: plain(wanted) };
  throw new UserError((say) => {
    return found.failure === 'not-an-address' ? say('announce.notAnAddress', facts) : say('announce.notFound', facts);
  });
}

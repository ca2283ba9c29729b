import { UserError } from '../../i18n/user-error.ts';
import type { Using } from '../contract/command.ts';
import { plain } from '../contract/markdown.ts';

/**
 * The address of the feed that a moderator gave, or of the series' own. Where YouTube does not tell the channel right now
 * it is that of the channel's page: subscribed to, its feed is found as soon as YouTube tells. @throws UserError
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

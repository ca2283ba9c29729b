import { UserError } from '../../i18n/user-error.ts';
import type { Call } from '../command.ts';
import { plain } from '../markdown.ts';

/** The address of the feed that a moderator gave, or of the series' own. @throws UserError */
export async function feedNamed({ services }: Pick<Call, 'services'>, typed: string | undefined): Promise<string> {
  const { url, channelId, handle } = services.episodes.seriesFeed();
  const wanted = typed ?? url ?? channelId ?? handle;
  const found = await services.resolveFeed(wanted);
  if ('url' in found) return found.url;
  const facts = { typed: plain(wanted) };
  throw new UserError((say) => {
    if (found.failure === 'not-an-address') return say('announce.notAnAddress', facts);
    return found.failure === 'unreachable' ? say('announce.unreachable', facts) : say('announce.notFound', facts);
  });
}

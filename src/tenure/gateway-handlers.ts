import type { GatewayGuildCreateDispatchData } from 'discord-api-types/v10';
import type { CatchingUp } from '../discord/gateway/catching-up.ts';
import type { GatewayHandlers } from '../discord/gateway/handlers.ts';
import type { Router } from '../discord/interactions/router.ts';
import type { createReactionHandlers } from '../discord/polls/reactions.ts';
import { whereToGreet } from '../discord/setup/where-to-greet.ts';
import { languageOf } from '../i18n/sentences.ts';
import type { AtWork } from '../services/create-services.ts';
import type { RetryOnChange } from '../services/retry-on-change.ts';
import type { Log } from '../util/log.ts';
import type { Meter } from '../util/meter.ts';

/** Handlers for the events of Discord's gateway. */
export function createGatewayHandlers(parts: {
  readonly work: Pick<AtWork, 'services' | 'privacy' | 'greetings'>;
  readonly router: Pick<Router, 'handle'>;
  readonly reactions: ReturnType<typeof createReactionHandlers>;
  readonly catchingUp: CatchingUp;
  readonly retryOnChange: Pick<RetryOnChange, 'onRightsChanged'>;
  /** The bot's own user id. */
  readonly ownId: () => string;
  readonly meter: Meter;
  readonly log: Log;
}): GatewayHandlers {
  const { work, router, reactions, catchingUp, retryOnChange, ownId, meter, log } = parts;

  /** A server that was listed when the session began, or comes back from an outage, is not new. */
  function greet(guild: GatewayGuildCreateDispatchData): void {
    const failed = (err: unknown) => log.error({ err, guildId: guild.id }, 'A server could not be greeted');
    const { id, preferred_locale: locale } = guild;
    work.greetings.joined(id, languageOf(locale), whereToGreet(guild, ownId())).catch(failed);
  }

  return {
    ...reactions,
    onReady(data, shard) {
      meter.connection('began');
      work.privacy.sessionBegan(
        shard,
        data.guilds.map(({ id }) => id),
      );
      catchingUp.onReady(data, shard);
    },
    onGuild(guildId, guild) {
      const isNew = work.privacy.joined(guildId);
      catchingUp.onGuild(guildId);
      if (isNew) greet(guild);
    },
    onGuildGone(guildId, outage) {
      if (!outage) work.privacy.left(guildId);
      catchingUp.onGuildGone(guildId, outage);
    },
    onRightsChanged: retryOnChange.onRightsChanged,
    onRoleGone(guildId, roleId) {
      const failed = (err: unknown) => log.error({ err, guildId, roleId }, 'That a role is gone could not be kept');
      work.services.polls.roles.roleGone(guildId, roleId).catch(failed);
    },
    onInteraction: router.handle,
  };
}

import './messages/discord-parts.ts';
import { type Chat, type ChatParts, openChat } from './chat/chat.ts';
import { createDirectorRequest, fetchActs, fetchScript, waitForWorld } from './director/director-paths.ts';
import { showDirector } from './director/director-view.ts';
import { createTour } from './director/tour-view.ts';
import { byId, el } from './elements/dom.ts';
import { createDrawers } from './elements/drawers.ts';
import { followTheme } from './elements/parts.ts';
import { refreshMoments } from './messages/markdown-view.ts';

const MOMENTS_EVERY_MS = 1000;

await start();

/** Puts the page together. Person and channel are kept in the address, so that they survive a reload. */
async function start(): Promise<void> {
  let aheadMs = 0;
  let chat: Chat | undefined;
  let tour: { begin(): void } | undefined;
  const botNowMs = () => Date.now() + aheadMs;
  const drawers = createDrawers();
  followTheme();
  const request = createDirectorRequest();
  const [script, acts] = await Promise.all([fetchScript(request), fetchActs(request)]);
  const director = showDirector({
    request,
    acts,
    titles: script.titles,
    beginTour: script.tour.length === 0 ? undefined : () => tour?.begin(),
    onMoved(ahead) {
      aheadMs = ahead;
      byId('clock').textContent =
        Math.abs(ahead) < MOMENTS_EVERY_MS ? '' : `The bot's time: ${new Date(botNowMs()).toLocaleString()}`;
      refreshMoments(botNowMs());
    },
  });
  setInterval(() => refreshMoments(botNowMs()), MOMENTS_EVERY_MS);

  const world = await waitForWorld(request, (why) => {
    byId('connection').textContent = `${why}…`;
  });
  byId('connection').textContent = '';

  const select = byId('person') as HTMLSelectElement;
  select.replaceChildren(
    ...world.people.map(({ id, name, moderator }) =>
      el('option', { value: id }, moderator ? `${name} (moderator)` : name),
    ),
  );
  const [personName, channelName] = decodeURIComponent(location.hash.slice(1)).split('/');
  let channel: ChatParts['channel'] = channelName;
  select.value = (world.people.find(({ name }) => name === personName) ?? world.people[0])?.id ?? '';

  async function become(): Promise<void> {
    const person = world.people.find(({ id }) => id === select.value);
    if (!person) return;
    chat?.close();
    chat = undefined;
    byId('messages').replaceChildren();
    byId('channels').replaceChildren();
    chat = await openChat({
      world,
      person,
      channel,
      botNowMs,
      onChannel(name) {
        channel = name;
        history.replaceState(null, '', `#${encodeURIComponent(person.name)}/${encodeURIComponent(name)}`);
        drawers.closeCovering('channels');
      },
    });
  }
  select.addEventListener('change', become);
  await become();

  tour = createTour(script.tour, {
    async go(name, channelName) {
      drawers.closeCovering('director');
      const person = world.people.find((one) => one.name === name);
      if (!person) throw new Error(`There is nobody called ${name} here`);
      if (select.value !== person.id || !chat) {
        select.value = person.id;
        await become();
      }
      await chat?.ready;
      chat?.open(channelName);
    },
    say: async (text) => chat?.say(text),
    publish: director.publish,
    moveClock: director.moveClock,
    messages: (name) => chat?.messages(name) ?? [],
  });
}

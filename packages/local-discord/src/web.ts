import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { readPageFile } from './page-files.ts';
import { isFromHere } from './server.ts';
import type { Store } from './world/store.ts';

type Routes = Hono<{ Bindings: HttpBindings }>;

export interface WebParts {
  readonly store: Store;
  readonly rest: Routes;
  readonly director: Routes | undefined;
  /** The folder of the page, if there is one. */
  readonly pageDir: string | undefined;
  /** The server's own address, known once it listens. */
  url(): string;
}

/** Everything served by HTTP: the API, the director's routes, files, emoji and the page. */
export function createWeb({ store, rest, director, pageDir, url }: WebParts): Routes {
  const app: Routes = new Hono();
  app.use(async (c, next) => {
    if (!isFromHere({ host: c.req.header('host'), origin: c.req.header('origin') })) {
      return c.text('Only this machine may ask, and no page of another origin.', 403);
    }
    return next();
  });
  app.route('/', rest);
  if (director) app.route('/director', director);
  app.get('/attachments/*', (c) => {
    const file = store.files.read(new URL(c.req.url).pathname);
    return file ? c.body(new Uint8Array(file.bytes), 200, { 'content-type': file.contentType }) : c.notFound();
  });
  app.get('/emojis/:file', (c) => {
    const image = store.emojis.get(c.req.param('file').replace(/\.\w+$/, ''))?.image;
    return image ? c.body(new Uint8Array(image.bytes), 200, { 'content-type': image.contentType }) : c.notFound();
  });
  if (pageDir !== undefined) {
    // Redirects to the server's own address: at `localhost` the page's requests would come from another origin.
    app.get('/', (c) => c.redirect(`${url()}/page/index.html`));
    app.get('/page/*', async (c) => {
      const file = await readPageFile(pageDir, decodeURIComponent(c.req.path.slice('/page/'.length)));
      return file ? c.body(file.bytes, 200, { 'content-type': file.type }) : c.notFound();
    });
  }
  return app;
}

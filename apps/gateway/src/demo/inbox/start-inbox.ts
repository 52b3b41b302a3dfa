import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type { CaughtMail, MailCatcher } from '../mail-catcher.ts';
import { listPage, lostPage, mailPage, type MailView } from './inbox-pages.ts';

/** The inbox, to be looked at in a browser on this machine. */
export interface Inbox {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a catcher's mails, as they come in, on a free port of 127.0.0.1. */
export async function startInbox(catcher: Pick<MailCatcher, 'mails'>): Promise<Inbox> {
  const server = createServer(inboxApp(catcher));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Mail is written by strangers: in its frame nothing runs, nothing is fetched, and nothing leads anywhere. */
const MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  'sandbox',
].join('; ');

function inboxApp({ mails }: Pick<MailCatcher, 'mails'>): Express {
  const app = express().disable('x-powered-by').disable('etag');
  app.use(onlyThisMachine, pageHeaders());
  app.get('/', (_request: Request, response: Response) => {
    response.send(mailPage(mails, mails.at(-1) ?? null, 'html'));
  });
  app.get('/list', (request: Request, response: Response) => {
    response.send(listPage(mails, Number(request.query.shown)));
  });
  const css = readFileSync(new URL('./inbox.css', import.meta.url), 'utf8');
  app.get('/inbox.css', (_request: Request, response: Response) => {
    response.type('text/css').send(css);
  });
  for (const [path, show] of Object.entries(VIEWS)) {
    app.get(`/mails/:number${path}`, (request: Request<{ number: string }>, response: Response, next) => {
      const mail = mails[Number(request.params.number) - 1];
      if (mail === undefined) next();
      else show(response, mail, mails);
    });
  }
  app.use((_request: Request, response: Response) => {
    response.status(404).send(lostPage());
  });
  return app;
}

type Show = (response: Response, mail: CaughtMail, mails: readonly CaughtMail[]) => void;

/** What there is of one mail, by the end of its path. */
const VIEWS: Readonly<Record<string, Show>> = {
  '': showPage('html'),
  '/as-text': showPage('text'),
  '/html': (response, { html }) => {
    response.set('Content-Security-Policy', MAIL_POLICY).send(html);
  },
  '/text': (response, { text }) => {
    response.type('text/plain').send(text);
  },
  '/source': (response, { number, raw }) => {
    response
      .attachment(`mail-${String(number)}.eml`)
      .type('message/rfc822')
      .send(raw);
  },
};

function showPage(view: MailView): Show {
  return (response, mail, mails) => {
    response.send(mailPage(mails, mail, view));
  };
}

/** A page elsewhere could point a name of its own at 127.0.0.1 and read along (DNS rebinding): only ours are answered. */
const onlyThisMachine: RequestHandler = (request, response, next) => {
  if (/^(?:127\.0\.0\.1|localhost):\d+$/.test(request.headers.host ?? '')) next();
  else response.status(421).send(lostPage());
};

function pageHeaders(): RequestHandler {
  return helmet({
    // Sandboxed mail is another origin within the page's own cluster: asking for one apart only makes browsers complain.
    originAgentCluster: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'self'"],
      },
    },
  });
}

import { Secret, toAppError, type Language, type Logger, type ShownLink } from '@postern/core';
import type { Request } from 'express';
import { z } from 'zod';
import { endUnread } from '../../http/end-unread.ts';
import { readForm } from '../../http/read-form.ts';
import type { Reply } from '../../http/reply.ts';
import { PROBLEMS, type ProblemCode } from '../../problems.ts';
import type { FormGuard } from './form-guard.ts';
import type { LinkDoor } from './link-door.ts';
import { createLinkPages, type LinkForm, type LinkPages } from './link-pages.ts';
import type { LinkTrouble } from './link-texts.ts';

/** What the routes need. */
export interface LinkRouteDeps {
  readonly links: LinkDoor;
  readonly guard: FormGuard;
  readonly logger: Logger;
}

type LinkRequest = Request<{ token: string }>;
type LinkHandler = (request: LinkRequest, response: Reply) => Promise<void>;

const formSchema = z.object({ guard: z.string(), secret: z.string().default('') });

/**
 * `/links/:token`: `GET` shows what a link is for and changes nothing, since mail scanners and chat programs open links too;
 * `POST` uses it. The token is in the path alone and goes into no log, no metric and no body.
 */
export function linkRoutes({ links, guard, logger }: LinkRouteDeps): {
  readonly GET: LinkHandler;
  readonly POST: LinkHandler;
} {
  const pages = createLinkPages();
  const showForm = (
    request: LinkRequest,
    response: Reply,
    { link, wrong }: Omit<LinkForm, 'guard'>,
  ): void => {
    sendPage(response, pages, pages.form({ link, guard: guard.issue(request, response), wrong }));
  };
  const showTrouble = (response: Reply, trouble: LinkTrouble, language: Language): void => {
    response.locals.fields = { outcome: trouble };
    sendPage(response.status(STATUSES[trouble]), pages, pages.trouble(trouble, language, null));
  };
  /** People who came by a link get a page for every fault too. */
  const handled =
    (handler: LinkHandler): LinkHandler =>
    async (request, response) => {
      try {
        await handler(request, response);
      } catch (thrown) {
        const { requestId } = response.locals;
        const error = toAppError(thrown);
        logger.error({ requestId, code: error.code, error }, 'Request failed inside');
        response.locals.problem = error.code;
        const { status, retryAfter } = PROBLEMS[error.code];
        if (retryAfter !== null) response.set('Retry-After', String(retryAfter));
        sendPage(response.status(status), pages, pages.trouble('failed', languageOf(request), requestId));
      }
    };

  async function submit(
    response: Reply,
    { token, link, secret }: { readonly token: Secret; readonly link: ShownLink; readonly secret: Secret },
  ): Promise<Omit<LinkForm, 'guard'> | null> {
    if (link.kind === 'arrival') {
      const { outcome } = await links.confirm(token);
      if (outcome === 'not-open') showTrouble(response, outcome, link.language);
      else sendPage(response, pages, pages.confirmed(link));
      return null;
    }
    const submission = await links.submit(token, secret);
    const { outcome } = submission;
    response.locals.fields = { outcome };
    switch (outcome) {
      case 'invalid':
        return { link, wrong: submission.fault };
      case 'saved':
        sendPage(response, pages, pages.saved(link, submission.drafted));
        return null;
      case 'conflict':
        showTrouble(response, 'outdated', link.language);
        return null;
      case 'not-open':
      case 'not-allowed':
      case 'refused':
        showTrouble(response, outcome, link.language);
        return null;
      default:
        return outcome satisfies never;
    }
  }

  return {
    GET: handled(async (request, response) => {
      const link = await links.open(new Secret(request.params.token));
      if (link.kind === 'not-open') showTrouble(response, 'not-open', languageOf(request));
      else if (link.kind === 'secret' && link.outdated) showTrouble(response, 'outdated', link.language);
      else showForm(request, response, { link, wrong: null });
    }),

    POST: handled(async (request, response) => {
      const reading = await readForm(request, response);
      const form = reading.ok ? formSchema.safeParse(reading.fields) : null;
      if (!reading.ok || form?.success !== true) {
        const problem: ProblemCode = reading.ok ? 'request-malformed' : reading.problem;
        response.locals.problem = problem;
        const page = pages.trouble('unreadable', languageOf(request), null);
        sendPage(response.status(PROBLEMS[problem].status), pages, page);
        return;
      }
      const token = new Secret(request.params.token);
      const link = await links.open(token);
      if (link.kind === 'not-open') {
        showTrouble(response, 'not-open', languageOf(request));
        return;
      }
      if (!guard.holds(request, form.data.guard)) {
        showForm(request, response.status(403), { link, wrong: 'stale' });
        return;
      }
      const again = await submit(response, { token, link, secret: new Secret(form.data.secret) });
      if (again !== null) showForm(request, response.status(422), again);
    }),
  };
}

const STATUSES: Readonly<Record<LinkTrouble, number>> = {
  'not-open': 404,
  outdated: 409,
  'not-allowed': 403,
  refused: 422,
  unreadable: 400,
  failed: 500,
};

/** Whose link it is cannot be known while it is not open: the browser says what its person reads. */
function languageOf(request: LinkRequest): Language {
  return request.acceptsLanguages('en', 'fr') === 'fr' ? 'fr' : 'en';
}

function sendPage(response: Reply, { policy }: LinkPages, html: string): void {
  response.set({
    'Content-Security-Policy': policy,
    'Cache-Control': 'no-store',
    // The address is the secret: it must not travel on to wherever somebody goes from here, nor into an index.
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex, nofollow',
  });
  response.type('html');
  endUnread(response, html);
}

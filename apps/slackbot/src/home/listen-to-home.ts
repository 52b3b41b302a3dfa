import type { App, BlockButtonAction } from '@slack/bolt';
import type { Desk } from '../desk.ts';
import type { InFlight } from '../in-flight.ts';
import { HOME_PAGES } from './home-view.ts';
import { publishHome } from './publish-home.ts';

/** Shows the Home tab when it is opened, and its pages. */
export function listenToHome(app: App, desk: Desk, inFlight: InFlight): void {
  app.event('app_home_opened', ({ event, body, client }) =>
    inFlight.run(async () => {
      if (event.tab !== 'home') return;
      const user = { teamId: body.team_id, userId: event.user, channelId: '' };
      await publishHome(desk, { user, page: '', client });
    }),
  );
  for (const id of Object.values(HOME_PAGES)) {
    app.action<BlockButtonAction>(id, ({ body, payload, ack, client }) =>
      inFlight.run(async () => {
        await ack();
        const teamId = body.team?.id ?? body.user.team_id ?? '';
        const user = { teamId, userId: body.user.id, channelId: '' };
        await publishHome(desk, { user, page: payload.value ?? '', client });
      }),
    );
  }
}

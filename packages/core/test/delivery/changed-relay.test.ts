import { describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../src/kernel/clock.ts';
import { deliveryHouse } from './delivery-house.ts';
import { connectionRefused, heldBack } from './scripted-transport.ts';

const DEAD = 'acme.relay.example';

describe('a relay that is not reached, once the settings name another one', () => {
  it('keeps no mail waiting for its next try', async () => {
    const house = deliveryHouse();
    const acme = await house.organizationWithRelay('acme');
    house.transport.behave(DEAD, connectionRefused);
    await house.queue(acme, ['ops@acme.example']);
    const dispatcher = house.worker();
    dispatcher.start();
    await house.timers.advance(3 * HOUR);
    await house.settings(acme, { smtpHost: 'new.relay.example' });
    dispatcher.wake();
    await house.timers.advance(2 * SECOND);
    expect(await house.states()).toEqual({ delivered: 1 });
  });

  it('does not go on resting in the place of the new one', async () => {
    const house = deliveryHouse();
    const acme = await house.organizationWithRelay('acme');
    house.transport.behave(DEAD, connectionRefused);
    await house.queue(acme, ['ops@acme.example']);
    const dispatcher = house.worker();
    dispatcher.start();
    await house.timers.advance(SECOND);
    await house.settings(acme, { smtpHost: 'new.relay.example' });
    await house.queue(acme, ['second@acme.example']);
    dispatcher.wake();
    await house.timers.advance(2 * SECOND);
    expect(await house.states()).toEqual({ delivered: 2 });
  });

  it('passes on what was just being tried', async () => {
    const house = deliveryHouse();
    const acme = await house.organizationWithRelay('acme');
    const dead = heldBack();
    house.transport.behave(DEAD, dead.behaviour);
    await house.queue(acme, ['ops@acme.example']);
    house.worker().start();
    await house.timers.advance(SECOND);
    await house.settings(acme, { smtpHost: 'new.relay.example' });
    dead.answer(connectionRefused());
    await house.timers.advance(2 * SECOND);
    expect(await house.states()).toEqual({ delivered: 1 });
  });
});

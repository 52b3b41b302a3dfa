import { createHmac } from 'node:crypto';
import { Secret, type Clock } from '@postern/core';
import { Webhook } from 'standardwebhooks';
import type { DemoSample } from './demo-sample.ts';

/** What neither endpoint has as its secret. */
const WRONG = new Secret(`whsec_${Buffer.alloc(32).toString('base64')}`);

/** The headers that the sample's sender would send, signed the way that sender signs. */
export function signSample(sample: DemoSample, secret: Secret, clock: Clock): Record<string, string> {
  const key = sample.signature === 'right' ? secret : WRONG;
  return {
    'content-type': 'application/json',
    ...(sample.sender === 'orchestrator'
      ? { 'x-uipath-signature': uipathSignature(sample.body, key) }
      : standardHeaders(sample, key, clock)),
  };
}

/** Base64 of HMAC-SHA256 over the raw bytes. */
function uipathSignature(body: string, key: Secret): string {
  return createHmac('sha256', key.expose()).update(body).digest('base64');
}

/** Signed by the reference implementation, not by code of ours that could share a mistake with what verifies it. */
function standardHeaders({ id, body }: DemoSample, key: Secret, clock: Clock): Record<string, string> {
  const seconds = Math.floor(clock.now() / 1_000);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': new Webhook(key.expose()).sign(id, new Date(seconds * 1_000), body),
  };
}

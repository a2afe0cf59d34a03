import { createClient, type Client, type Transport } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { BadezimmerService } from '../gen/badezimmer_pb';

export type Gateway = Client<typeof BadezimmerService>;

/** Where the gateway is: what the page's meta tag says, then what the build says, then where the page came from. */
export function gatewayUrl(page: Document = document): string {
  const meta = page.querySelector<HTMLMetaElement>('meta[name="badezimmer-gateway"]')?.content.trim();
  return (meta || import.meta.env.VITE_GATEWAY_URL || page.location.origin).replace(/\/+$/, '');
}

export function gateway(transport: Transport = createGrpcWebTransport({ baseUrl: gatewayUrl() })): Gateway {
  return createClient(BadezimmerService, transport);
}

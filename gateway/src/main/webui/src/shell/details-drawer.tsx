import * as Dialog from '@radix-ui/react-dialog';
import { timestampMs } from '@bufbuild/protobuf/wkt';
import { X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { Facts, labelOf, valueOf } from '../cards/properties';
import { reasonOf } from '../cards/header';
import { Ago } from '../format/ago';
import { TransportProtocol } from '../gen/badezimmer_pb';
import { useSpeech } from '../i18n/react';
import type { Entry } from '../live/picture';
import { useEntry, useFresh } from '../live/react';
import { Changes } from './changes';

/** Everything about one device, at the side of the page; on a phone, from below. */
export default function DetailsDrawer({ id, onClose }: { id: string | undefined; onClose(): void }) {
  const opener = useRef<HTMLElement | null>(null);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-drawer', id !== undefined);
  }, [id]);
  return (
    <Dialog.Root open={id !== undefined} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        {/* Not the primitive's own overlay: that one writes a style element, which the page's policy forbids. */}
        <div className="fixed inset-0 z-40 bg-black/40 motion-safe:animate-[fade_.2s_ease-out]" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement as HTMLElement | null;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            opener.current?.focus();
          }}
          className="fixed inset-x-0 bottom-0 z-50 flex max-h-[88dvh] flex-col overflow-hidden rounded-t-3xl bg-card pb-[env(safe-area-inset-bottom)] shadow-float outline-none motion-safe:animate-[slide-up_.28s_cubic-bezier(.2,.8,.2,1)] sm:inset-x-auto sm:inset-y-3 sm:right-3 sm:max-h-none sm:w-[27rem] sm:max-w-[calc(100%-1.5rem)] sm:rounded-3xl sm:motion-safe:animate-[slide_.28s_cubic-bezier(.2,.8,.2,1)]"
        >
          {id !== undefined && <Inside id={id} />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Inside({ id }: { id: string }) {
  const { m } = useSpeech();
  const entry = useEntry(id);
  return (
    <>
      <div className="flex items-center gap-3 border-b border-line py-3 pr-3 pl-6">
        <Dialog.Title className="min-w-0 grow truncate text-xl font-semibold tracking-tight">
          {entry?.device.deviceName ?? id.split('@')[0]}
        </Dialog.Title>
        <Dialog.Close
          aria-label={m.details.close}
          className="touch grid place-items-center rounded-2xl text-muted hover:bg-well hover:text-ink"
        >
          <X aria-hidden className="size-5" />
        </Dialog.Close>
      </div>
      <div className="flex grow flex-col gap-6 overflow-y-auto overscroll-contain p-6" tabIndex={0}>
        {entry ? <Sections entry={entry} /> : <p className="text-muted">{m.details.gone}</p>}
      </div>
    </>
  );
}

function Sections({ entry }: { entry: Entry }) {
  const { m } = useSpeech();
  const fresh = useFresh();
  const { device, status, firstSeen } = entry;
  const protocol = { [TransportProtocol.TCP_PROTOCOL]: 'TCP', [TransportProtocol.UDP_PROTOCOL]: 'UDP' }[device.transportProtocol as number];
  const since = device.statusSince && timestampMs(device.statusSince);
  return (
    <>
      <Facts
        facts={[
          [
            'status',
            m.details.status,
            <>
              {fresh ? m.status[status] : `${m.lastKnown}: ${m.status[status]}`}
              {since !== undefined && (
                <span className="block font-normal text-muted">
                  {m.details.since} <Ago at={since} />
                </span>
              )}
              {status === 'error' && <span className="block font-normal text-bad">{reasonOf(entry) ?? m.status.errorReason}</span>}
            </>,
          ],
          ['kind', m.filter.kinds, m.kind[entry.view.kind]],
          [
            'address',
            m.details.address,
            device.ips.length === 0 ? m.details.noAddress : device.ips.map((ip) => <span key={ip} className="block">{`${ip}:${device.port}`}</span>),
          ],
          ['protocol', m.details.protocol, protocol ?? m.unknown],
          ['id', m.details.id, <span className="font-mono text-xs">{device.id}</span>],
          ['seen', m.details.lastSeen, device.lastSeen ? <Ago at={timestampMs(device.lastSeen)} /> : m.unknown],
          ['first', m.details.firstSeen, <Ago at={firstSeen} />],
        ]}
      />
      <Section title={m.details.properties}>
        {Object.keys(device.properties).length === 0 ? (
          <p className="text-sm text-muted">{m.details.noProperties}</p>
        ) : (
          <Facts
            facts={Object.entries(device.properties)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, value]) => [key, <span key={key} title={key}>{labelOf(key, m)}</span>, valueOf(value, m)] as const)}
          />
        )}
      </Section>
      <Section title={m.details.changes}>
        <Changes changes={entry.changes} />
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2.5 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

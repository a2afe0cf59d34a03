import { CircleHelp, Droplets, Lamp, Faucet, Toilet, Wind, type LucideIcon } from 'lucide-react';
import type { DeviceKindName } from '../devices/view';

export const ICONS: Record<DeviceKindName, LucideIcon> = {
  lamp: Lamp,
  sink: Faucet,
  toilet: Toilet,
  fart: Wind,
  leak: Droplets,
  other: CircleHelp,
};

import { CircleHelp, Droplets, Lamp, ShowerHead, Toilet, Wind, type LucideIcon } from 'lucide-react';
import type { DeviceKindName } from '../devices/view';

export const ICONS: Record<DeviceKindName, LucideIcon> = {
  lamp: Lamp,
  sink: ShowerHead,
  toilet: Toilet,
  fart: Wind,
  leak: Droplets,
  other: CircleHelp,
};

/** What a first visit does not need, in one file: see `later`. */
export { default as ColorPopover } from '../cards/color-popover';
export { default as DetailsDrawer } from './details-drawer';
export { default as SettingsList } from './settings-list';

interface ImportMetaEnv {
  /** The gateway of a page that is served from elsewhere, fixed when it is built. */
  readonly VITE_GATEWAY_URL?: string;
}

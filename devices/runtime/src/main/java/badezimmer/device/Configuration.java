package badezimmer.device;

import io.smallrye.config.ConfigMapping;

/** Claims every key below {@code badezimmer}: one that no other interface knows is refused at start. */
@ConfigMapping(prefix = "badezimmer")
interface Configuration {}

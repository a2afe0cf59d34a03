package badezimmer.lightlamp;

/**
 * What a lamp shows. Brightness and color are kept while it is off.
 *
 * @param brightness 0 to 100
 * @param color 0xRRGGBB
 */
record Light(boolean on, int brightness, int color) {

    Light turned(boolean on) {
        return new Light(on, brightness, color);
    }

    Light dimmed(int brightness) {
        return new Light(on, brightness, color);
    }

    Light colored(int color) {
        return new Light(on, brightness, color);
    }
}

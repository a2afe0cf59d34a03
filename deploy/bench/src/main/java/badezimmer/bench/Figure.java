package badezimmer.bench;

import io.vertx.core.json.JsonObject;

/**
 * One thing that was measured.
 *
 * @param name its path, e.g. {@code list/grpc-web/1000}: the same in every run
 * @param value in {@code unit}
 * @param target what it is to reach; null if it is only reported
 */
record Figure(String name, double value, String unit, Target target) {

    /** @param atLeast or else at most */
    record Target(double bound, boolean atLeast) {

        static Target atLeast(double bound) {
            return new Target(bound, true);
        }

        static Target atMost(double bound) {
            return new Target(bound, false);
        }

        @Override
        public String toString() {
            return (atLeast ? ">= " : "<= ") + Report.number(bound);
        }
    }

    static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, null);
    }

    Figure atLeast(double bound) {
        return new Figure(name, value, unit, Target.atLeast(bound));
    }

    Figure atMost(double bound) {
        return new Figure(name, value, unit, Target.atMost(bound));
    }

    /** Whether it reaches its target, if it has one. */
    boolean holds() {
        return target == null || (target.atLeast() ? value >= target.bound() : value <= target.bound());
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject().put("name", name).put("value", value).put("unit", unit);
        return target == null
                ? json
                : json.put(target.atLeast() ? "at_least" : "at_most", target.bound())
                        .put("holds", holds());
    }
}
